"""The site builds, loads nothing from elsewhere and names all that is public; each example of a page runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import gongwen
import pytest
import snippets

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
#: Examples that need more than one machine has.
NOT_RUN = {
    ("docs/distributed.md", "needs a cluster of Ray"),
    ("docs/distributed.md", "needs a cluster of Spark"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    # A word of the theme's makers about a version to come is no finding.
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


class _Loaded(HTMLParser):
    """Gathers what a browser loads of itself when it shows a page, and the ids of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if identifier := values.get("id"):
            self.ids.add(identifier)
        # A link is followed by who clicks it; `canonical`, `next` and `prev` name pages.
        loads = tag != "a" and not (tag == "link" and values.get("rel") in {"canonical", "next", "prev"})
        for name in ("src", "href", "srcset", "data", "poster") if loads else ():
            if value := values.get(name):
                self.found.append(value)


def test_the_pages_of_the_site_load_nothing_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        html = page.read_text(encoding="utf-8")
        loaded = _Loaded()
        loaded.feed(html)
        assert loaded.found, page
        elsewhere = [url for url in loaded.found if re.match(r"(https?:)?//", url)]
        assert not elsewhere, f"{page.relative_to(site)} loads {elsewhere}"
        assert "unpkg.com" not in html and "googleapis" not in html
    for style in site.rglob("*.css"):
        urls = re.findall(
            r"(?:url\(|@import )[\"']?((?:https?:)?//[^\"')]+)", style.read_text(encoding="utf-8")
        )
        assert not urls, f"{style.relative_to(site)} loads {urls}"


def test_every_public_name_stands_in_the_reference_with_what_it_is(site: Path) -> None:
    html = (site / "reference" / "python" / "index.html").read_text(encoding="utf-8")
    page = _Loaded()
    page.feed(html)
    missing = [
        name for name in gongwen.__all__ if f"gongwen.{name}" not in page.ids and name != "__version__"
    ]
    assert not missing
    assert "gongwen.__version__" in html
    # A name is followed by its signature, its description, or both: here are those without a description.
    silent = [name for name in page.ids if name.startswith("gongwen.") and not _described(html, name)]
    assert not silent, sorted(silent)


def _described(html: str, name: str) -> bool:
    """Whether a paragraph or a list stands between a heading of the reference and the next one."""
    start = html.index(f'id="{name}"')
    after = re.search(
        r'<div class="doc doc-contents[^"]*">(.*?)(?=<h[1-6] |</article>)', html[start:], re.DOTALL
    )
    return after is not None and re.search(r"<(p|li|td)\b", after[1]) is not None


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_the_links_of_a_page_beside_the_site_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", (ROOT / name).read_text(encoding="utf-8"))
    missing = [link for link in links if not link.startswith("https://") and not (ROOT / link).exists()]
    assert not missing


def test_the_examples_that_are_not_run_are_those_that_need_a_cluster() -> None:
    found = {
        (page.relative_to(ROOT).as_posix(), block.not_run)
        for page in PAGES
        for block in snippets.blocks(page.read_text(encoding="utf-8"))
        if block.not_run is not None
    }
    assert found == NOT_RUN


@pytest.fixture(scope="module")
def path_with_the_command(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A search path on which `gongwen` is what $GONGWEN_COMMAND names, or the one beside this Python."""
    beside = Path(sys.executable).parent
    built = [ROOT / "target" / profile for profile in ("debug", "release")]
    named = os.environ.get("GONGWEN_COMMAND")
    candidates = [Path(named)] if named else [folder / "gongwen" for folder in (beside, *built)]
    command = next((path for path in candidates if path.is_file()), None)
    assert command is not None, f"none of {candidates} is there; $GONGWEN_COMMAND names the command"
    folder = tmp_path_factory.mktemp("bin")
    (folder / "gongwen").symlink_to(command.resolve())
    return os.pathsep.join([str(folder), str(beside), os.environ.get("PATH", "")])


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder with all that the pages name: the seed, the fixtures, an archive."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    # A link, so that `find .` in an example does not go there.
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    formats = ROOT / "fixtures" / "formats"
    archive = tmp_path / "archive"
    (archive / "2026").mkdir(parents=True)
    (archive / "草稿").mkdir()
    shutil.copy(formats / "seed" / "seed.docx", archive / "2026" / "交通运输局.docx")
    shutil.copy(formats / "ledger" / "ledger.docx", archive / "2026" / "整改台账.docx")
    shutil.copy(formats / "audit" / "audit.pdf", archive / "审计整改.pdf")
    shutil.copy(formats / "numbered" / "numbered.odt", archive / "教育局.odt")
    shutil.copy(formats / "short" / "short.html", archive / "草稿" / "网页.html")
    for name in ("ARCHIVE.zip", "bundle.zip", "more.zip"):
        shutil.copy(formats / "bundle" / "bundle.zip", tmp_path / name)
    for name in ("FILE", "circular.pdf"):
        shutil.copy(formats / "seed" / "seed.pdf", tmp_path / name)
    shutil.copy(formats / "ledger" / "ledger.docx", tmp_path / "台账.docx")
    shutil.copytree(tmp_path / "seeds", tmp_path / "FOLDER")
    yield tmp_path


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if any(snippets.blocks(page.read_text(encoding="utf-8")))],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_the_examples_of_a_page_run(page: Path, place: Path, path_with_the_command: str) -> None:
    env = {**os.environ, "PATH": path_with_the_command, "MPLBACKEND": "Agg", "PYTHONIOENCODING": "utf-8"}
    for name in ("COLUMNS", "FORCE_COLOR"):
        env.pop(name, None)
    command = [sys.executable, snippets.__file__, str(page)]
    done = subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_snippet_that_fails_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```python\nvalue = 1\n```\n\n```pycon\n>>> value\n2\n```\n\n```python\n1 / 0\n```\n",
        encoding="utf-8",
    )
    wrong, raised = snippets.run(page)
    assert "page.md" in wrong and "Expected:\n    2\nGot:\n    1" in wrong
    assert raised.startswith("page.md:11\n") and "ZeroDivisionError" in raised
