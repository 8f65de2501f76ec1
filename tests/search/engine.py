"""Search in a real Chromium, driven from Python, and a plain scan of the texts to hold it against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from generator.search.fold import fold


class Engine:
    """site/assets/search.js of one built site, in a page of its own."""

    def __init__(self, browser: Any, address: str) -> None:
        self._context = browser.new_context()
        self.page = self._context.new_page()
        self.page.goto(f"{address}/about/")
        self._assets = f"{address}/assets"
        self.page.evaluate("(at) => import(at + '/search.js').then((module) => (window.engine = module))", self._assets)
        self.page.evaluate(
            "(at) => import(at + '/search-fold.js').then((module) => (window.folds = module))", self._assets
        )

    def find(self, query: str, **options: Any) -> dict[str, Any]:
        """What `search(query, options)` gives."""
        found: dict[str, Any] = self.page.evaluate(
            "([query, options]) => engine.search(query, options)", [query, options]
        )
        return found

    def ids(self, query: str, most: int = 10_000, **options: Any) -> list[str]:
        """The ids of all results, in their order."""
        return [result["id"] for result in self.find(query, limit=most, **options)["results"]]

    def all_ids(self, queries: Sequence[str]) -> list[list[str]]:
        """The ids of all results of each query."""
        found: list[list[str]] = self.page.evaluate(
            "async (queries) => { const found = []; for (const query of queries)"
            " found.push((await engine.search(query, {limit: 10000})).results.map((one) => one.id)); return found }",
            list(queries),
        )
        return found

    def close(self) -> None:
        self._context.close()


def public_texts(site: Path) -> dict[str, list[str]]:
    """By id, every text of every exemplar of a built site that search promises to find, read from its index.json."""
    texts: dict[str, list[str]] = {}
    for path in sorted(site.glob("exemplars/*/index.json")):
        record = json.loads(path.read_text("utf-8"))
        found = [record["name"], *record.get("aliases", []), record["summary"]]
        found += [record.get(field, "") for field in ("unit", "post", "region")]
        for honour in record.get("honours", []):
            if "revoked" not in honour:
                found += [honour["title"], honour.get("by", "")]
        for block in record["body"]:
            found += [block["text"], block.get("speaker", "")]
        texts[record["id"]] = [text for text in found if text]
    return texts


def scanned(texts: dict[str, list[str]], terms: Iterable[str]) -> set[str]:
    """The ids of those in whose texts every term stands, read from end to end."""
    needles = [folded for folded in map(fold, terms) if folded]
    whole = {id_: list(map(_folded, own)) for id_, own in texts.items()}
    return {id_ for id_, own in whole.items() if all(any(needle in text for text in own) for needle in needles)}


_folded = cache(fold)
