"""The notebooks run, and say what they say in the repository."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

FOLDER = Path(__file__).parents[2] / "python" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
RENEW = "python python/notebooks/renew.py"


@pytest.fixture(scope="module")
def renew() -> ModuleType:
    spec = importlib.util.spec_from_file_location("renew", FOLDER / "renew.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["01-one-circular", "02-archive-report"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_what_it_said(path: Path, renew: ModuleType, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path))
    committed = renew.words(nbformat.read(path, as_version=4))  # type: ignore[no-untyped-call]
    # Readers open it in its folder; what it says must not depend on that.
    said = renew.words(renew.run(copy, FOLDER.parents[1]))
    for at, (old, new) in enumerate(zip(committed, said, strict=True)):
        assert new == old, (
            f"cell {at} of {path.name} says something else; if it is right: {RENEW} {path.name}"
        )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_as_renew_stores_it(path: Path, renew: ModuleType) -> None:
    text = path.read_text(encoding="utf-8")
    again = nbformat.writes(renew.clean(nbformat.reads(text, as_version=4)))  # type: ignore[no-untyped-call]
    stored, kept = json.loads(again), json.loads(text)
    for notebook in (stored, kept):
        for cell in notebook["cells"]:
            for output in cell.get("outputs", []):
                # Squeezed by whichever version of Pillow is there.
                output.get("data", {}).pop("image/png", None)
    assert stored == kept, f"run {RENEW} {path.name}"
    assert len(text) < 600_000
    counts = [cell["execution_count"] for cell in kept["cells"] if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1)), f"run {RENEW} {path.name}"
    # Nothing of the machine that made it.
    assert re.findall(r"/(?:home|root|tmp|Users|usr)/[^\"\\ ]*", text) == []
    outputs = [output for cell in kept["cells"] for output in cell.get("outputs", [])]
    assert [output for output in outputs if output.get("name") == "stderr"] == []
