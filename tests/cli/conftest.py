"""A folder whose user has kept two years of news, read once for all who only look."""

import shutil
from pathlib import Path

import pytest

from .command import lines_of, run
from .news import NEWS


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nobody may change what is in it."""
    folder = tmp_path_factory.mktemp("newsroom")
    assert run(folder, "add", "-", stdin=lines_of(NEWS)).status == 0
    return folder


@pytest.fixture
def desk(newsroom: Path, tmp_path: Path) -> Path:
    """A copy of it to work in."""
    return Path(shutil.copytree(newsroom, tmp_path / "desk"))
