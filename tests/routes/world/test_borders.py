"""Two sets of borders: the same world but for disputed areas, which are zones with a name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely import Geometry

from routes.build.borders import LINES, build_borders, render_borders
from routes.build.measured import area_of
from routes.files.load import load_provenance, load_tables, sha256
from routes.model.borders import BORDERS, DE_FACTO, UN, Area, Borders
from routes.model.errors import DataError
from routes.model.terms import LAND, NEAREST_WATERS, TERRITORIAL_SEA, Kind
from routes.world import areas as making
from routes.world.areas import divide
from routes.world.layers import AREAS_FILE, AreaRow, areas_gz, read_areas
from routes.world.zones import load_zones
from tests.routes.worldkit import WORLD, zones

GEOD = Geod(ellps="WGS84")
AREAS = [area_of(row) for row in load_tables().areas]

# A point, the state that has it as the UN sees it and by the lines of control, and its area.
POINTS = {
    "Simferopol": (34.10, 44.95, "UA", "RU", "crimea"),
    "Sevastopol": (33.52, 44.60, "UA", "RU", "crimea"),
    "Kerch": (36.47, 45.35, "UA", "RU", "crimea"),
    "Armyansk": (33.69, 46.11, "UA", "RU", "crimea"),
    "Henichesk": (34.80, 46.18, "UA", "UA", ""),
    "Kherson": (32.62, 46.64, "UA", "UA", ""),
    "Donetsk": (37.80, 48.00, "UA", "RU", "donetsk_luhansk"),
    "Luhansk": (39.30, 48.57, "UA", "RU", "donetsk_luhansk"),
    "Sloviansk": (37.61, 48.87, "UA", "UA", ""),
    "Kyiv": (30.52, 50.45, "UA", "UA", ""),
    "Sukhumi": (41.02, 43.00, "GE", "RU", "abkhazia"),
    "Gagra": (40.28, 43.30, "GE", "RU", "abkhazia"),
    "Gali": (41.73, 42.62, "GE", "RU", "abkhazia"),
    "Zugdidi": (41.87, 42.51, "GE", "GE", ""),
    "Tskhinvali": (43.97, 42.23, "GE", "RU", "south_ossetia"),
    "Gori": (44.11, 41.98, "GE", "GE", ""),
    "Khashuri": (43.60, 41.99, "GE", "GE", ""),
    "Batumi": (41.66, 41.63, "GE", "GE", ""),
    "Supsa": (41.80, 42.02, "GE", "GE", ""),
    "Tiraspol": (29.63, 46.84, "MD", "RU", "transnistria"),
    "Chisinau": (28.86, 47.01, "MD", "MD", ""),
    "Northern Cyprus": (33.36, 35.25, "CY", "TR", "northern_cyprus"),
    "Limassol": (33.04, 34.70, "CY", "CY", ""),
    "Stepanakert": (46.75, 39.82, "AZ", "AZ", ""),
    "Baikonur": (63.3, 45.62, "KZ", "KZ", ""),
    "Sochi": (39.74, 43.62, "RU", "RU", ""),
    "Western Sahara": (-13.0, 25.0, "EH", "EH", ""),
}
WATERS = {
    "off Sevastopol, 10 km": (33.35, 44.50, TERRITORIAL_SEA, "UA", "RU", "crimea"),
    "off Sevastopol, 50 km": (32.8, 44.3, NEAREST_WATERS, "UA", "RU", "crimea"),
    "Kerch Strait, off Kerch": (36.52, 45.25, TERRITORIAL_SEA, "UA", "RU", "crimea"),
    "off Odesa": (30.9, 46.4, TERRITORIAL_SEA, "UA", "UA", ""),
    "off Mariupol": (37.5, 46.95, TERRITORIAL_SEA, "UA", "UA", ""),
    "off Sukhumi, 10 km": (40.9, 42.93, TERRITORIAL_SEA, "GE", "RU", "abkhazia"),
    "off Poti, 10 km": (41.52, 42.15, TERRITORIAL_SEA, "GE", "GE", ""),
    "off Kyrenia, 10 km": (33.32, 35.43, TERRITORIAL_SEA, "CY", "TR", "northern_cyprus"),
    "off Novorossiysk, 10 km": (37.75, 44.58, TERRITORIAL_SEA, "RU", "RU", ""),
}
# Square kilometres of land as reference books have them, from general knowledge; a 1:10m line of
# control is no survey, and that round South Ossetia takes in valleys of its neighbours.
KM2 = {
    "crimea": (27_000, 0.02),
    "abkhazia": (8_660, 0.02),
    "south_ossetia": (3_900, 0.16),
    "transnistria": (4_160, 0.30),
    "northern_cyprus": (3_355, 0.03),
}


def at(borders: Borders, lon: float, lat: float) -> tuple[str, str, str]:
    """Return state, kind and area of a point."""
    world = zones(borders)
    number = int(world.index.zone_at(np.array([[lon, lat]]))[0])
    if number < 0:
        return "", "beyond", ""
    return world.state[number], world.kind[number], world.area[number] if world.area else ""


@pytest.mark.parametrize("name", POINTS)
def test_a_place_is_of_a_state_by_each_set_of_borders(name: str) -> None:
    lon, lat, un, control, area = POINTS[name]
    assert at(UN, lon, lat)[::2] == (un, "")
    assert at(DE_FACTO, lon, lat)[::2] == (control, area)


@pytest.mark.parametrize("name", WATERS)
def test_waters_go_with_the_nearest_coast_by_each_set_of_borders(name: str) -> None:
    lon, lat, kind, un, control, area = WATERS[name]
    assert at(UN, lon, lat) == (un, kind, "")
    assert at(DE_FACTO, lon, lat) == (control, kind, area)


def km2(shape: Geometry) -> float:
    return abs(float(GEOD.geometry_area_perimeter(shapely.orient_polygons(shape))[0])) / 1e6


def joined(borders: Borders, kind: Kind, state: str, areas: set[str]) -> Geometry:
    """Join a state's own zones of a kind, and those of some areas."""
    world = zones(borders)
    own = [i for i in world.of(state, (kind,)) if not (world.area and world.area[i])]
    disputed = [i for area in areas for i in world.of_area(area, (kind,))]
    return shapely.union_all(world.geometry[[*own, *disputed]])


@pytest.mark.parametrize("kind", [LAND, TERRITORIAL_SEA, NEAREST_WATERS])
def test_areas_and_the_rest_make_up_what_they_were_cut_from(
    kind: Kind, subtests: pytest.Subtests
) -> None:
    claimants = sorted({area.claimant for area in AREAS})
    assert claimants == ["CY", "GE", "MD", "UA"]
    for claimant in claimants:
        mine = {area.area_id for area in AREAS if area.claimant == claimant}
        with subtests.test(claimant):
            whole = joined(UN, kind, claimant, set())
            parts = joined(DE_FACTO, kind, claimant, mine)
            assert km2(shapely.symmetric_difference(whole, parts)) < 1
            rest = joined(DE_FACTO, kind, claimant, set())
            each = [
                shapely.union_all(zones(DE_FACTO).geometry[zones(DE_FACTO).of_area(a, (kind,))])
                for a in sorted(mine)
            ]
            assert sum(km2(shape) for shape in [rest, *each]) == pytest.approx(km2(whole), abs=1)


def test_all_other_zones_are_the_same() -> None:
    def others(borders: Borders) -> dict[tuple[str, str], bytes]:
        world = zones(borders)
        areas = world.area or ("",) * len(world.state)
        rows = zip(world.state, world.kind, areas, world.geometry, strict=True)
        claimants = {area.claimant for area in AREAS}
        return {(s, k): shapely.to_wkb(g) for s, k, a, g in rows if not a and s not in claimants}

    assert len(others(UN)) > 400
    assert others(UN) == others(DE_FACTO)


def test_zones_by_the_lines_of_control_do_not_overlap() -> None:
    """A point of a seeded grid lies in one zone at most, but for rounding at the edges."""
    world = zones(DE_FACTO)
    box = shapely.box(28.0, 34.0, 46.0, 49.0)
    known = [i for i, kind in enumerate(world.kind) if kind != "unassigned"]
    near = shapely.clip_by_rect(world.geometry[known], *box.bounds)
    near = near[~shapely.is_empty(near)]
    assert len(near) > 40
    pairs = shapely.STRtree(near).query(near, predicate="intersects")
    first, second = pairs[:, pairs[0] < pairs[1]]
    common = shapely.intersection(near[first], near[second])
    assert sum(km2(shape) for shape in common if shape.area) < 5


@pytest.mark.parametrize("area", KM2)
def test_an_area_is_as_large_as_books_have_it(area: str) -> None:
    known, share = KM2[area]
    (number,) = zones(DE_FACTO).of_area(area, (LAND,))
    assert km2(zones(DE_FACTO).geometry[number]) == pytest.approx(known, rel=share)


def test_every_area_has_land_and_its_row() -> None:
    built = {area for area in zones(DE_FACTO).area if area}
    assert built == {area.area_id for area in AREAS} == set(making.TRACED)
    assert zones(UN).area == ()
    for area in AREAS:
        (number,) = zones(DE_FACTO).of_area(area.area_id, (LAND,))
        assert zones(DE_FACTO).state[number] == area.controller


def test_both_sets_say_where_they_come_from() -> None:
    told = load_provenance()
    assert list(told) == list(BORDERS)
    assert told[DE_FACTO] == LINES
    page = (WORLD / "README.md").read_text(encoding="utf-8")
    for origin in told.values():
        assert len(origin.sha256) == 64
        assert origin.sha256 in page
        assert origin.version in page


def test_a_source_that_is_missing_or_another_is_named(tmp_path: Path) -> None:
    nowhere = tmp_path / "world_map.gpkg"
    with pytest.raises(DataError, match=r"world_map\.gpkg: is missing; take it from Debian"):
        build_borders(nowhere, AREAS)
    nowhere.write_bytes(b"another")
    with pytest.raises(DataError, match=r"world_map\.gpkg: is not that of qgis-common"):
        render_borders(nowhere, AREAS)
    with pytest.raises(DataError, match=r"world_map\.gpkg: has no layer disputed_borders"):
        divide({(LAND, "GE"): shapely.box(40, 41, 47, 44)}, AREAS[1:2], nowhere)


def test_a_world_that_lacks_a_state_is_named(tmp_path: Path) -> None:
    text = (WORLD / "states.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("GE,")]
    (tmp_path / "states.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError, match=r"states\.csv: lacks GE, which controls or claims Abkh"):
        render_borders(tmp_path / "world_map.gpkg", AREAS, tmp_path)
    with pytest.raises(DataError, match=r"land\.geojson\.gz: has no land of GE, which claims Abkh"):
        divide({}, AREAS[1:2], _made_up(tmp_path))


def _made_up(folder: Path) -> Path:
    """Write a source of a square state, half of it beyond a line and a corner a province."""
    from geopandas import GeoDataFrame

    path = folder / "made_up.gpkg"
    line = shapely.LineString([(41.02, 42.2), (41.02, 44.5)])
    claims = GeoDataFrame({"name": ["Georgian claim"]}, geometry=[line], crs=4326)
    corner = shapely.box(33.98, 44.8, 35.0, 46.0)
    provinces = GeoDataFrame({"name": ["Crimea"]}, geometry=[corner], crs=4326)
    claims.to_file(path, layer=making.LINES)
    provinces.to_file(path, layer=making.PROVINCES)
    return path


def test_land_is_cut_by_a_line_and_water_follows_the_coast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An island: what a line cuts off is an area, and the sea beside it is the area's."""
    monkeypatch.setitem(making.TRACED, "abkhazia", making.Traced((41.5, 43.0), "Georgian claim"))
    land = shapely.Polygon([(40.0, 42.5), (42.03, 42.41), (42.11, 43.47), (39.95, 43.56)])
    sea = shapely.difference(shapely.buffer(land, 0.2), land)
    path = _made_up(tmp_path)
    area = Area("abkhazia", "Abkhazia", "RU", "GE", "")
    cut = divide({(LAND, "GE"): land, (TERRITORIAL_SEA, "GE"): sea}, [area], path)
    by = {(a, s, k): shape for a, s, k, shape in cut}
    assert set(by) == {
        ("abkhazia", "RU", LAND),
        ("", "GE", LAND),
        ("abkhazia", "RU", TERRITORIAL_SEA),
        ("", "GE", TERRITORIAL_SEA),
    }
    for state, area_id, side in (
        ("GE", "", shapely.box(39, 42, 41.02, 44)),
        ("RU", "abkhazia", shapely.box(41.02, 42, 43, 44)),
    ):
        ground, water = by[area_id, state, LAND], by[area_id, state, TERRITORIAL_SEA]
        assert ground.area == pytest.approx(shapely.intersection(land, side).area, rel=1e-3)
        assert shapely.difference(ground, side).area < 1e-3
        assert water.area == pytest.approx(shapely.intersection(sea, side).area, rel=0.02)
        assert shapely.difference(water, side).area < 0.01
    monkeypatch.setitem(making.TRACED, "abkhazia", making.Traced((50.0, 50.0), "Georgian claim"))
    with pytest.raises(DataError, match=r"has no Georgian claim round Abkhazia"):
        divide({(LAND, "GE"): land}, [area], path)
    monkeypatch.delitem(making.TRACED, "abkhazia")
    with pytest.raises(DataError, match=r"draws no area 'abkhazia'"):
        divide({(LAND, "GE"): land}, [area], path)


def test_a_province_takes_its_coast_along(tmp_path: Path) -> None:
    """The source's coast is generalised: a strip outside its province is the province's, too."""
    land = shapely.box(33.95, 44.0, 35.0, 46.0)
    area = Area("crimea", "Crimea", "RU", "UA", "")
    cut = {a: shape for a, _, _, shape in divide({(LAND, "UA"): land}, [area], _made_up(tmp_path))}
    # The strip west of the province is narrow, but hangs together with the land in the south.
    assert cut["crimea"].bounds == pytest.approx((33.98, 44.8, 35.0, 46.0))
    apart = shapely.union_all(
        [shapely.box(33.98, 44.0, 35.0, 46.0), shapely.box(33.97, 45, 33.98, 45.1)]
    )
    cut = {a: shape for a, _, _, shape in divide({(LAND, "UA"): apart}, [area], _made_up(tmp_path))}
    assert cut["crimea"].bounds == pytest.approx((33.97, 44.8, 35.0, 46.0))


def test_what_is_damaged_is_named(tmp_path: Path) -> None:
    for content, fault in (
        (None, "no such file"),
        (b"no zip", "damaged"),
        (areas_gz([("", "GE", LAND, shapely.box(0, 0, 1, 1))]), "holds no area"),
    ):
        path = tmp_path / AREAS_FILE
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(DataError, match=rf"de_facto\.geojson\.gz: {fault}.*make world"):
            read_areas(path)


def test_what_is_written_is_read_back() -> None:
    content = (WORLD / AREAS_FILE).read_bytes()
    rows = read_areas(WORLD / AREAS_FILE)
    assert {(area, state) for area, state, _, _ in rows if area} == {
        (area.area_id, area.controller) for area in AREAS
    }
    assert len(content) < 60_000
    assert sha256(content) == sha256(areas_gz(_regrouped(rows)))


def _regrouped(rows: list[AreaRow]) -> list[AreaRow]:
    """Join the polygons of each zone to one shape again."""
    parts: dict[tuple[str, str, Kind], list[Geometry]] = {}
    for area, state, kind, shape in rows:
        parts.setdefault((area, state, kind), []).append(shape)
    return [(*key, shapely.MultiPolygon(mine)) for key, mine in parts.items()]


def test_some_states_alone_are_loaded_by_either_set() -> None:
    some = load_zones(WORLD, states={"KZ", "GE"}, borders=DE_FACTO)
    assert set(some.state) == {"KZ", "GE"}
    assert some.area == ()
