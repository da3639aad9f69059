"""Pictures beside their pages: what is drawn is what the page says, and other tools read it."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from typing import Any

import pypdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image
from pyproj import Transformer

from pages.shared import store
from pages.shared.theme import THEME
from pages.shared.view.drawn import by_borders
from publish.drawing.layers import scene_of, sheet_for
from publish.drawing.picture import MAP_HEIGHT, PARTS, ROOM, WIDTH, Part, parts_of, picture
from publish.drawing.press import FORMS, Form
from publish.drawing.shown import grid, ribbons, sources
from publish.said import said
from publish.viewed import read
from routes.model.terms import GROUND
from tests.publish.drawing.pages import SVG, VIEWS, drawn, page, shown, told, tree, viewed, words

WITH_MAP = [name for name, (script, _) in VIEWS.items() if script != "Trend"]
ELEMENTS = {
    "svg": "width height viewBox x y font-family",
    "title": "",
    "desc": "",
    "g": "fill stroke stroke-opacity stroke-linejoin font-size font-weight font-style"
    " letter-spacing text-anchor transform data-leg data-corridors",
    "path": "d fill fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap"
    " data-state",
    "rect": "x y width height fill stroke stroke-width data-side data-of",
    "circle": "cx cy r fill data-of",
    "text": "x y fill stroke stroke-opacity stroke-width stroke-linejoin font-size font-weight"
    " font-style text-anchor aria-hidden",
    "tspan": "x y",
    "defs": "",
    "pattern": "id width height patternUnits patternTransform",
}
"""What a picture is made of: elements of SVG 1.1 with presentation attributes, which every tool
reads, and names of what they stand for. No style sheet, class or script; nothing is fetched."""
METRES = Transformer.from_crs(4326, 3857, always_xy=True).transform
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def every_part() -> Iterator[tuple[str, Part]]:
    """Yield each view with each part that its page has."""
    yield from ((name, part) for name in VIEWS for part in parts_of(viewed(name)) if part != "page")


@pytest.fixture(scope="module")
def each() -> list[tuple[str, Part]]:
    """Return every picture: views and parts."""
    found = list(every_part())
    assert len(found) >= 18
    return found


def test_every_tool_reads_the_svg(each: list[tuple[str, Part]], subtests: pytest.Subtests) -> None:
    """Elements and attributes are those of a list; numbers are finite; ids are met once."""
    for name, part in each:
        with subtests.test(view=name, part=part):
            text = drawn(name, part=part).decode()
            assert "data:" not in re.sub(r"<(text|tspan|desc|title)[^>]*>[^<]*", "", text)
            root = tree(name, part)
            for one in root.iter(etree.Element):
                kind = str(one.tag).removeprefix(SVG)
                assert kind in ELEMENTS
                assert set(one.attrib) <= set(ELEMENTS[kind].split()), kind
                for key in ("x", "y", "width", "height", "cx", "cy", "r"):
                    assert math.isfinite(float(one.get(key, 0)))
                numbers = NUMBER.findall(one.get("d", ""))
                assert all(abs(float(n)) < 20_000 for n in numbers)
            ids = [one.get("id") for one in root.iter() if one.get("id")]
            assert len(ids) == len(set(ids))
            assert root.findtext(f"{SVG}title") == said(viewed(name)).title


@pytest.mark.parametrize("name", WITH_MAP)
def test_the_lines_are_those_of_the_page(name: str) -> None:
    """The page sends ids to the map; a line is drawn for each leg of theirs that is in sight."""
    sent, lib = shown(name), store.library()
    wanted = {leg for one in sent["on"] for leg in lib.atlas.corridors[one].leg_ids}
    wanted |= set(sent.get("legs", ()))
    groups = {one.get("data-leg") for one in tree(name).iter(f"{SVG}g") if one.get("data-leg")}
    assert groups
    assert groups <= wanted
    missing = [leg for leg in wanted - groups if in_sight(name, leg)]
    assert missing == []
    assert sent["avoid"] == list(viewed(name).view.avoid)


def in_sight(name: str, leg: str) -> bool:
    """Return whether a leg runs some way over the sheet of a map, by its points and PROJ."""
    view = viewed(name)
    place = sheet_for(view, scene_of(view), ROOM, MAP_HEIGHT)
    scale = 2 * 20037508.342789244 / (256 * 2**place.zoom)
    middle = METRES(place.lon, place.lat)
    points = [METRES(lon, lat) for lon, lat in store.library().atlas.legs[leg].line]
    spots = [((x - middle[0]) / scale, (y - middle[1]) / scale) for x, y in points]
    seen = [(x, y) for x, y in spots if abs(x) < ROOM / 2 - 4 and abs(y) < MAP_HEIGHT / 2 - 4]
    return max((math.dist(seen[0], one) for one in seen), default=0.0) > 3


@pytest.mark.parametrize("name", WITH_MAP)
def test_the_colours_are_the_verdict_of_the_ground(name: str) -> None:
    """A line has the colour of inside where its leg has kilometres on ground to avoid, else not."""
    sent, view = shown(name), viewed(name).view
    with by_borders(view.borders):
        atlas = store.library().atlas
    root, seen = tree(name), set()
    for group in root.iter(f"{SVG}g"):
        leg = group.get("data-leg")
        if not leg or leg in sent.get("closed", ()):
            continue
        colours = {path.get("stroke") for path in group.iter(f"{SVG}path")} - {THEME.white}
        sides = {
            one.state in view.avoid and one.kind in GROUND
            for one in atlas.legs[leg].zones
            if one.km > 1
        }
        meant = {THEME.inside if side else THEME.outside for side in sides}
        # A view that is cut off may show one side alone of a line that has both.
        assert colours <= {THEME.inside, THEME.outside}
        assert colours <= meant or len(meant) == 0, leg
        seen |= colours
    assert seen


def test_a_whole_line_has_both_its_colours() -> None:
    """CPC from Tengiz to Novorossiysk: as much of it is red as its kilometres in Russia."""
    root = tree("map")
    lengths = {THEME.inside: 0.0, THEME.outside: 0.0}
    for group in root.iter(f"{SVG}g"):
        if "cpc" in (group.get("data-corridors") or "").split():
            for path in group.iter(f"{SVG}path"):
                if path.get("stroke-opacity") is None:
                    lengths[path.get("stroke", "")] += length(path.get("d", ""))
    judged = store.judged_all(frozenset({"RU"}))["cpc"]
    inside = judged.test("soil").value or 0.0
    share = lengths[THEME.inside] / sum(lengths.values())
    # Web Mercator stretches the north: the shares agree to a few hundredths.
    assert share == pytest.approx(inside / judged.length_km, abs=0.05)


def length(data: str) -> float:
    """Measure the data of a path of `M` and `l`, in pixels."""
    total = 0.0
    for part in data.split("M")[1:]:
        numbers = [float(n) for n in NUMBER.findall(part.partition("l")[2])]
        total += sum(math.hypot(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True))
    return total


def test_names_and_amounts_are_those_of_the_table() -> None:
    """What stands on the map beside a corridor is what the table on the page says of it."""
    rows = told("map").xpath("//table[.//th[normalize-space()='Corridor']]//tbody/tr")
    cells = {row[0].text_content(): row[3].text_content() for row in rows}
    assert cells["CPC pipeline"] == "55.5 to 56.5"
    found = " ".join(words(tree("map")))
    for name, moved in cells.items():
        assert f"{name} {moved.replace(' to ', '–')} Mt" in found


@pytest.mark.parametrize("name", ["map", "map-iran", "journeys", "closure", "balance", "trend"])
def test_a_table_has_the_cells_of_the_page(name: str) -> None:
    """Every cell that is drawn stands in the page, in a table of HTML or in its list."""
    table = grid(viewed(name))
    assert table
    whole = " ".join(told(name).text_content().split())
    for element in page(name).get("bidi_component"):
        whole += element.proto.json.encode().decode("unicode_escape", "replace")
        whole += element.proto.json
    parts = [part for row in table.rows for cell in row.cells for part in re.split(r"[()]", cell)]
    missing = {p.strip() for p in parts if p.strip() and p.strip("✓✕◐?– ") not in whole}
    assert not {p for p in missing if any(c.isdigit() for c in p)}, missing
    printed = " ".join(words(tree(name, "table"))).replace("×", "✕").replace("◆", "◐")
    for row in table.rows:
        for cell in row.cells:
            for word in cell.split():
                assert word in printed.replace("- ", "-") or len(word) > 24


@pytest.mark.parametrize("name", ["map", "journeys"])
def test_a_ribbon_says_what_the_page_says(name: str) -> None:
    """States with kilometres, places and key are those of the ribbon in the page's card."""
    figures = told(name).xpath("//figure[contains(@class,'mv-ribbon')]")
    parts = [part for one in figures for part in one.xpath(".//div[@class='mv-bar']/span")]
    root = tree(name, "ribbon")
    sides = [one.get("data-side") for one in root.iter(f"{SVG}rect") if one.get("data-side")]
    assert sides == [part.get("class").split()[0] for part in parts]
    assert len(ribbons(viewed(name))) == len(figures)
    title = figures[0].xpath("./figcaption/text()")[0].strip()
    assert any(text.startswith(title) for text in words(root))


def test_the_bars_are_those_of_the_trend() -> None:
    """Each bar that the page's chart names on hovering is drawn; the sums are the table's."""
    root = tree("trend", "chart")
    bars = [one for one in root.iter(f"{SVG}rect") if "data-of" in one.attrib]
    ways = [one for one in bars if "%" not in one.get("data-of", "")]
    years = {one.get("data-of", "").split()[0] for one in ways}
    assert years == {"2021", "2022", "2023", "2024", "2025"}
    sums = {
        year: sum(float(b.get("height", 0)) for b in ways if b.get("data-of", "").startswith(year))
        for year in years
    }
    left = {year: store.moved(int(year)).total for year in years}
    scale = {year: sums[year] / total[1] for year, total in left.items() if total}
    assert len(scale) >= 4
    assert max(scale.values()) == pytest.approx(min(scale.values()), rel=0.03)
    cpc = next(b for b in ways if b.get("data-of", "").startswith("2023 CPC"))
    assert "55.5–56.5" in cpc.get("data-of", "")
    assert "55.5–56.5" in told("trend").text_content()
    assert cpc.get("fill") == THEME.inside


def test_the_bars_of_a_closure_are_those_of_its_table() -> None:
    """A closed way can move nothing: no filled bar, an outline of what moved."""
    rows = told("closure").xpath("//article[contains(@class,'mv-closure')]//tbody/tr")
    names = [row.xpath("./th/text()")[0].strip() for row in rows]
    text = words(tree("closure", "chart"))
    assert [name for name in names if name not in " ".join(text)] == []
    drawn_bars = tree("closure", "chart").iter(f"{SVG}rect")
    rects = [one for one in drawn_bars if one.get("height") == "12"]
    filled = [float(one.get("width", 0)) for one in rects if one.get("fill") == THEME.outside]
    outlines = [float(one.get("width", 0)) for one in rects if one.get("stroke")]
    assert len(filled) == len(outlines) == len(rows)
    widths = [row.xpath(".//span[@class='flow']/@style")[0] for row in rows]
    shares = [float(NUMBER.findall(style)[0]) for style in widths]
    full = outlines[-1]
    assert [100 * one / full for one in filled] == pytest.approx(shares, abs=0.2)


def test_every_picture_stands_by_itself(
    each: list[tuple[str, Part]], subtests: pytest.Subtests
) -> None:
    """Sentence, states, year, sources, licence, data version and link are in each of them."""
    version = store.library().known.data_version
    for name, part in each:
        with subtests.test(view=name, part=part):
            whole = " ".join(words(tree(name, part)))
            close = whole.replace(" ", "")
            view = viewed(name)
            sentence = said(view).sentence.replace("\u00a0", " ")
            assert sentence.replace(" ", "") in close
            assert "CC BY 4.0" in whole
            assert "Natural Earth" in whole
            assert version in whole
            assert f"https://example.org/{view.path}?" in close
            assert "avoid=" in close
            for link in sources(view)[:3]:
                assert link.text.replace(" ", "") in close
            if view.view.avoid:
                assert "Statestoavoid:" in close


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_to_print_is_read_by_others(name: str) -> None:
    """Title, author, language, tags, date of the data; words by pypdf; a sheet drawn by PDFium."""
    data = drawn(name, "pdf", "page")
    assert picture(viewed(name), "pdf", 1, "page", "https://example.org/") == data
    reader = pypdf.PdfReader(io.BytesIO(data))
    view, about = viewed(name), said(viewed(name))
    assert reader.metadata
    assert (reader.metadata.title, reader.metadata.author) == (
        about.title,
        "The Multivector authors",
    )
    day = store.library().known.data_version.partition(".")[0]
    assert reader.metadata.creation_date
    assert reader.metadata.creation_date.date().isoformat() == day
    catalog: Any = reader.trailer["/Root"].get_object()
    assert catalog["/Lang"] == "en"
    assert str(catalog["/MarkInfo"]["/Marked"]) == "True"
    assert b"<pdfaid:part>2</pdfaid:part>" in catalog["/Metadata"].get_object().get_data()
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    text = " ".join(" ".join(one.extract_text() for one in reader.pages).split())
    close = text.replace(" ", "").replace("\u200b", "")
    for row in found.rows if (found := grid(view)) else ():
        for cell in row.cells:
            plain = cell.replace("✕", "×").replace("◐", "◆").replace(" ", "").replace("\u00a0", "")
            assert plain in close
    for link in sources(view):
        assert link.text.replace(" ", "") in close
    assert "https://example.org/" in close
    sheets = pypdfium2.PdfDocument(data)
    assert len(sheets) == len(reader.pages) <= 3
    image = sheets[0].render(scale=0.5).to_pil().convert("L")
    dark = sum(image.histogram()[:128])
    assert 0.003 < dark / (image.width * image.height) < 0.5


def test_a_png_has_the_size_that_is_asked_for() -> None:
    one, two = (Image.open(io.BytesIO(drawn("map", "png", scale=scale))) for scale in (1, 2))
    assert one.size[0] == WIDTH
    assert two.size == (2 * one.size[0], 2 * one.size[1])
    root = tree("map")
    assert one.size == (int(root.get("width", 0)), int(root.get("height", 0)))
    # The drawing of the PNG is that of the SVG: CPC's red is where it lies in Russia.
    red = tuple(int(THEME.inside[n : n + 2], 16) for n in (1, 3, 5))
    pixels = one.convert("RGB").get_flattened_data()
    assert sum(pixel == red for pixel in pixels) > 500


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("script", ["Sources", "Method", "Timeline"])
def test_a_page_without_a_part_says_so(script: str, part: Part) -> None:
    view = read(script, "avoid=RU")
    data = picture(view, "svg", 1, part)
    text = " ".join("".join(etree.fromstring(data).itertext()).split()).replace(" ", "")
    there = part in parts_of(view) and script == "Timeline"
    if part != "page":
        assert (f"Thepage{script}hasno" in text) is not there


@pytest.mark.parametrize("form", FORMS)
def test_no_address_breaks_a_picture(form: Form) -> None:
    """Nothing that stands in an address raises, and nothing of it is markup."""
    for page_, query in (
        ("Map", "routes=&avoid=&focus=none"),
        ("Map", "routes=<script>alert(1)</script>&avoid=XX,<b>,%E4%B8%AD&year=99999"),
        ("Sources", "find=%F0%9F%98%80%D7%A9%00%0A#[]*_$\\"),
        ("Journeys", "from=nowhere&to=<i>&only=bypass&avoid=RU,CN,TR,IR,GE,AZ"),
        ("Closure", "closed=zzz:9:999,cpc_loading:0&year=2019"),
        ("Trend", "avoid=&asof=article"),
        ("Story", "step=20&asof=article"),
        ("Timeline", "event=%3Cx%3E"),
        ("Map", "lat=74&lon=140&z=9"),
    ):
        for part in PARTS:
            data = picture(read(page_, query), form, 1, part)
            assert len(data) > 1000
            if form == "svg":
                assert b"<script" not in data
                etree.fromstring(data)
