"""Downloads: type, name, version, what is refused, and how much is kept."""

from __future__ import annotations

import asyncio
import io
import re
from urllib.parse import unquote

import httpx
import openpyxl
import pandas as pd
import pytest
from starlette.applications import Starlette

from pages.shared.frame.take import MAPPED, TABLES
from pages.shared.view.parameter import PAGES
from publish.take.files import FORMS
from publish.web.downloads import ROUTES, TYPES


def get(*paths: str, **headers: str) -> list[httpx.Response]:
    """Return the answers at paths, one after the other."""

    async def _ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(Starlette(routes=ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
            return [await client.get(path, headers=headers) for path in paths]

    return asyncio.run(_ask())


def test_every_page_answers_in_every_form(subtests: pytest.Subtests) -> None:
    assert set(FORMS) == set(TYPES)
    for page in PAGES:
        for form in FORMS:
            with subtests.test(page=page, form=form):
                (answer,) = get(f"/take/data.{form}?page={page}&avoid=BY,RU&year=2023")
                if form not in {"csv", "xlsx"} and page not in MAPPED:
                    assert answer.status_code == 422
                    assert answer.json()["valid"] == ["csv", "xlsx"]
                    continue
                assert answer.status_code == 200
                assert answer.headers["content-type"] == TYPES[form]
                named = answer.headers["content-disposition"]
                plain = re.search(r'filename="([a-z0-9_.-]+)"', named)
                assert plain
                assert plain[1].startswith(f"multivector-{page.lower()}-2023-avoid-by-ru_")
                assert plain[1].endswith(f".{form}")
                spoken = unquote(named.partition("filename*=UTF-8''")[2])
                assert spoken.startswith("Multivector ")


def test_each_table_is_a_csv_of_its_own(subtests: pytest.Subtests) -> None:
    for page, names in TABLES.items():
        answers = get(*(f"/take/data.csv?page={page}&table={name}" for name in names))
        for name, answer in zip(names, answers, strict=True):
            with subtests.test(page=page, table=name):
                assert answer.status_code == 200
                assert len(pd.read_csv(io.BytesIO(answer.content)).columns) > 1


def test_a_workbook_of_one_table_says_what_it_is() -> None:
    whole, one = get("/take/data.xlsx", "/take/data.xlsx?table=owners")
    assert openpyxl.load_workbook(io.BytesIO(whole.content)).sheetnames == list(TABLES["Map"])
    book = openpyxl.load_workbook(io.BytesIO(one.content))
    assert book.sheetnames == ["owners", "about"]
    told = {row[0]: row[2] for row in book["about"].iter_rows(min_row=3, values_only=True)}
    assert str(told["permalink"]).startswith("http://house/?v=1&routes=")


def test_what_is_not_there_is_refused_with_what_is(subtests: pytest.Subtests) -> None:
    for path, valid in {
        "/take/data.pdf": list(FORMS),
        "/take/data.csv?table=zzz": list(TABLES["Map"]),
        "/take/data.xlsx?page=Trend&table=<b>": list(TABLES["Trend"]),
    }.items():
        with subtests.test(path):
            (answer,) = get(path)
            assert answer.status_code == 422
            assert answer.headers["content-type"].startswith("application/problem+json")
            assert answer.json()["valid"] == valid
            assert answer.json()["detail"]


def test_what_cannot_be_read_falls_back_and_is_said() -> None:
    (answer,) = get("/take/data.csv?page=Nowhere&table=about&year=1066")
    assert answer.status_code == 200
    assert "There is no page" in answer.text
    assert "1066" in answer.text


def test_a_known_version_is_not_sent_again() -> None:
    (first,) = get("/take/data.csv?year=2021")
    tag = first.headers["etag"]
    again, other = get(
        "/take/data.csv?year=2021", "/take/data.csv?year=2023", **{"If-None-Match": tag}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200
    assert other.headers["etag"] != tag
