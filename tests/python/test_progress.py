"""Two thousand documents in a notebook: a bar, a data frame, and an interrupt that leaves nothing behind."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gongwen
import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

DOCUMENTS = 2000
PARAGRAPH = (
    "召开会议{n}次，整改完成率达到{n}%，投诉率由7.8%下降到1.2%，诫勉2人，排查问题26个，挽回损失3万元。\n\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("archive")
    for n in range(DOCUMENTS):
        text = "某局党组关于巡察整改情况的通报\n\n一、工作情况\n\n" + PARAGRAPH.format(n=n % 90 + 10) * 30
        (made / f"{n:04}.txt").write_text(text, "utf-8")
    return made


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[tuple[KernelManager, BlockingKernelClient]]:
    specs = KernelSpecManager(kernel_dirs=[str(tmp_path)])
    manager = KernelManager(kernel_spec_manager=specs, connection_file=str(tmp_path / "kernel.json"))
    manager.start_kernel(extra_arguments=["--log-level=ERROR"])
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client: BlockingKernelClient, code: str) -> tuple[str, list[dict[str, Any]]]:
    """Run a cell, and give what it printed and what it showed."""
    printed: list[str] = []
    shown: list[dict[str, Any]] = []

    def see(message: dict[str, Any]) -> None:
        content = message["content"]
        if message["msg_type"] == "stream":
            printed.append(content["text"])
        elif message["msg_type"] in ("display_data", "execute_result"):
            shown.append(content["data"])
        elif message["msg_type"] == "error":
            printed.append(content["ename"])

    client.execute_interactive(code, output_hook=see, timeout=300)
    return "".join(printed), shown


READ = f"""
import os, time, gongwen, pandas
wall, used = time.perf_counter(), time.process_time()
rows = [
    (found.name, len(found.metrics)) for found in gongwen.read_many({{folder!r}}, workers=2)
    if isinstance(found, gongwen.Circular)
]
busy = (time.process_time() - used) / (time.perf_counter() - wall)
frame = pandas.DataFrame(rows, columns=["name", "metrics"])
print(len(frame) == {DOCUMENTS}, frame["metrics"].min() > 60, f"{{{{busy:.2f}}}} processors")
"""


def test_a_notebook_shows_a_bar_and_gives_a_frame(
    folder: Path, kernel: tuple[KernelManager, BlockingKernelClient]
) -> None:
    _, client = kernel
    printed, shown = run(client, READ.format(folder=str(folder)))
    assert printed.startswith("True True "), printed
    # The bar is a widget, which a notebook without a front end tells as text.
    bars = [data["text/plain"] for data in shown if "application/vnd.jupyter.widget-view+json" in data]
    assert len(bars) == 1 and f"/{DOCUMENTS}" in bars[0], shown
    # What it says at the end is in the state of the widget.
    end, _ = run(client, "from ipywidgets import HTML, Widget\n" + STATES)
    assert f"{DOCUMENTS}/{DOCUMENTS}" in end
    _, tables = run(client, f"gongwen.Corpus([{str(folder / '0000.txt')!r}], progress=False).metrics")
    assert "gongwen-table" in tables[-1]["text/html"]


STATES = """
from ipywidgets.widgets.widget import _instances
print([widget.value for widget in _instances.values() if isinstance(widget, HTML)])
"""


def test_an_interrupt_in_a_notebook_leaves_nothing(
    folder: Path, kernel: tuple[KernelManager, BlockingKernelClient]
) -> None:
    manager, client = kernel
    run(client, "import os, threading, gongwen")
    before, _ = run(client, "print(len(os.listdir('/proc/self/task')), os.getpid())")
    client.execute(
        f"for at, found in enumerate(gongwen.read_many({str(folder)!r}, workers=2)):\n"
        "    print(at, flush=True)"
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        message = client.get_iopub_msg(timeout=60)
        if message["msg_type"] == "stream":
            break
    manager.interrupt_kernel()
    kinds: list[str] = []
    while not kinds or kinds[-1] != "idle":
        message = client.get_iopub_msg(timeout=60)
        if message["msg_type"] in ("error", "status"):
            kinds.append(message["content"].get("ename") or message["content"]["execution_state"])
    assert "KeyboardInterrupt" in kinds
    after, _ = run(
        client, "print([t.name for t in threading.enumerate() if t.name.startswith('gongwen')], os.getpid())"
    )
    assert after.split() == ["[]", before.split()[1]]
    children = Path(f"/proc/{before.split()[1]}/task/{before.split()[1]}/children")
    assert children.read_text().split() == []


def test_a_bar_in_a_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = [folder / f"{n:04}.txt" for n in range(20)]
    assert len(list(gongwen.read_many(few, progress=True))) == 20
    assert "20/20" in capsys.readouterr().err
    assert len(list(gongwen.read_many([*few, folder / "none.txt"], progress=True))) == 21
    assert "1 failed" in capsys.readouterr().err
    summary = gongwen.convert(few, os.path.join(folder, "..", "out"), to="csv", progress=True)
    assert summary.documents == 20
    assert "20/20" in capsys.readouterr().err
    # Nobody looks on: no bar, unless it is asked for.
    list(gongwen.read_many(few))
    assert capsys.readouterr().err == ""
