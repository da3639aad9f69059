"""The programs that people open our files with read them: GDAL's own and Poppler's."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from publish.drawing.picture import picture
from publish.said import said
from publish.take.files import GEO, as_geo
from publish.take.tables import features
from publish.viewed import read

VIEW = read("Map", "routes=cpc,btc,rotterdam&avoid=RU&focus=cpc")


def output_of(*command: str) -> str:
    """Run a program to its end; what it writes to stderr is a fault."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("form", GEO)
def test_ogrinfo_reads_what_a_view_hands_over(form: str, tmp_path: Path) -> None:
    frame = features(VIEW)
    path = tmp_path / f"view.{form}"
    path.write_bytes(as_geo(frame, form, "2026-01-31", {"title": "Map"}))
    told = output_of("ogrinfo", "-ro", "-al", "-so", str(path))
    counts = [int(count) for count in re.findall(r"^Feature Count: (\d+)$", told, re.MULTILINE)]
    assert len(counts) == (2 if GEO[form].layered else 1)
    assert sum(counts) == len(frame) > 20
    assert "WGS 84" in told
    west, south, east, north = (
        float(number)
        for number in re.findall(
            r"Extent: \(([-\d.]+), ([-\d.]+)\) - \(([-\d.]+), ([-\d.]+)\)", told
        )[0]
    )
    assert (west, south, east, north) == pytest.approx(
        frame[frame["feature"] == "line"].total_bounds, abs=1e-4
    )


def test_pdftotext_reads_a_page(tmp_path: Path) -> None:
    path = tmp_path / "view.pdf"
    path.write_bytes(picture(VIEW, "pdf", 1, "page", "https://example.org/"))
    told = " ".join(output_of("pdftotext", "-layout", str(path), "-").split())
    assert said(VIEW).sentence.replace("\u00a0", " ").replace("\u2060", "") in told
    for word in ("CPC pipeline", "1,031", "52.2", "https://example.org/", "CC BY 4.0"):
        assert word in told
