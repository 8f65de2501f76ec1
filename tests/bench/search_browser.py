"""Asks a search in a real Chromium, over a plain web server that counts what it sends."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.search_peers import Peer

PATIENCE = 900
"""Seconds that a browser may take for an answer."""

# Each makes an engine ready and gives a function: query → what its results are called, best first. The first ten
# results are fetched as they are shown. Ours gives as many as it is asked for.
ENGINES = {
    "ours": """async () => {
      const engine = await import("/assets/search.js");
      return async (query, most) => {
        const { results, total, exact } = await engine.search(query, { limit: most });
        return { total: exact ? total : results.length, ids: results.map((one) => one.id) };
      };
    }""",
    "pagefind": """async () => {
      const engine = await import("/pagefind/pagefind.js");
      return async (query) => {
        const { results } = await engine.search(query);
        await Promise.all(results.slice(0, 10).map((one) => one.data()));
        return { total: results.length, ids: results.map((one) => one.id) };
      };
    }""",
    # What Material's own page does: fetch the whole index, hand it to the worker, ask the worker.
    "material": """async () => {
      const { config, docs } = await (await fetch("/search/search_index.json")).json();
      const worker = new Worker("/assets/javascripts/workers/WORKER");
      const ask = (message) => new Promise((done, failed) => {
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = (event) => failed(new Error(event.message));
        worker.postMessage(message);
      });
      await ask({ type: 0, data: { config, docs, options: { suggest: false } } });
      return async (query) => {
        const { items } = (await ask({ type: 2, data: query })).data;
        return { total: items.length, ids: items.map(([page]) => page.location) };
      };
    }""",
}
_ASK = """async ([engine, query, most]) => {
  const began = performance.now();
  window.asked ??= await eval(engine)();
  const { ids, total } = await window.asked(query, most);
  return [performance.now() - began, ids, total];
}"""


class Asked(NamedTuple):
    """An answer: milliseconds, bytes and requests that it took, the ids of the results, best first, and how many."""

    milliseconds: float
    size: int
    requests: int
    ids: list[str]
    total: int


class Counter:
    """What a server has sent since it was last asked: bytes of bodies, and answers."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._size = self._requests = 0

    def add(self, size: int) -> None:
        """Count one answer."""
        with self._lock:
            self._size += size
            self._requests += 1

    def taken(self) -> tuple[int, int]:
        """Bytes and answers since the last time."""
        with self._lock:
            found = self._size, self._requests
            self._size = self._requests = 0
        return found


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript", ".wasm": "application/wasm"}

    def __init__(self, *arguments: Any, counter: Counter, **named: Any) -> None:
        self._counter = counter
        super().__init__(*arguments, **named)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        data = source.read()
        self._counter.add(len(data))
        outputfile.write(data)

    def log_message(self, *_arguments: Any) -> None:
        """Requests are counted, not told."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no error."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Counter]]:
    """A folder on this machine: its address, and what is sent from it."""
    counter = Counter()
    handler = functools.partial(_Handler, directory=str(folder), counter=counter)
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", counter
    server.shutdown()
    server.server_close()


class Reader:
    """A reader with an empty cache, on a page that has loaded nothing yet."""

    def __init__(self, browser: Any, address: str, counter: Counter, peer: Peer) -> None:
        blank = peer.root / "blank.html"
        blank.write_text('<!doctype html><html lang="zh-CN"><title>-</title></html>', encoding="utf-8")
        self._context = browser.new_context()
        self._page = self._context.new_page()
        self._page.set_default_timeout(PATIENCE * 1000)
        self._page.goto(f"{address}/blank.html", wait_until="networkidle")
        worker = next(peer.root.glob("assets/javascripts/workers/search.*.min.js"), Path("-")).name
        self._engine = f"({ENGINES[peer.engine].replace('WORKER', worker)})"
        self._counter, self._known = counter, peer.known
        counter.taken()

    def ask(self, query: str, most: int = 10) -> Asked:
        """Ask for the first `most` results, where a search does not give all."""
        took, ids, total = self._page.evaluate(_ASK, [self._engine, query, most])
        return Asked(took, *self._counter.taken(), [self._known(id_) for id_ in ids], total)

    def close(self) -> None:
        """Forget everything."""
        self._context.close()
