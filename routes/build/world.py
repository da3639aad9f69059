"""Write `geodata/world/` and the map's background, from Natural Earth; rarely needed."""

from __future__ import annotations

from pathlib import Path

from routes.files.load import ROOT, STATIC_DIR, WORLD_DIR
from routes.world.basemap import render_basemap
from routes.world.make import render_world

LABELS = ROOT / "geodata" / "basemap_labels.csv"
BASEMAP = "basemap.json"


def build_world(
    source_zip: Path, world_dir: Path = WORLD_DIR, static_dir: Path = STATIC_DIR
) -> list[str]:
    """Build the zones of the world and the background of the map, and write them.

    Parameters
    ----------
    source_zip
        `ne_10m_admin_0_countries_deu.zip` (Natural Earth 5.1.1).
    world_dir
        Folder for the zones and the names of states; nothing is written unless all was computed.
    static_dir
        Folder for `basemap.json`.

    Returns
    -------
    Names of the files written.

    Raises
    ------
    DataError
        If the source is missing or is another file than expected.
    """
    files = {world_dir / name: content for name, content in render_world(source_zip).items()}
    files[static_dir / BASEMAP] = render_basemap(source_zip, LABELS)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return [path.name for path in files]
