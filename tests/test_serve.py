"""`exemplar serve`: the site on this machine alone, rebuilt when a record changes, gone when it is stopped."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from conftest import MakeWorld
from world import World, people, record

PATIENCE = 30.0


class Served:
    """A running `exemplar serve`."""

    def __init__(self, world: World) -> None:
        command = [sys.executable, "-u", "-m", "generator", "serve", "--port", "0", "--cards", "none", "--lang", "en"]
        self.process = subprocess.Popen(command, cwd=world.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.said = ""
        self.address = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.waits(lambda: self.address or self.process.poll() is not None)
        assert self.address, self.said

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line.decode("utf-8")
            if found := re.search(r"http://\S+/", self.said):
                self.address = found[0]

    def waits(self, until: object) -> None:
        """Wait until something holds, for a while."""
        deadline = time.monotonic() + PATIENCE
        while not until():  # type: ignore[operator]
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)

    def get(self, path: str) -> tuple[int, str, str]:
        """The status, type and text of a page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers["Content-Type"], error.read().decode("utf-8")

    def stop(self, sign: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(sign)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return code


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    return make_world(people(zhang_san=record()))


@pytest.fixture
def served_site(world: World) -> Iterator[Served]:
    site = Served(world)
    yield site
    if site.process.poll() is None:
        site.stop(signal.SIGKILL)


def test_the_site_is_shown_on_this_machine_and_reloads_when_a_record_changes(world: World, served_site: Served) -> None:
    site = served_site
    assert site.address.startswith("http://127.0.0.1:")
    status, kind, page = site.get("exemplars/zhang-san/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert "远迁安家" in page
    assert page.count("/__reload") == 1
    assert "/__reload" not in (world.site / "exemplars/zhang-san/index.html").read_text("utf-8"), "only while served"

    # Only this machine may look.
    listening = [c.laddr.ip for c in psutil.Process(site.process.pid).net_connections("tcp") if c.status == "LISTEN"]
    assert listening == ["127.0.0.1"]

    # What is not there is answered with the site's own page.
    status, kind, page = site.get("no/such/page/")
    assert status == 404
    assert "没有这一页" in page

    # Types that browsers and readers need.
    for path, kind in (
        ("assets/exemplar.js", "text/javascript"),
        ("assets/exemplar.css", "text/css"),
        ("api/exemplars.json", "application/json"),
        ("feeds/all.rss", "application/xml"),
        ("assets/favicon.svg", "image/svg+xml"),
    ):
        assert site.get(path)[1].startswith(kind), path

    # An open page waits for the next build.
    now = site.get("__reload?")[2]
    answers: list[str] = []
    waiting = threading.Thread(target=lambda: answers.append(site.get(f"__reload?{now}")[2]), daemon=True)
    waiting.start()
    time.sleep(0.3)
    assert answers == []
    world.edit("people/zhang-san/record.md", "远迁安家", "搬到山下安家")
    waiting.join(PATIENCE)
    assert answers
    assert answers != [now]
    assert "搬到山下安家" in site.get("exemplars/zhang-san/")[2]

    # A mistake is told; the last good site stays, and mending it takes effect.
    world.edit("people/zhang-san/record.md", "stage: named", "stage: nonsense")
    site.waits(lambda: "[value-form]" in site.said)
    assert "搬到山下安家" in site.get("exemplars/zhang-san/")[2]
    world.edit("people/zhang-san/record.md", "stage: nonsense", "stage: named")
    world.edit("people/zhang-san/record.md", "搬到山下安家", "下山安家")
    site.waits(lambda: "下山安家" in site.get("exemplars/zhang-san/")[2])

    # A changed template takes effect without a restart.
    row = world.root / "templates/site/pieces/row.html"
    row.write_text(row.read_text("utf-8").replace("<article", '<article data-made-up="yes"'), "utf-8")
    site.waits(lambda: 'data-made-up="yes"' in site.get("exemplars/")[2])

    assert site.stop() == 0
    assert "Traceback" not in site.said
    with pytest.raises(OSError), socket.create_connection(("127.0.0.1", int(site.address.split(":")[2][:-1])), 1):
        pass


def test_nothing_outside_the_site_can_be_asked_for(world: World, served_site: Served) -> None:
    host, port = "127.0.0.1", int(served_site.address.split(":")[2][:-1])
    for path in ("/../../exemplars/office.yml", "/%2e%2e/%2e%2e/exemplars/office.yml", "/..%5c..%5cmkdocs.yml"):
        with socket.create_connection((host, port), PATIENCE) as line:
            line.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
            answer = b""
            while more := line.recv(4096):
                answer += more
        assert answer.split()[1] == b"404", path
        assert "虚构典型办".encode() not in answer.partition(b"\r\n\r\n")[2].replace("虚构典型办公室".encode(), b"")
    assert served_site.stop() == 0


def test_a_port_that_is_taken_is_told(world: World) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = world.run_apart("serve", "--port", str(taken.getsockname()[1]), "--cards", "none")
    assert ran.code == 2
    assert "is taken or not allowed" in ran.err
    assert "Traceback" not in ran.err


def test_a_preview_of_files_that_only_serving_reads(world: World) -> None:
    """Serving writes nothing into the site: what lies there is what would be published."""
    world.build()
    before = {path: path.read_bytes() for path in Path(world.site).rglob("*") if path.is_file()}
    site = Served(world)
    site.get("")
    assert site.stop() == 0
    assert {path: path.read_bytes() for path in Path(world.site).rglob("*") if path.is_file()} == before
