"""Run the notebooks and keep their outputs: ``python python/notebooks/renew.py [NAME …]``.

Outputs are made the same in every run: what tells when and where a cell ran is left out, and figures are
stored small. The tests run the notebooks by `run` too, and compare the words that come out.
"""

from __future__ import annotations

import base64
import io
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
#: A cell takes a second or two; on a busy machine, some more.
_SECONDS = 300


def run(path: Path, cwd: Path) -> Any:
    """Run a notebook in the Python that runs this, and give it with its new outputs."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory() as folder:
        # No kernel that is installed elsewhere: the one of this Python, which needs no installation.
        specs = KernelSpecManager(kernel_dirs=[folder])
        manager = AsyncKernelManager(
            kernel_name="python3",
            kernel_spec_manager=specs,
            connection_file=str(Path(folder, "kernel.json")),
        )
        client = NotebookClient(
            notebook,
            km=manager,
            timeout=_SECONDS,
            resources={"metadata": {"path": str(cwd)}},
            # It warns of connections that leave the machine; this one does not.
            extra_arguments=["--log-level=ERROR"],
        )
        client.execute()
    return notebook


def clean(notebook: Any) -> Any:
    """Leave out what differs between runs and machines, and make figures small."""
    notebook.metadata = nbformat.from_dict(  # type: ignore[no-untyped-call]
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
        }
    )
    for at, cell in enumerate(notebook.cells):
        cell.id = f"cell-{at:02}"
        cell.metadata = nbformat.from_dict({})  # type: ignore[no-untyped-call]
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data:
                data["image/png"] = _small(data["image/png"])
            if output.output_type == "execute_result":
                # A number that jumps where a cell was run twice says nothing.
                output.execution_count = cell.execution_count
    return notebook


def words(notebook: Any) -> list[list[str]]:
    """Give the words that each cell puts out: what it prints, and its results as text.

    Warnings are left out: they tell of the machine, such as of one without Chinese fonts.
    """
    return [
        [
            text
            for output in cell.get("outputs", [])
            if output.get("name") != "stderr"
            for text in (output.get("text"), output.get("data", {}).get("text/plain"), output.get("ename"))
            if text
        ]
        for cell in notebook.cells
    ]


def _small(encoded: str) -> str:
    """Store a figure, which has few colours, with a palette."""
    from PIL import Image

    picture = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGB")
    buffer = io.BytesIO()
    picture.quantize(64, dither=Image.Dither.NONE).save(buffer, format="png", optimize=True)
    return base64.b64encode(buffer.getvalue()).decode()


def main() -> None:
    """Renew the notebooks that are named, or all."""
    named = [FOLDER / name for name in sys.argv[1:]] or sorted(FOLDER.glob("*.ipynb"))
    for path in named:
        notebook = clean(run(path, FOLDER))
        nbformat.write(notebook, path)  # type: ignore[no-untyped-call]
        print(f"{path.name}: {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
