"""What the tests of the engine share: the committed atlas and tables, read once, and one build."""

from __future__ import annotations

import pytest

from routes.build import make
from routes.files.load import load_atlas, load_tables
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from tests.routes.worldkit import zones


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Read the committed layers."""
    return load_atlas()


@pytest.fixture(scope="session")
def tables() -> Tables:
    """Read the committed tables."""
    return load_tables()


@pytest.fixture(scope="session")
def built() -> dict[str, bytes]:
    """Build every file from the committed tables, in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make, "load_zones", lambda _folder, borders: zones(borders))
        return make.make()
