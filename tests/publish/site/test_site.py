"""The site without a server: whole, from disk, without a request, saying what the engine says."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import geopandas as gpd
import pyogrio
import pytest
import shapely
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect
from pmtiles import reader as pmtiles_reader

from pages.shared.pickers.closures import PRESETS
from publish.commands import export
from publish.folder import SUMS
from publish.site.browser import modules
from publish.site.export import export_site
from publish.site.leaves import led
from publish.site.sets import Plot, written
from routes.cli.main import main
from routes.files.load import load_atlas, load_tables
from routes.model.terms import YEARS
from routes.network.journeys import of_year
from routes.verdict.judge import judge_corridor
from routes.verdict.ownership import owners_of
from tests.browser.helpers import axe_violations, sideways

PMTILES: Any = pmtiles_reader  # it has no types
ATLAS, TABLES = load_atlas(), load_tables()
ALL_AT_MOST, FIRST_AT_MOST = 15_000_000, 1_000_000
MAP_FORMS = {"JSON", "CSV", "GeoJSON", "FlatGeobuf", "PMTiles"}
MAPPED = ("closures", "corridors", "journeys", "legs", "places", "years")
PLAIN = ("events", "figures", "sources", "verdicts")
SIGNS = {"bypasses": "✓", "crosses": "✕", "cannot_tell": "?", "depends": "◐"}


class _Html(HTMLParser):
    """Notes what a page asks for, where it leads, and where one can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.assets: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.marks: list[tuple[str, str]] = []
        self._keys, self._mark = "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag != "a":
            self.assets += [given[name] for name in ("src", "href") if name in given]
        if tag == "tr":
            self._keys = given.get("data-avoid", "")
        self._mark = tag == "span" and bool(self._keys) and given.get("aria-hidden") == "true"

    def handle_data(self, data: str) -> None:
        if self._mark:
            self.marks += [(key, data.strip()) for key in self._keys.split()]
            self._mark = False


@dataclass(frozen=True)
class Site:
    """The site as it was written."""

    folder: Path
    count: int
    size: int

    @cached_property
    def pages(self) -> dict[str, _Html]:
        """Every page, by its path."""
        return {
            path.relative_to(self.folder).as_posix(): _Html(path.read_text("utf-8"))
            for path in sorted(self.folder.rglob("*.html"))
        }

    def data(self, name: str) -> Any:
        return json.loads((self.folder / "data" / f"{name}.json").read_text("utf-8"))

    @cached_property
    def packed(self) -> Any:
        """What every page's script is given."""
        text = (self.folder / "assets" / "site.js").read_text("utf-8")
        [packed] = re.findall(r'"packed": "([^"]+)"', text)
        return json.loads(gzip.decompress(b64decode(packed)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Write the site once."""
    folder = tmp_path_factory.mktemp("export") / "site"
    return Site(folder, *export_site(folder))


# ---------- what is there ----------


def test_every_page_is_there(site: Site) -> None:
    """One for each corridor, journey, closure, year and step; nothing else stands beside."""
    journeys = {row["code"] for row in site.data("journeys")["rows"]}
    assert len(journeys) > 200
    wanted = {
        "index.html",
        "journeys.html",
        "closures.html",
        "events.html",
        "data.html",
        *(f"corridor/{one}.html" for one in ATLAS.corridors),
        *(f"journey/{code}.html" for code in journeys),
        *(f"closure/{one}.html" for one in PRESETS),
        *(f"year/{year}.html" for year in YEARS),
        *(f"story/{n}.html" for n in range(len(TABLES.story) + 2)),
    }
    assert set(site.pages) == wanted
    assert [path.name for path in site.folder.parent.iterdir()] == ["site"]
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    assert len(files) == site.count


def test_it_is_small(site: Site) -> None:
    """15 MB in all; the first page with all that it loads 1 MB, as the files lie on the disk."""
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) == site.size <= ALL_AT_MOST
    first = ["index.html", *site.pages["index.html"].assets]
    assert len(first) > 4
    assert sum((site.folder / name).stat().st_size for name in first) <= FIRST_AT_MOST


def test_every_link_leads_somewhere(site: Site, subtests: pytest.Subtests) -> None:
    """Links are relative and their files and anchors are there; what a page loads is its own."""
    seen = 0
    for path, page in site.pages.items():
        with subtests.test(page=path):
            bad = []
            for target in [*page.assets, *page.links]:
                seen += 1
                parts = urlsplit(target)
                if parts.scheme:
                    loads = target in page.assets or parts.scheme not in {"https", "http"}
                    bad += [target] if loads else []
                    continue
                file = (site.folder / path).parent / unquote(parts.path)
                there = site.folder / path if not parts.path else file
                name = there.resolve().relative_to(site.folder.resolve()).as_posix()
                anchored = not parts.fragment or parts.fragment in site.pages[name].ids
                if not there.is_file() or parts.query or not anchored:
                    bad.append(target)
            assert bad == []
    assert seen > 5000


def test_nothing_else_asks_for_a_file(site: Site) -> None:
    """Neither the sheet nor a picture names another file."""
    css = (site.folder / "assets" / "site.css").read_text("utf-8")
    assert "@import" not in css
    assert [one for one in re.findall(r"url\(([^)]*)\)", css) if not one.startswith("#")] == []
    pictures = list(site.folder.rglob("*.svg"))
    assert len(pictures) > 300
    asking = re.compile(r"<image|<use|<script|url\((?!#|'#)|href=")
    assert [path.name for path in pictures if asking.search(path.read_text("utf-8"))] == []


def test_every_page_says_what_it_is(site: Site, subtests: pytest.Subtests) -> None:
    """Title, language, description, a preview, data for machines, version, licence, source."""
    titles = set()
    for path in site.pages:
        text = (site.folder / path).read_text("utf-8")
        with subtests.test(page=path):
            [title] = re.findall("<title>(.*?)</title>", text)
            titles.add(title)
            assert text.startswith('<!doctype html>\n<html lang="en">')
            for name in ('name="description"', 'property="og:title"', 'property="og:image"'):
                assert re.search(rf'<meta {name} content="[^"]+"', text), name
            [linked] = re.findall(
                r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL
            )
            assert json.loads(linked)
            assert "take/data" not in linked
            for words in (ATLAS.data_version, "January 2026", "CC BY 4.0", "S. Blank"):
                assert words in text
    assert len(titles) == len(site.pages)


def test_the_modules_are_those_of_the_app(root: Path) -> None:
    """What the map runs is what the app serves, but for the names in imports."""
    texts = modules()
    assert {"mv:map/main.js", "mv:map/band.js", "mv:site/host.js"} <= texts.keys()
    for name, text in texts.items():
        path = name.removeprefix("mv:")
        own = (root / "static" / path).read_text("utf-8")
        folder = path.rpartition("/")[0]
        back = text.replace(f"mv:{folder}/", "./").replace("mv:map/", "../map/")
        assert back == own


# ---------- what it says ----------


def test_verdicts_are_those_of_the_engine(site: Site, subtests: pytest.Subtests) -> None:
    """Each corridor and state, asked anew: in the page, in the data, in what the script has."""
    owners = owners_of(TABLES, ATLAS.state_names)
    told = {(row["corridor_id"], row["avoid"]): row for row in site.data("verdicts")["rows"]}
    scripted = site.packed["verdicts"]
    pairs = 0
    for corridor_id in ATLAS.corridors:
        signs = dict(site.pages[f"corridor/{corridor_id}.html"].marks)
        assert len(signs) > 30
        for key, sign in signs.items():
            avoid = frozenset(key.split(","))
            rows = TABLES.jurisdictions.rows
            judged = judge_corridor(ATLAS, corridor_id, avoid, owners, rows)
            pairs += 1
            with subtests.test(corridor=corridor_id, avoid=key):
                assert sign == SIGNS[judged.verdict]
                assert told[corridor_id, key]["verdict"] == judged.verdict
                assert scripted[key][corridor_id][3] == judged.verdict
    assert pairs > 500


def test_verdicts_of_journeys_are_those_of_the_engine(site: Site) -> None:
    """A field and a border to a market each, by four states, asked anew."""
    told = {row["code"]: row for row in site.data("journeys")["rows"]}
    pairs = 0
    for origin, market in (("tengiz", "rotterdam"), ("almaty", "germany")):
        for state in ("RU", "TR", "PL", "GR"):
            for one in of_year(ATLAS, TABLES, origin, market, frozenset({state}), 2022):
                pairs += 1
                sign = dict(site.pages[f"journey/{one.code}.html"].marks)[state]
                verdict = one.judged.verdict
                assert sign == SIGNS[verdict]
                for column in ("crosses", "cannot_tell"):
                    assert (state in told[one.code][column].split()) == (verdict == column)
    assert pairs > 20


def test_quotations_are_not_given_away(site: Site) -> None:
    """They stand on pages with who said them, and in no data."""
    texts = [path.read_bytes() for path in (site.folder / "data").iterdir()]
    assert len(texts) == len(MAPPED) * 5 + len(PLAIN) * 2
    quotes = [row.text.encode() for row in TABLES.quotes if len(row.text) > 40]
    assert len(quotes) > 10
    assert [quote for quote in quotes if any(quote in text for text in texts)] == []
    shown = [(site.folder / path).read_text("utf-8") for path in site.pages]
    assert any("mv-quote" in text for text in shown)


@pytest.mark.parametrize("name", [*MAPPED, *PLAIN])
def test_data_open_in_the_tools_that_they_are_for(site: Site, name: str) -> None:
    """The same rows in every form; others' readers find them."""
    base = site.folder / "data" / name
    rows = site.data(name)["rows"]
    assert len(rows) > 5
    assert site.data(name)["data_version"] == ATLAS.data_version
    read = list(csv.DictReader(io.StringIO(base.with_suffix(".csv").read_text("utf-8"))))
    assert [list(row) for row in read] == [list(rows[0])] * len(rows)
    if name not in MAPPED:
        return
    geo = json.loads(base.with_suffix(".geojson").read_text("utf-8"))
    assert [one["properties"] for one in geo["features"]] == rows
    lines = gpd.read_file(base.with_suffix(".geojson"))
    flat = pyogrio.read_dataframe(base.with_suffix(".fgb"))
    assert len(flat) == len(lines) == len(rows)
    assert flat.crs == "EPSG:4326"
    degrees = [shapely.length(one.geometry.array).sum() for one in (flat, lines)]
    assert degrees[0] == pytest.approx(degrees[1])
    tiles = PMTILES.Reader(PMTILES.MemorySource(base.with_suffix(".pmtiles").read_bytes()))
    header, [layer] = tiles.header(), tiles.metadata()["vector_layers"]
    assert (layer["id"], header["min_zoom"], header["max_zoom"]) == (name, 0, 5)
    assert tiles.get(0, 0, 0)
    west, south, east, north = lines.total_bounds
    assert header["min_lon_e7"] / 1e7 == pytest.approx(west, abs=0.01)
    assert header["max_lat_e7"] / 1e7 == pytest.approx(north, abs=0.01)
    assert east > west
    assert north > south


def test_the_same_data_give_the_same_files(site: Site) -> None:
    """Written again, map files have the same bytes, too."""
    geo = gpd.read_file(site.folder / "data" / "legs.geojson")
    plot = Plot("legs", tuple(site.data("legs")["rows"]), tuple(geo.geometry))
    assert written(plot, ATLAS.data_version) == written(plot, ATLAS.data_version)


def test_links_of_cards_lead_to_pages_of_the_site() -> None:
    """To the event that the site has; what it has not is text; other hosts stay."""
    html = (
        '<a class="x" href="Timeline?event=court-order-2022-07-05" target="_self">a</a>'
        '<a href="Timeline?v=1&amp;event=storm-2023-11-24&amp;step=0">b</a>'
        '<a href="Trend?v=1">c</a><a href="?v=1">d</a>'
        '<a href="https://example.org/?a=1">e</a><a href="#f">f</a>'
    )
    assert led(html, "../") == (
        '<a href="../events.html#event-court-order-2022-07-05">a</a>'
        '<a href="../events.html#event-storm-2023-11-24">b</a><span>c</span><span>d</span>'
        '<a href="https://example.org/?a=1">e</a><a href="#f">f</a>'
    )


# ---------- the command ----------


def run(*args: str) -> tuple[int, str]:
    """Run the command; return its exit code, and what it says."""
    main.add_command(export)  # as routes/__main__.py does
    done = CliRunner().invoke(main, ["export", *args])
    return done.exit_code, done.output


BAD = {
    "nothing": ([], "give one of --all DIR, --view QUERY FILE and --package DIR"),
    "two": (["--all", "a", "--view", "?", "b"], "give one of"),
    "no such page": (["--view", "?page=Journey", "b.html"], "nearest name: 'Journeys'"),
    "a page without a map": (["--view", "?page=Method", "b.html"], "Map, Journeys, Closure, Story"),
}


@pytest.mark.parametrize(("args", "cure"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_named_with_its_cure(
    args: list[str], cure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = run(*args)
    assert code == 2
    assert cure in said
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_ours_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    letter = tmp_path / "there" / "letter.txt"
    letter.write_text("mine", "utf-8")
    for args in (("--all", str(tmp_path / "there")), ("--view", "?", str(letter))):
        code, said = run(*args)
        assert code == 2
        assert "give the name of a new" in said
    assert [path.name for path in tmp_path.rglob("*")] == ["there", "letter.txt"]
    assert letter.read_text("utf-8") == "mine"


def test_an_unwritable_place_leaves_nothing(tmp_path: Path) -> None:
    """A file stands where a folder would have to be."""
    wall = tmp_path / "wall"
    wall.write_text("", "utf-8")
    for args in (("--all", str(wall / "site")), ("--view", "?", str(wall / "view.html"))):
        code, said = run(*args)
        assert code == 3
        assert "cannot be written" in said
        assert "nothing was left half" in said
    assert list(tmp_path.iterdir()) == [wall]


# ---------- in the browser ----------


@pytest.fixture
def reader(chromium: Browser, site: Site) -> Iterator[Page]:
    """Open pages from disk; whatever is asked of a host, or fails, fails the test."""
    page = chromium.new_page(viewport={"width": 1366, "height": 900}, reduced_motion="reduce")
    faults: list[str] = []
    local = ("file:", "data:", "blob:")
    page.on("request", lambda one: None if one.url.startswith(local) else faults.append(one.url))
    page.on("requestfailed", lambda one: faults.append(f"failed: {one.url}"))
    page.on("pageerror", lambda one: faults.append(str(one)))
    page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    yield page
    page.close()
    assert site
    assert faults == []


def open_from_disk(page: Page, file: Path, anchor: str = "") -> None:
    page.goto(f"{file.as_uri()}{anchor}")
    page.locator(".site-drawn path.mv-leg").first.wait_for(state="attached")


def drawn(page: Page) -> set[str]:
    """Return the corridors of which lines are drawn."""
    found = page.locator("path.mv-leg").evaluate_all("(all) => all.map((p) => p.dataset.corridors)")
    return {corridor for one in found for corridor in one.split()}


@pytest.mark.browser
def test_the_first_page_works_from_disk(
    reader: Page, site: Site, subtests: pytest.Subtests
) -> None:
    open_from_disk(reader, site.folder / "index.html")
    lead = reader.locator("#site-lead")
    at_first = lead.inner_text()
    with subtests.test("a switch takes lines away and brings them back"):
        assert "cpc" in drawn(reader)
        reader.locator("#on-cpc").uncheck()
        assert "cpc" not in drawn(reader)
        reader.locator("#on-cpc").check()
        assert "cpc" in drawn(reader)
        reader.locator("#on-druzhba").check()
        assert "druzhba" in drawn(reader)
    with subtests.test("other states have other verdicts, colours and sentences"):
        for key in ("TR", "BY,RU", "RU"):
            reader.locator("#site-avoid").select_option(key)
            for corridor_id in ATLAS.corridors:
                words = site.packed["verdicts"][key][corridor_id][1]
                row = reader.locator(f'.mv-row[data-corridor="{corridor_id}"]')
                expect(row.locator(".mv-badge")).to_contain_text(words)
            if key == "TR":
                assert lead.inner_text() != at_first
                expect(reader.locator('[data-leg^="btc"][data-inside="1"]').first).to_be_attached()
        assert lead.inner_text() == at_first
    with subtests.test("what is pointed at in the list lights up on the map"):
        reader.locator('.mv-row[data-corridor="china"]').hover()
        expect(reader.locator(".mv-map.mv-lighting")).to_be_attached()
        lit = reader.locator("path.mv-leg.mv-lit").evaluate_all(
            "(all) => all.map((p) => p.dataset.corridors)"
        )
        assert lit
        assert all("china" in one.split() for one in lit)
    with subtests.test("a line of the map is reached by key, told, and marks its row"):
        reader.locator('path.mv-hit[tabindex="0"]').focus()
        expect(reader.locator(".mv-tip")).to_be_visible()
        reader.keyboard.press("Enter")
        expect(reader.locator("#site-picked a")).to_be_visible()
    with subtests.test("the year changes the tonnes"):
        cell = reader.locator('.mv-row[data-corridor="btc"] .mv-row-mt')
        before = cell.inner_text()
        reader.locator("#site-year").select_option("2025")
        expect(cell).not_to_have_text(before)
        expect(lead).to_contain_text("2025")


@pytest.mark.browser
def test_the_view_stands_in_the_address(
    reader: Page, site: Site, subtests: pytest.Subtests
) -> None:
    open_from_disk(reader, site.folder / "index.html")
    lead = reader.locator("#site-lead")
    at_first = lead.inner_text()
    reader.locator("#site-year").select_option("2025")
    with subtests.test("what is chosen is kept, and what a link names is shown"):
        reader.get_by_role("button", name="None").click()
        reader.locator("#on-btc").check()
        assert reader.url.endswith("#routes=btc&avoid=RU&year=2025")
        anchor = "#routes=druzhba,nonsense&avoid=PL&year=2023&lat=52.10&lon=30.00&z=5"
        reader.goto("about:blank")
        open_from_disk(reader, site.folder / "index.html", anchor)
        assert drawn(reader) == {"druzhba"}
        assert reader.locator("#site-avoid").input_value() == "PL"
        assert reader.evaluate("multivector.map.getZoom()") == 5
    with subtests.test("nonsense in the address is passed over"):
        reader.goto("about:blank")
        bad = "#routes=%3Cscript%3E&avoid=__proto__&year=1e9&lat=NaN&lon=1&z=99&focus=constructor"
        open_from_disk(reader, site.folder / "index.html", bad)
        assert lead.inner_text() == at_first


PAGES = ("index", "corridor/cpc", "closure/court-2022", "year/2023", "story/3", "journeys")


@pytest.mark.browser
def test_pages_are_for_everybody(chromium: Browser, site: Site, subtests: pytest.Subtests) -> None:
    """Without a finding of axe, which reads the sheet itself, and no wider than a phone."""
    reader = chromium.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    journey = min(site.folder.glob("journey/*.html")).relative_to(site.folder).as_posix()
    for name in (*(f"{page}.html" for page in PAGES), journey):
        with subtests.test(page=name):
            if name == "journeys.html":
                reader.goto((site.folder / name).as_uri())
            else:
                open_from_disk(reader, site.folder / name)
            assert sideways(reader) == []
            every = ("minor", "moderate", "serious", "critical")
            assert axe_violations(reader, every) == []
            if name == journey:
                reader.locator("#site-avoid").select_option("KZ")
                expect(reader.locator("#site-told")).to_contain_text("Kazakhstan")
                expect(reader.locator("#site-told .mv-badge")).to_contain_text("crosses")
    reader.close()


@pytest.mark.browser
def test_without_scripts_the_picture_and_the_words_stand(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site.folder / "corridor" / "cpc.html").as_uri())
    assert page.locator(".site-still").bounding_box()
    expect(page.locator("h1")).to_have_text(ATLAS.corridors["cpc"].name)
    expect(page.locator("#site-avoid")).to_be_hidden()
    context.close()


@pytest.mark.browser
def test_one_view_is_one_file(reader: Page, tmp_path: Path) -> None:
    """Alone in a folder; what cannot be read is told; it may be written over."""
    file = tmp_path / "alone" / "view.html"
    file.parent.mkdir()
    query = "?routes=btc,baku_supsa,nonsense&avoid=GE&year=2023&focus=btc"
    for _ in range(2):
        code, said = run("--view", query, str(file))
        assert code == 0, said
        assert "nonsense" in said
    assert [path.name for path in file.parent.iterdir()] == ["view.html"]
    page = _Html(file.read_text("utf-8"))
    assert [one for one in page.assets if not one.startswith("data:")] == []
    assert [one for one in page.links if not one.startswith(("http", "#"))] == []
    open_from_disk(reader, file)
    assert drawn(reader) == {"btc", "baku_supsa"}
    assert reader.locator("#site-avoid").input_value() == "GE"
    reader.locator("#site-avoid").select_option("RU")
    expect(reader.locator('.mv-row[data-corridor="btc"] .mv-badge')).to_contain_text("bypasses")
    code, said = run("--view", "?page=Journeys&from=kumkol&to=china", str(file))
    assert code == 0, said
    open_from_disk(reader, file)


def test_the_list_of_files_is_the_list(site: Site) -> None:
    assert (site.folder / SUMS).is_file()
