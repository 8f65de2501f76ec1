"""What the tests of the whole program share: worlds, sites built once, a web server, a browser."""

from __future__ import annotations

import functools
import gc
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from hypothesis import settings
from world import REPOSITORY, TODAY, World, people, record

from generator import language

# Started in the background a test run ignores Ctrl+C, and so would every program it starts; some tests press it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine makes an example slow, and that is no fault of the program.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from playwright.sync_api import Browser

MakeWorld = Callable[..., World]


@pytest.fixture(autouse=True)
def _words_and_garbage() -> Iterator[None]:
    """Messages are English unless a test chooses otherwise; a build switches gc off only for itself."""
    language.choose("en")
    yield
    language.choose("en")
    gc.enable()


class _CompiledOnce(jinja2.BytecodeCache):
    """Keeps compiled templates between the builds of a test run, to save most of their time."""

    def __init__(self) -> None:
        self._codes: dict[tuple[object, ...], Any] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get(self._key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[self._key(bucket)] = bucket.code

    @staticmethod
    def _key(bucket: Bucket) -> tuple[object, ...]:
        told = bucket.environment
        escape = told.autoescape if isinstance(told.autoescape, bool) else told.autoescape(bucket.key)
        return (
            bucket.key,
            bucket.checksum,
            told.variable_start_string,
            told.trim_blocks,
            told.finalize,
            escape,
        )


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    compiled, real = _CompiledOnce(), jinja2.Environment.__init__

    def made(self: jinja2.Environment, *arguments: Any, **named: Any) -> None:
        real(self, *arguments, **{"bytecode_cache": compiled, **named})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "__init__", made)
        yield


@pytest.fixture(scope="session")
def built_shell(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world in which MkDocs has run; all worlds with the same office and templates can use what it made."""
    world = World(tmp_path_factory.mktemp("shell") / "world", people(zhang_san=record()))
    outcome = world.build()
    assert outcome.edition is not None, outcome.problems
    return world


@pytest.fixture
def make_world(tmp_path: Path, built_shell: World) -> MakeWorld:
    """Makes worlds of records given as files: make_world(people(zhang_san=record()))."""
    count = 0

    def make(files: Mapping[str, str | bytes] | None = None, *, documents: bool = False) -> World:
        nonlocal count
        count += 1
        return World(tmp_path / f"world{count}", files, built_shell, documents=documents)

    return make


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The repository's own records, built as the public would see them on a fixed day."""
    language.choose("en")
    world = World(tmp_path_factory.mktemp("sample") / "world")
    shutil.rmtree(world.records)
    shutil.copytree(REPOSITORY / "exemplars", world.records)
    (world.records / "outlets.yml").unlink()  # it names channels of documents, which this world does not have
    outcome = world.build(cards="all", today=TODAY)
    gc.enable()
    assert outcome.edition is not None, outcome.problems
    return world


class _StaticHandler(SimpleHTTPRequestHandler):
    """A plain static web server: right types, and the site's own page for what is not there."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".rss": "application/rss+xml",
        ".atom": "application/atom+xml",
        ".json": "application/json",
        ".js": "text/javascript",
        ".svg": "image/svg+xml",
        ".csv": "text/csv; charset=utf-8",
        ".md": "text/markdown; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
    }

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_arguments: Any) -> None:
        """Requests are not worth a line each."""


class _StaticServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # a browser that leaves a page lets its requests go


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on this machine; gives its address, without a slash at the end."""
    servers: dict[Path, _StaticServer] = {}

    def serve(folder: Path) -> str:
        if folder not in servers:
            handler = functools.partial(_StaticHandler, directory=str(folder))
            server = servers[folder] = _StaticServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_address[1]}"

    yield serve
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium. Without one the tests fail: pages that nobody has opened are not tested."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "no Chromium on this machine; `make test` installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()
