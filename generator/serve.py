"""Shows the site on this machine: rebuilds when a file changes, and reloads the pages that are open."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.project import Project

ADDRESS = "127.0.0.1"
QUIET = 0.3
"""Seconds without a change before a rebuild: an editor saves in several steps."""
_WAIT = 25.0
_RELOAD = b"""<script>(function poll(seen){fetch("/__reload?"+seen).then(r=>r.text()).then(now=>{
if(seen&&now!==seen)location.reload();else poll(now)},()=>setTimeout(()=>poll(seen),1000))})("")</script></body>"""


class Watch(FileSystemEventHandler):
    """Wakes up when something below the sources changes."""

    def __init__(self) -> None:
        self.changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change; opening and closing a file unchanged is none."""
        if event.event_type not in ("opened", "closed_no_write") and not event.is_directory:
            self.changed.set()


class Generation:
    """Counts rebuilds; pages wait here for the next one."""

    def __init__(self) -> None:
        self.number = 1
        self._condition = threading.Condition()

    def advance(self) -> None:
        """A rebuild is done."""
        with self._condition:
            self.number += 1
            self._condition.notify_all()

    def after(self, seen: str) -> int:
        """The generation, once it is not the one `seen`, or after 25 seconds."""
        with self._condition:
            self._condition.wait_for(lambda: str(self.number) != seen, _WAIT)
            return self.number


class Handler(SimpleHTTPRequestHandler):
    """Serves the built files; HTML pages get a line that reloads them."""

    # Feeds as application/xml: Chromium shows what calls itself RSS or Atom as bare text, without its stylesheet.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".rss": "application/xml; charset=utf-8",
        ".atom": "application/xml; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".md": "text/markdown; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
    }

    def __init__(self, *args: Any, generation: Generation, **named: Any) -> None:
        self._generation = generation
        super().__init__(*args, **named)

    def do_GET(self) -> None:
        """Answer a page, a file, or a page's question whether there is something new."""
        if self.path.startswith("/__reload"):
            now = str(self._generation.after(self.path.partition("?")[2])).encode()
            self._answer(HTTPStatus.OK, "text/plain", now)
            return
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        if page.suffix == ".html" and page.is_file():
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", _reloading(page))
        elif not path.exists() and (missing := Path(self.directory) / "404.html").is_file():
            self._answer(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", _reloading(missing))
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """A preview is never kept by the browser."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not worth a line each."""


def _reloading(page: Path) -> bytes:
    return page.read_bytes().replace(b"</body>", _RELOAD)


def serve(project: Project, port: int, rebuild: Callable[[], None], started: Callable[[str], None]) -> None:
    """Serve until interrupted. `rebuild` is called after each change and tells its problems itself."""
    watch, generation = Watch(), Generation()
    observer = Observer()
    for folder in (project.records, project.templates, project.root / "site"):
        observer.schedule(watch, str(folder), recursive=True)
    handler = functools.partial(Handler, directory=str(project.out), generation=generation)
    with ThreadingHTTPServer((ADDRESS, port), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        observer.start()
        started(f"http://{ADDRESS}:{server.server_address[1]}/")
        try:
            while True:
                watch.changed.wait()
                while watch.changed.is_set():
                    watch.changed.clear()
                    watch.changed.wait(QUIET)
                rebuild()
                generation.advance()
        except KeyboardInterrupt:
            pass
        finally:
            observer.stop()
            observer.join()
            server.shutdown()
