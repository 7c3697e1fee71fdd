from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from indexer import Document, build_index

Serve = Callable[..., "subprocess.Popen[str]"]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def serve() -> Iterator[Serve]:
    started: list[subprocess.Popen[str]] = []

    def start(index: Path, *options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "ignore", "-m", "webapp.cli", "serve", *options]
        process = subprocess.Popen(
            [*command, "--index", str(index)],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def told(process: subprocess.Popen[str]) -> tuple[str, int]:
    """What it says until it serves, and the port."""
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        address = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if address:
            return "".join(lines), int(address[1])
    raise AssertionError("".join(lines))


def get(port: int, target: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", target)
    status = connection.getresponse().status
    connection.close()
    return status


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def test_it_serves_and_refuses_a_request_line_over_256_kib(serve: Serve, seeds_index: Path) -> None:
    text, port = told(serve(seeds_index, "--port", str(free_port())))
    assert "5 documents" in text
    assert get(port, "/?q=hoi+nghi") == 200
    assert get(port, "/?q=" + "a" * 100_000) == 200
    assert get(port, "/?q=" + "a" * 300_000) == 431


def test_a_single_document_is_counted_in_the_singular(serve: Serve, tmp_path: Path) -> None:
    build_index([Document("a", "Hội nghị")], tmp_path)
    text, _ = told(serve(tmp_path, "--port", str(free_port())))
    assert "\n1 document can be searched.\n" in f"\n{text}"


def test_a_taken_port_makes_it_say_and_use_the_next_one(serve: Serve, seeds_index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        wanted = taken.getsockname()[1]
        text, port = told(serve(seeds_index, "--port", str(wanted)))
    assert f"Port {wanted} is taken" in text
    assert port != wanted
    assert get(port, "/healthz") == 200


def test_it_starts_without_an_index_and_says_so(serve: Serve, tmp_path: Path) -> None:
    text, port = told(serve(tmp_path / "index", "--port", str(free_port())))
    assert "hoinghi build" in text
    assert get(port, "/") == 503


@pytest.fixture
def heeded_interrupts() -> Iterator[None]:
    """Processes started now heed SIGINT, even where these tests run in the background.

    A signal that is ignored stays so in every process started; one that is handled does not.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="there a console sends the interrupt")
@pytest.mark.usefixtures("heeded_interrupts")
def test_an_interrupt_ends_it_with_130(serve: Serve, seeds_index: Path) -> None:
    process = serve(seeds_index, "--port", str(free_port()))
    told(process)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130


def test_a_wrong_setting_ends_it_with_one_sentence(
    serve: Serve, seeds_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOINGHI_PROXIES", "many")
    process = serve(seeds_index)
    _, text = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "HOINGHI_PROXIES must be a whole number" in text
    assert "Traceback" not in text


def test_help_loads_neither_server_nor_index() -> None:
    code = (
        "import sys, webapp.cli\n"
        "try:\n    sys.argv = ['hoinghi', '--help']\n    webapp.cli.main()\n"
        "except SystemExit: pass\n"
        "print([n for n in ('flask','waitress','whoosh','pyvi','numpy') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    assert "serve" in done.stdout
    assert done.stdout.strip().endswith("[]")


LOADED_ONCE = """
import gc, inspect, sys
from functools import _lru_cache_wrapper
from indexer import SearchRequest
from webapp.application import create_app, site_of

def loaded():
    caches = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
    own = [one for one in caches if one.__module__.startswith("indexer")]
    once = [one for one in own if not inspect.signature(one).parameters]
    return {f"{one.__module__}.{one.__qualname__}" for one in once if one.cache_info().currsize}

site = site_of(create_app({"HOINGHI_INDEX": sys.argv[1]}))
site.rehearse()
before = loaded(), set(sys.modules)
for question in ("hội nghị lần thứ 8", "ngay 6/7/2023 o Cao Bang", "UBND -xã", '"ban chấp hành"'):
    site.search(SearchRequest(question))
print(len(before[0]) > 5, loaded() - before[0], set(sys.modules) - before[1])
"""


def test_a_question_asked_at_the_start_leaves_nothing_to_be_loaded(seeds_index: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-c", LOADED_ONCE, str(seeds_index)]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert process.stdout.split("\n")[0] == "True set() set()"
