"""A dashboard started as `make run` starts it."""

from collections.abc import Iterator

import pytest

from tests.server.start import Running, as_run


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve the dashboard for the tests of one file."""
    with as_run(tmp_path_factory.mktemp("server") / "server.log") as started:
        yield started
