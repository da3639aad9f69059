"""Compare the splitter with geopandas.overlay on the same lines, in the same run.

Run as `python -m tests.bench.bench_split` from the root. It prints ratios: seconds say more about
the machine than about the code.
"""

from __future__ import annotations

import argparse
from time import perf_counter

import geopandas as gpd
import shapely
from pyproj import Geod

from routes.geometry.geodesic import length_km
from routes.geometry.split import split
from tests.routes.worldkit import wandering_lines, zones

GEOD = Geod(ellps="WGS84")


def overlay_km(lines: gpd.GeoDataFrame, world: gpd.GeoDataFrame) -> float:
    """Split by geopandas.overlay and measure every piece; return the sum in km."""
    cut = lines.overlay(world, how="intersection", keep_geom_type=True)
    return sum(GEOD.geometry_length(shape) for shape in cut.geometry) / 1000


def best(act: object, times: int) -> float:
    """Return the shortest of several runs, in seconds."""
    spans = []
    for _ in range(times):
        start = perf_counter()
        act()  # type: ignore[operator]
        spans.append(perf_counter() - start)
    return min(spans)


def main() -> None:
    """Print how many times as fast as overlay the splitter is, and what its parts cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--points", type=int, default=200)
    given = parser.parse_args()
    lines = wandering_lines(given.lines, given.points, seed=1)
    start = perf_counter()
    partition = zones()
    loaded = perf_counter()
    _ = partition.index
    built = perf_counter()
    frame = gpd.GeoDataFrame(geometry=[shapely.LineString(x) for x in lines], crs="EPSG:4326")
    world = gpd.GeoDataFrame(
        {"state": partition.state, "kind": partition.kind},
        geometry=partition.geometry,
        crs="EPSG:4326",
    )
    overlay = best(lambda: overlay_km(frame, world), 1)
    geodesics = best(lambda: split(lines, partition), 5)
    straight = best(lambda: split(lines, partition, step_km=None), 5)
    found = split(lines, partition)
    whole = sum(length_km(line) for line in lines)
    named = found[found.kind != "beyond"].km.sum()
    print(f"{given.lines} lines of {given.points} points, {whole:,.0f} km")
    print(f"overlay / split, lines as geodesics: {overlay / geodesics:.1f}")
    print(f"overlay / split, lines as they are:  {overlay / straight:.1f}")
    print(f"loading the world / one split:       {(loaded - start) / geodesics:.1f}")
    print(f"building the index / one split:      {(built - loaded) / geodesics:.1f}")
    print(f"sum of parts / length - 1:           {found.km.sum() / whole - 1:.1e}")
    print(f"named km against overlay, share:     {named / overlay_km(frame, world) - 1:.1e}")


if __name__ == "__main__":
    main()
