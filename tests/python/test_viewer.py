"""The pages of ``gongwen view`` in a browser, as a reader meets them."""

from __future__ import annotations

import html
import operator
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import gongwen
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
SEED = ROOT / "fixtures/formats/seed/seed.pdf"
CHROMIUM = Path(os.environ.get("GONGWEN_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

CIRCULAR = """\
中共青溪县第{number}局党组关于县委巡察整改情况的通报

2025年3月3日至5月9日，县委第二巡察组对局党组开展了巡察。

一、反馈问题整改情况

1.关于“公务接待不规范”问题

整改情况：一是修订《公务接待管理办法》，排查问题{number}个。二是投诉率由{number}.8%下降到1.2%，诫勉2人，追缴资金5.08万元。该问题已完成整改。

2.关于“项目监管不严”问题

整改情况：一是抽查在建项目26个。二是给予党纪处分{number}人。该问题正在整改。

二、下一步打算

落实“一岗双责”，持续抓好后续整改。

中共青溪县第{number}局党组
2025年9月{number}日
"""

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "</style>",
    "</script>",
    "</template>",
    "<!--",
    "&lt;b&gt;",
    "javascript:alert(3)",
]


@dataclass
class Watched:
    """A page, and all that it did that no page should do."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        def on_console(kind: str, text: str) -> None:
            if kind in {"error", "warning"}:
                self.errors.append(f"{kind}: {text}")

        self.page.on("console", lambda message: on_console(message.type, message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

        def on_dialog(dialog: object) -> None:
            self.dialogs.append(str(operator.attrgetter("message")(dialog)))
            operator.methodcaller("dismiss")(dialog)

        self.page.on("dialog", on_dialog)

    def check(self) -> None:
        assert self.errors == []
        assert self.dialogs == []
        assert [url for url in self.requests if not url.startswith(("file:", "data:"))] == []
        # A page from a file asks for itself alone.
        files = {url.split("#")[0] for url in self.requests if url.startswith("file:")}
        assert files <= self.opened


def command() -> str:
    """The command as it was shipped, or as the environment names it."""
    named = os.environ.get("GONGWEN_COMMAND")
    found = named or shutil.which("gongwen", path=str(Path(sys.executable).parent))
    if found is None:
        pytest.fail("no command gongwen beside this Python; set GONGWEN_COMMAND to its path")
    return found


def view(*arguments: str | Path, code: int = 0) -> str:
    run = subprocess.run(
        [command(), "view", *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == code, run.stderr
    return run.stderr


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(f"no browser at {CHROMIUM}: install chromium, or name one by GONGWEN_CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    yield made
    made.close()


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Watched]:
    """A page; at the end of each test, nothing may have gone wrong in it."""
    page = Watched(context.new_page())
    yield page
    page.check()


@pytest.fixture(scope="session")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of one document, of which pages and boxes are known."""
    out = tmp_path_factory.mktemp("single") / "page.html"
    view(SEED, "-o", out)
    return out


@pytest.fixture(scope="session")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    for number in range(1, 7):
        (folder / f"{number}.txt").write_text(CIRCULAR.format(number=number), encoding="utf-8")
    shutil.copy(SEED, folder)
    return folder


@pytest.fixture(scope="session")
def converted(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output of ``gongwen convert``."""
    out = tmp_path_factory.mktemp("converted") / "out"
    subprocess.run([command(), "convert", inputs, "-o", out], check=True, timeout=120, capture_output=True)
    return out


@pytest.fixture(scope="session")
def many(converted: Path) -> Path:
    """A page of several documents."""
    out = converted.parent / "many.html"
    view(converted, "-o", out, "--title", "青溪县整改情况")
    return out


def opened(watched: Watched, path: Path, hash: str = "") -> Page:
    watched.opened.add(path.as_uri())
    watched.page.goto(path.as_uri() + hash)
    return watched.page


def lit(page: Page) -> str:
    return "".join(page.locator("main.text .lit").all_text_contents())


def test_a_click_on_a_fact_lights_up_its_words_and_names_their_page(watched: Watched, single: Path) -> None:
    page = opened(watched, single)
    for kind in ("metric", "date", "citation", "term"):
        line = page.locator(f".facts li.{kind}").last
        line.locator("button").click()
        expect(line.locator("button")).to_have_attribute("aria-current", "true")
        expect(line.locator(".place")).to_contain_text(re.compile(r"第 \d+ 页"))
        words = line.locator("dl div").first.locator("dd").text_content() or ""
        assert lit(page) == words
        expect(page.locator("main.text .lit").first).to_be_in_viewport()
        expect(page.locator("#live")).to_contain_text("第")
    assert page.locator(".facts li.now").count() == 1


def test_elements_and_lines_are_named_where_there_are_no_pages(watched: Watched, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    for source, named in (("seed.docx", "word/document.xml"), ("seed-utf8-bom.txt", "第")):
        view(ROOT / "fixtures/formats/seed" / source, "-o", out)
        page = opened(watched, out)
        page.locator(".facts .fact button").first.click()
        expect(page.locator(".facts .now .place")).to_contain_text(named)


def test_a_click_on_words_shows_the_fact(watched: Watched, single: Path) -> None:
    page = opened(watched, single)
    words = page.locator("main.text [data-f]").nth(20)
    ids = (words.get_attribute("data-f") or "").split()
    words.click()
    line = page.locator(".facts li.now")
    expect(line).to_have_attribute("data-fact", ids[-1])
    expect(line).to_be_in_viewport()
    # Once more, and it is the fact around it, or the same.
    words.click()
    expect(page.locator(".facts li.now")).to_have_attribute("data-fact", ids[-2] if len(ids) > 1 else ids[-1])


def test_repairs_and_diagnostics_stand_where_they_were(watched: Watched, single: Path) -> None:
    page = opened(watched, single)
    point = page.locator("main.text .point").first
    assert "修补" in (point.get_attribute("title") or "")
    point.click()
    expect(page.locator(".facts details.notes")).to_have_attribute("open", "")
    expect(page.locator(".facts .note.now")).to_be_in_viewport()
    page.locator(".facts .note.warning button").first.click()
    expect(page.locator(".facts .note.now .said")).to_be_visible()


def test_the_search_counts_and_goes_from_hit_to_hit(watched: Watched, single: Path) -> None:
    page = opened(watched, single)
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("整改")
    text = "\n".join(page.locator("main.text .title, main.text .w").all_text_contents())
    count = text.count("整改")
    assert count > 20
    expect(page.locator("#count")).to_have_text(f"{count} 处")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text(f"2 / {count} 处")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#count")).to_have_text(f"1 / {count} 处")
    page.locator("main.text").click(position={"x": 5, "y": 5})
    page.keyboard.press("Shift+N")
    expect(page.locator("#count")).to_have_text(f"{count} / {count} 处")
    page.keyboard.press("n")
    expect(page.locator("#count")).to_have_text(f"1 / {count} 处")
    assert page.evaluate("CSS.highlights.get('found').size") == count
    page.locator("#search").fill("没有这样的词")
    expect(page.locator("#count")).to_have_text("无结果")
    page.locator("#search").press("Escape")
    expect(page.locator("#count")).to_have_text("")


def test_a_hit_may_run_over_the_border_of_a_fact(watched: Watched, tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "page.html"
    source.write_text("一、整改情况\n\n组织专题学习7次，召开会议。\n", encoding="utf-8")
    view(source, "-o", out)
    page = opened(watched, out)
    page.locator("#search").fill("学习7次，召开")
    expect(page.locator("#count")).to_have_text("1 处")


def test_kinds_of_facts_are_filtered(watched: Watched, single: Path) -> None:
    page = opened(watched, single)
    chip = page.get_by_role("group", name="按类别筛选").get_by_role("button", name="指标")
    expect(chip).to_have_attribute("aria-pressed", "true")
    page.locator(".facts li.metric button").first.click()
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".facts li.metric").first).to_be_hidden()
    expect(page.locator(".facts li.citation").first).to_be_visible()
    assert page.locator(".facts li.now").count() == 0
    underline = "element => getComputedStyle(element).borderBottomColor"
    assert page.locator("main.text .w .metric").first.evaluate(underline) == "rgba(0, 0, 0, 0)"
    chip.press("Enter")
    expect(page.locator(".facts li.metric").first).to_be_visible()


def test_issues_are_filtered_by_status(watched: Watched, inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    view(inputs / "3.txt", "-o", out)
    page = opened(watched, out)
    group = page.get_by_role("group", name="按问题状态筛选")
    expect(group.get_by_role("button")).to_have_count(2)
    words = page.get_by_text("抽查在建项目")
    expect(words).to_be_visible()
    group.get_by_role("button", name="推进中").click()
    expect(words).to_be_hidden()
    expect(page.get_by_text("公务接待管理办法").first).to_be_visible()
    expect(page.locator(".outline li.issue:visible")).to_have_count(1)
    page.locator("#search").fill("在建项目")
    expect(page.locator("#count")).to_have_text("无结果")
    group.get_by_role("button", name="推进中").click()
    expect(page.locator("#count")).to_have_text("1 处")


def test_the_keyboard_is_enough(watched: Watched, single: Path) -> None:
    page = opened(watched, single)
    facts = page.locator(".facts .fact")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(facts.nth(1)).to_have_class(re.compile(r"\bnow\b"))
    page.keyboard.press("k")
    expect(facts.nth(0)).to_have_class(re.compile(r"\bnow\b"))
    page.keyboard.press("Escape")
    assert page.locator(".now, .lit").count() == 0
    facts.nth(4).locator("button").focus()
    page.keyboard.press("Enter")
    expect(facts.nth(4)).to_have_class(re.compile(r"\bnow\b"))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("o")
    expect(page.get_by_role("navigation", name="目录")).to_be_hidden()
    expect(page.locator("#toggle-outline")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#theme")).to_have_attribute("aria-pressed", "true")


def test_a_place_has_a_link(watched: Watched, single: Path) -> None:
    page = opened(watched, single, "#s2.1.i2")
    expect(page.locator("#n-s2\\.1\\.i2")).to_be_in_viewport()
    expect(page.locator("#n-s2\\.1\\.i2")).to_have_class(re.compile(r"\btarget\b"))
    page.locator(".outline a").nth(3).click()
    node = page.locator(".outline a").nth(3).get_attribute("data-node")
    assert page.url.endswith(f"#{node}")
    page.locator(".facts .fact button").nth(2).click()
    fact = page.locator(".facts .fact").nth(2).get_attribute("data-fact")
    assert page.url.endswith(f"#{fact}")
    page.goto("about:blank")
    page.goto(f"{single.as_uri()}#{fact}")
    expect(page.locator(".facts .now")).to_have_attribute("data-fact", fact or "")


def test_there_are_landmarks_and_names(watched: Watched, single: Path) -> None:
    page = opened(watched, single)
    expect(page.get_by_role("navigation", name="目录")).to_have_count(1)
    expect(page.get_by_role("main", name="原文")).to_have_count(1)
    expect(page.get_by_role("complementary", name="事实")).to_have_count(1)
    expect(page.get_by_role("banner")).to_be_visible()
    expect(page.get_by_role("search")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert (
        page.locator("button").evaluate_all(
            "all => all.filter(one => !one.textContent.trim() && !one.ariaLabel).length"
        )
        == 0
    )
    ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    # Kinds differ by more than their colour.
    styles = page.locator("main.text .w [data-f]").evaluate_all(
        "all => Object.fromEntries(all.map(one => [one.className.split(' ')[0],"
        " getComputedStyle(one).borderBottomStyle + getComputedStyle(one).borderBottomWidth]))"
    )
    assert len(styles) > 2
    assert len(set(styles.values())) == len(styles)


CONTRAST = """
(selectors) => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const over = (colors) => {
    context.clearRect(0, 0, 1, 1);
    for (const color of colors) { context.fillStyle = color; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  for (const selector of selectors) {
    const element = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
    if (!element) { poor.push(`${selector}: not there`); continue; }
    const behind = [];
    for (let at = element; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
    const [a, b] = [over(behind), over([...behind, getComputedStyle(element).color])].map(light);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${selector}: ${ratio.toFixed(2)}`);
  }
  return poor;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(
    watched: Watched, single: Path, many: Path, scheme: str
) -> None:
    watched.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = opened(watched, single)
    page.locator(".facts .fact.metric button").first.click()
    page.locator("details.notes summary").click()
    read = [
        ".top .name",
        ".outline a",
        ".meta dt",
        "main.text .w",
        ".w .lit",
        ".block .status",
        ".role",
        ".sign",
    ]
    read += [f".w [data-f].{kind}" for kind in ("metric", "date", "citation", "term")]
    read += [f".fact.{kind} .sign" for kind in ("metric", "date", "citation", "term")]
    read += [
        ".fact.now dt",
        ".fact.now dd",
        ".chip",
        ".note .badge",
        ".caption",
        "#theme",
        ".outline .status",
    ]
    assert page.evaluate(CONTRAST, read) == []
    page = opened(watched, many)
    listed = [
        ".sum",
        ".documents th",
        ".documents td",
        ".documents .file",
        ".documents .status",
        ".chart summary",
    ]
    listed += [".chart figcaption p"]
    assert page.evaluate(CONTRAST, listed) == []


def test_a_printed_page_is_the_text(watched: Watched, single: Path) -> None:
    page = opened(watched, single)
    page.emulate_media(media="print")
    for gone in ("header.top", ".outline", ".facts"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("article")).to_be_visible()


def test_several_documents_have_a_list_and_charts(watched: Watched, many: Path) -> None:
    page = opened(watched, many)
    expect(page).to_have_title("青溪县整改情况")
    expect(page.locator(".sum")).to_contain_text("共 7 份文件")
    expect(page.locator(".documents tbody tr")).to_have_count(7)
    expect(page.locator(".chart")).to_have_count(4)
    for chart in page.locator(".chart").all():
        assert chart.locator(".drawing svg").count() >= 1
        chart.locator("summary").click()
        expect(chart.locator("details table tbody tr").first).to_be_visible()
    actions = page.locator('[data-chart="actions"] details tbody tr')
    assert "党纪处分21" in [row.replace("\n", "") for row in actions.all_text_contents()]
    assert page.locator('[data-chart="changes"] details tbody tr').count() >= 6


def test_a_change_in_the_charts_leads_to_its_words(watched: Watched, many: Path) -> None:
    page = opened(watched, many)
    chart = page.locator('[data-chart="changes"]')
    chart.locator("summary").click()
    chart.locator("tbody a").nth(2).click()
    expect(page.locator(".facts .now .told")).to_contain_text("投诉率")
    expect(page.locator("main.text .lit").first).to_be_in_viewport()
    page.keyboard.press("o")
    chart.locator(".drawing a").first.click()
    expect(page.locator(".facts .now .told")).to_contain_text("投诉率")


def test_actions_that_are_money_alone_have_a_table(watched: Watched, tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = f"某县第{name}局党组关于巡察整改情况的通报\n\n一、整改情况\n\n追缴资金5.08万元。\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "page.html"
    view(tmp_path / "a.txt", tmp_path / "b.txt", "-o", out)
    page = opened(watched, out)
    expect(page.locator(".chart")).to_have_count(1)
    page.locator(".chart summary").click()
    expect(page.locator(".chart tbody td").last).to_have_text("10.16")


def test_a_document_opens_from_the_list_and_is_left_again(watched: Watched, many: Path) -> None:
    page = opened(watched, many)
    assert page.locator("article").count() == 0
    link = page.locator(".documents a").nth(1)
    title, key = link.text_content(), link.get_attribute("data-key")
    link.click()
    expect(page.locator("#list")).to_be_hidden()
    expect(page.locator("article .title")).to_have_text(title or "")
    page.keyboard.press("j")
    assert re.search(f"#{key}/[a-z]+1$", page.url)
    assert lit(page)
    page.keyboard.press("o")
    expect(page.locator("#list")).to_be_visible()
    expect(link).to_be_focused()
    page.go_back()
    expect(page.locator("article .title")).to_have_text(title or "")
    page.go_forward()
    expect(page.locator("#list")).to_be_visible()


def test_facts_from_tables_stand_at_their_words(watched: Watched, many: Path) -> None:
    page = opened(watched, many)
    for key in page.locator(".documents a").evaluate_all("all => all.map(one => one.dataset.key)"):
        page.evaluate("key => { location.hash = key }", key)
        page.locator(f'article .title, [data-key="{key}"]').first.wait_for(state="attached")
        told = page.locator(".facts .fact").evaluate_all(
            "all => all.map(one => [one.dataset.fact, one.querySelector('dd').textContent,"
            " one.querySelector('[data-node]') !== null])"
        )
        assert told
        for fact, words, placed in told:
            shown = "".join(page.locator(f'main.text [data-f~="{fact}"]').all_text_contents())
            assert shown == (words if placed else "")
        assert sum(placed for _, _, placed in told) >= len(told) - 3


def test_the_list_is_searched_through_its_documents(watched: Watched, many: Path) -> None:
    page = opened(watched, many)
    page.locator("#search").fill("在建项目26个")
    expect(page.locator("#count")).to_have_text("6 / 7 份")
    expect(page.locator(".documents tbody tr:visible .hits").first).to_have_text("1 处")
    page.locator("#search").fill("第4局党组")
    expect(page.locator("#count")).to_have_text("1 / 7 份")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("article .title")).to_contain_text("第4局")
    expect(page.locator("#count")).to_contain_text("处")


def test_what_is_left_out_is_told_and_still_counted(
    watched: Watched, converted: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    view(converted, "-o", out, "--limit", "2")
    page = opened(watched, out)
    expect(page.locator(".documents tbody tr")).to_have_count(2)
    expect(page.locator(".sum")).to_contain_text("另有 5 份")
    rows = page.locator('[data-chart="statuses"] details tbody tr').all_text_contents()
    assert "已完成6" in rows


def test_what_cannot_be_read_is_told_in_the_page(watched: Watched, inputs: Path, tmp_path: Path) -> None:
    broken, out = tmp_path / "broken.pdf", tmp_path / "page.html"
    broken.write_bytes(b"%PDF-1.7 nothing")
    told = view(inputs / "1.txt", broken, "-o", out, code=3)
    assert "broken.pdf" in told
    page = opened(watched, out)
    expect(page.locator(".unread")).to_contain_text("1")
    assert "broken.pdf" in (page.locator(".unread").text_content() or "")


@pytest.mark.parametrize("source", ["file", "tables"])
def test_markup_in_a_document_is_text(watched: Watched, tmp_path: Path, source: str) -> None:
    folder, out = tmp_path / "in", tmp_path / "page.html"
    folder.mkdir()
    for number, name in enumerate(("a.md", "b.md")):
        lines = "\n\n".join(
            f"组织{text}学习{number + 1}次，修订《{text}办法》，落实“{text}”。" for text in HOSTILE
        )
        title = f"{HOSTILE[0]}{HOSTILE[4]}局党组关于巡察整改情况的通报"
        issue = f"一、整改情况\n\n1.关于“{HOSTILE[1]}”问题"
        text = f"{title}\n\n{issue}\n\n{lines}\n\n率{HOSTILE[3]}由7%下降到1%。\n"
        # Tags in Markdown are markup, and no text: here they are text.
        (folder / name).write_text("# " + html.escape(text, quote=False), encoding="utf-8")
    if source == "tables":
        subprocess.run(
            [command(), "convert", folder, "-o", tmp_path / "out"], check=True, capture_output=True
        )
        view(tmp_path / "out", "-o", out)
    else:
        view(folder / "a.md", folder / "b.md", "-o", out, "--title", HOSTILE[0] + HOSTILE[2])
    page = opened(watched, out)
    scripts, styles = page.locator("script").count(), page.locator("style:not(svg style)").count()
    assert (scripts, styles) == (3, 1)
    page.locator(".documents a").first.click()
    shown = page.locator("article").inner_text()
    for text in HOSTILE:
        assert text in shown
    assert page.locator("#reader :is(img, script, style, template, b:not(.facts b))").count() == 0
    assert page.locator("script").count() == scripts
    for line in page.locator(".facts .fact button").all():
        line.click()
    # No link leads out of the page.
    hrefs = page.locator("a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert all(href.startswith("#") for href in hrefs)


@pytest.mark.parametrize("theme", ["", 'data-jp-theme-light="false"', 'class="vscode-dark"'])
def test_a_fragment_is_harmless_in_a_notebook(watched: Watched, tmp_path: Path, theme: str) -> None:
    lines = "\n\n".join(f"组织{text}学习7次，落实“{text}”。" for text in HOSTILE)
    text = f"某局党组关于{HOSTILE[0]}整改情况的通报\n\n一、整改情况\n\n{lines}\n"
    circular = gongwen.parse("# " + html.escape(text, quote=False))
    fragment: str = operator.methodcaller("_repr_html_")(circular)
    assert "<script" not in fragment
    out = tmp_path / "fragment.html"
    out.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body {theme}><p>前</p>{fragment}<p id=behind>后</p>",
        encoding="utf-8",
    )
    page = opened(watched, out)
    shown = page.locator(".gongwen-view").inner_text()
    for text in HOSTILE:
        assert text in shown
    assert page.locator(".gongwen-view :is(img, script, template, b)").count() == 0
    assert page.locator("style").count() == 1
    assert page.locator("body > #behind").count() == 1
    assert page.locator(".gongwen-view .gongwen-metric").count() > len(HOSTILE)
    color = page.locator(".gongwen-view").evaluate("element => getComputedStyle(element).color")
    assert (color == "rgb(230, 227, 220)") == bool(theme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_of_the_pages(
    watched: Watched, single: Path, many: Path, tmp_path: Path, scheme: str
) -> None:
    folder = Path(os.environ.get("GONGWEN_SCREENSHOTS", tmp_path))
    page = watched.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")

    def picture(name: str) -> None:
        path = folder / f"{name}-{scheme}.png"
        page.screenshot(path=path)
        assert path.stat().st_size > 20_000

    opened(watched, single, "#metric8")
    picture("single")
    opened(watched, many)
    picture("many")
    page.locator(".documents a").nth(2).click()
    page.keyboard.press("j")
    picture("opened")
    page.set_viewport_size({"width": 420, "height": 820})
    opened(watched, single)
    picture("narrow")
    page.locator("main.text [data-f]").nth(6).click()
    picture("narrow-fact")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
