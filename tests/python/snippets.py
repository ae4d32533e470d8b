"""Runs the examples of a page as a reader would, in a folder with what they name: `snippets.py PAGE`.

With ``--update`` the outputs that the page shows of its commands are written anew.

All blocks of a page share one Python namespace and one folder, in their order:

- ``python`` is executed, ``pycon`` as well, its outputs compared as doctest does, with ``...`` for anything.
- ``console``: each ``$ gongwen …`` is run by a shell, its output compared; a line ``…`` stands for any lines.
- ``sh``: each line that calls ``gongwen`` is run; ``FILE`` and other capitals are files of the folder.
- ``sql`` is asked of ``out`` by ``gongwen query``.

A line ``<!-- not run: reason -->`` before a block leaves it out; after ``<!-- exits with 1 -->`` its commands
do so.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LANGUAGES = {"python", "pycon", "console", "sh", "sql"}
_FENCE = re.compile(r"^( *)```([\w+-]*)[^\n`]*\n(.*?)^\1```[ \t]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    text: str
    line: int
    not_run: str | None = None
    exit_code: int = 0


def blocks(page: str) -> Iterator[Block]:
    """Find the blocks of a page that are examples, in their order."""
    for found in _FENCE.finditer(page):
        indent, language, text = found.groups()
        if language not in LANGUAGES:
            continue
        before = page[: found.start()]
        reason = re.search(r"<!-- not run: (.+?) -->\s*\Z", before)
        code = re.search(r"<!-- exits with (\d) -->\s*\Z", before)
        yield Block(
            language=language,
            text="\n".join(line.removeprefix(indent) for line in text.split("\n")),
            line=page.count("\n", 0, found.start()) + 2,
            not_run=reason[1] if reason else None,
            exit_code=int(code[1]) if code else 0,
        )


def run(page: Path) -> list[str]:
    """Run the blocks of a page, and tell what failed."""
    failures: list[str] = []
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(page.read_text(encoding="utf-8")):
        place = f"{page.name}:{block.line}"
        if block.not_run is not None:
            continue
        if block.language == "python":
            failures += _execute(block, place, namespace)
        elif block.language == "pycon":
            failures += _compare(block, place, namespace)
        else:
            failures += _shell(block, place)
    return failures


def _execute(block: Block, place: str, namespace: dict[str, Any]) -> list[str]:
    try:
        exec(compile(block.text, place, "exec"), namespace)
    except Exception:
        return [f"{place}\n{traceback.format_exc()}"]
    return []


def _compare(block: Block, place: str, namespace: dict[str, Any]) -> list[str]:
    test = doctest.DocTestParser().get_doctest(block.text, {}, place, place, block.line - 1)
    test.globs = namespace
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    runner.run(test, out=told.append, clear_globs=False)
    return ["".join(told)] if runner.failures else []


def _shell(block: Block, place: str) -> list[str]:
    failures = []
    for command, expected in _commands(block):
        done = _run(command)
        # What looks wrong in a circular is what `check` is for.
        allowed = {block.exit_code} | ({1} if "gongwen check" in command else set())
        if done.returncode not in allowed:
            failures.append(f"{place}\n$ {command}\nexit code {done.returncode}\n{done.stdout}{done.stderr}")
        elif expected is not None and not _matches(done.stdout + done.stderr, expected):
            failures.append(f"{place}\n$ {command}\nexpected:\n{expected}\ngot:\n{done.stdout}{done.stderr}")
    return failures


def _commands(block: Block) -> Iterator[tuple[str, str | None]]:
    """Give the commands of a block that call gongwen, and their output where the block shows it."""
    if block.language == "sql":
        yield f"gongwen query out {shlex.quote(block.text)}", None
        return
    if block.language == "sh":
        text = block.text.replace("\\\n", " ")
        for line in text.splitlines():
            if re.search(r"(^|\| )gongwen ", line):
                yield line, None
        return
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        # A command goes on while a quotation is open.
        quoted = re.match(r"(?:[^\n\"]|\"[^\"]*\")*", part)
        command = quoted[0] if quoted else part
        expected = part[len(command) + 1 :]
        # From a checkout, where the command is not installed.
        command = command.replace("cargo run --release -- ", "gongwen ")
        if "gongwen " in command:
            yield command, expected


def _matches(output: str, expected: str) -> bool:
    lines = [".*" if line == "…" else re.escape(line.rstrip()) for line in expected.strip("\n").split("\n")]
    shown = "\n".join(line.rstrip() for line in output.strip("\n").split("\n"))
    return re.fullmatch("\n".join(lines), shown, re.DOTALL) is not None


def update(page: Path) -> None:
    """Write what the commands of a page print now, but for blocks that leave lines out."""
    text = page.read_text(encoding="utf-8")
    for block in blocks(text):
        if block.language != "console" or "\n…\n" in block.text or block.not_run is not None:
            continue
        fresh = "".join(f"$ {command}\n{_output(command)}" for command, _ in _commands(block))
        # The outputs of other commands are not ours to write.
        if block.text.count("\n$ ") + 1 != fresh.count("\n$ ") + 1:
            continue
        text = text.replace(f"```console\n{block.text}```", f"```console\n{fresh}```")
    page.write_text(text, encoding="utf-8")


def _output(command: str) -> str:
    done = _run(command)
    lines = (done.stdout + done.stderr).strip("\n").split("\n")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _run(command: str) -> subprocess.CompletedProcess[str]:
    # The environment as it was: readline, which doctest loads, puts the width of a terminal into it.
    arguments = ["bash", "-o", "pipefail", "-c", command]
    return subprocess.run(arguments, capture_output=True, text=True, env=os.environ.copy())


if __name__ == "__main__":
    if sys.argv[1] == "--update":
        update(Path(sys.argv[2]))
        sys.exit()
    failed = run(Path(sys.argv[1]))
    print("\n".join(failed))
    sys.exit(1 if failed else 0)
