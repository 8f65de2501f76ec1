"""The search of three programs over the same texts: ours, Pagefind's, and that of Material for MkDocs."""

from __future__ import annotations

import gzip
import html
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tests.bench.compare import ROOT, Run, timed

ALL = 1_000_000
"""More results than there are."""


class Text(NamedTuple):
    """What all of them index of a record."""

    id: str
    kind: str
    name: str
    lines: tuple[str, ...]


def texts_of(site: Path) -> list[Text]:
    """The public texts of every exemplar of a built site, as its index.json has them."""
    found = []
    for path in sorted(site.glob("exemplars/*/index.json")):
        record = json.loads(path.read_text("utf-8"))
        lines = [record.get(key, "") for key in ("unit", "post", "region", "summary")]
        for honour in record.get("honours", ()):
            lines += [honour["title"], honour.get("by", "")]
        for block in record["body"]:
            lines += [block["text"], block.get("speaker", "")]
        found.append(Text(record["id"], record["kind"], record["name"], tuple(line for line in lines if line)))
    return found


class Ours:
    """Our index of a built site. It is made by one process, which has read the records: a build has done so anyway."""

    label, engine, readers, most = "ours", "ours", 20, 1000

    def __init__(self, project: Path) -> None:
        self._project = project
        self.root = project / "build" / "site"

    def run(self) -> Run:
        """Make it; the time is that of the index alone, the memory that of the whole process."""
        clock = self._project / "index.seconds"
        run = timed([sys.executable, "-m", "tests.bench.search_index", str(self._project), str(clock)], ROOT)
        wall, cpu = map(float, clock.read_text("utf-8").split())
        return Run(wall, cpu, run.memory)

    def size(self) -> int:
        """The index, and our scripts, those of the search box and the results page too."""
        return _size((self.root / "search").rglob("*")) + _size((self.root / "assets").glob("search*.js"))

    def known(self, name: str) -> str:
        """The id of the record that a result is."""
        return name


class Pagefind:
    """Pagefind over bare pages that hold the texts and nothing else."""

    engine, readers, most = "pagefind", 20, ALL

    def __init__(self, label: str, command: Sequence[str], folder: Path, texts: Sequence[Text]) -> None:
        self.label, self._command, self.root = label, command, folder
        for text in texts:
            page = folder / text.id / "index.html"
            page.parent.mkdir(parents=True)
            body = "".join(f"<p>{html.escape(line)}</p>" for line in text.lines)
            name = html.escape(text.name)
            head = f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{name}</title></head>'
            page.write_text(f"{head}<body><h1>{name}</h1>{body}</body></html>", encoding="utf-8")

    def run(self) -> Run:
        """Make it from nothing."""
        shutil.rmtree(self.root / "pagefind", ignore_errors=True)
        return timed([*self._command, "--site", str(self.root), "--glob", "made-up-*/index.html"], self.root)

    def size(self) -> int:
        """Everything but the widgets that Pagefind brings."""
        return _size(path for path in (self.root / "pagefind").rglob("*") if "ui." not in path.name)

    def known(self, name: str) -> str:
        """The id of the record that a result is; a result is called after its file."""
        return self._pages[name]

    @cached_property
    def _pages(self) -> dict[str, str]:
        pages = {}
        for path in (self.root / "pagefind" / "fragment").iterdir():
            data = gzip.decompress(path.read_bytes())  # "pagefind_dcd", then JSON
            pages[path.stem] = json.loads(data[data.index(b"{") :])["url"].strip("/")
        return pages


class Material:
    """The search plugin of Material for MkDocs, with jieba, which it asks for to cut Chinese."""

    engine, readers, most = "material", 2, ALL

    def __init__(self, label: str, command: Sequence[str], folder: Path, texts: Sequence[Text]) -> None:
        self.label, self._command, self._folder, self.root = label, command, folder, folder / "site"
        (folder / "docs").mkdir(parents=True)
        for text in (Text("index", "", "-", ()), *texts):
            body = "\n\n".join((f"# {text.name}", *text.lines))
            (folder / "docs" / f"{text.id}.md").write_text(body + "\n", encoding="utf-8")

    def run(self) -> Run:
        """What the plugin adds to a build of the same pages; the memory is that of the whole build."""
        without, made = self._build("[]"), self._build("[search: {lang: zh}]")
        return Run(made.wall - without.wall, made.cpu - without.cpu, made.memory)

    def _build(self, plugins: str) -> Run:
        # The pages are in no menu, or each of them would list all others.
        settings = (
            "site_name: '-'\ntheme: {name: material, language: zh, font: false}\nnav: [index.md]\n"
            f"validation: {{omitted_files: ignore}}\nplugins: {plugins}\n"
        )
        (self._folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
        return timed([*self._command, "build", "--quiet", "--clean"], self._folder)

    def size(self) -> int:
        """The index, the worker and lunr."""
        scripts = self.root / "assets" / "javascripts"
        worker, lunr = (scripts / "workers").glob("search.*.js"), (scripts / "lunr").rglob("*.js")
        return _size([self.root / "search" / "search_index.json", *worker, *lunr])

    def known(self, name: str) -> str:
        """The id of the record that a result is; a result is called after its address, "made-up-000001/"."""
        return name.split("#")[0].strip("/")


Peer = Ours | Pagefind | Material


def _size(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def newest_pagefind(folder: Path) -> list[str]:
    """The command of the newest Pagefind of npm; [] if it cannot be had."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node or not _done([npm, "install", "--prefix", ".", "pagefind"], folder):
        return []
    return [node, str(folder / "node_modules" / "pagefind" / "lib" / "runner" / "bin.cjs")]


def python_program(package: str, module: str, folder: Path) -> list[str]:
    """The command of a Python module beside a package that is installed apart, in `folder`; [] if it cannot be had."""
    if not _done([sys.executable, "-m", "pip", "install", "--quiet", "--target", ".", package], folder):
        return []
    start = f"import sys, runpy; sys.path.insert(0, {str(folder)!r}); runpy.run_module({module!r}, run_name='__main__')"
    return [sys.executable, "-c", start]


def version_of(command: Sequence[str]) -> str:
    """What a program calls its version: the last word of its answer."""
    said = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True).stdout
    return said.split()[-1]


def _done(command: Sequence[str], folder: Path) -> bool:
    folder.mkdir(parents=True)
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
