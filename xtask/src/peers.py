"""Time what users have on the files that are named: markitdown warm, pandoc as a process.

Prints one JSON object: seconds a file and tool, the median of the runs; null where a tool does not read the file.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import pypandoc
from markitdown import MarkItDown

RUNS = 7
PANDOC = {"html": "html", "docx": "docx", "odt": "odt", "rtf": "rtf"}


def median(work: Callable[[], object]) -> float | None:
    """Seconds of one call, after two that warm up; None where it fails."""
    try:
        for _ in range(2):
            work()
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    except Exception as error:  # a peer's failure is a result
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return None
    return statistics.median(times)


def main() -> None:
    """Measure all files."""
    converter = MarkItDown()
    pandoc = pypandoc.get_pandoc_path()
    found = {}
    for path in sys.argv[1:]:
        row: dict[str, float | None] = {"markitdown": median(lambda path=path: converter.convert(path))}
        kind = PANDOC.get(path.rsplit(".", 1)[-1])
        command = [pandoc, "-f", kind or "", "-t", "markdown", path]
        row["pandoc"] = (
            median(lambda command=command: subprocess.run(command, check=True, capture_output=True)) if kind else None
        )
        found[path] = row
    print(json.dumps(found))


main()
