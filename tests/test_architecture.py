"""The house keeps its shape: imports run one way, one module writes, one prints, none grows out of hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.press import DRAWING

GENERATOR = Path(__file__).parent.parent / "generator"

LAYERS: tuple[tuple[str, ...], ...] = (
    # What depends on nothing of ours.
    ("__init__", "language", "artifact", "project", "ready_copy", "options", "fingerprint", "monogram", "sms", "ical"),
    ("progress", "account"),
    ("images",),
    # READ
    ("records",),
    ("places", "phrases"),
    ("retraction", "positions"),
    # CHECK
    ("checks",),
    # The gate
    ("gate",),
    # EDITION and what it is computed from
    ("notices",),
    ("card",),
    ("columns", "withdrawn", "neighbours"),
    ("edition",),
    ("amendments",),
    ("feed_plan",),
    # RENDER: siblings
    ("pages", "feeds", "channels", "search", "documents"),
    # WRITE
    ("guard",),
    ("staged",),
    ("output", "releases", "turn"),
    ("deploying",),
    # PUSH
    ("delivery",),
    # The steps that the commands are put together from
    ("bulletins", "appraisals", "quotas"),
    ("settings", "inspection", "shell", "receipt", "press", "leaks"),
    ("kit",),
    ("workshop",),
    ("crew", "plan"),
    ("memory",),
    ("reading",),
    ("history",),
    ("checking", "gating", "preview", "scaffold", "refusals", "office"),
    ("gate_notes", "surroundings", "searching", "exporting", "issues"),
    ("pushing",),
    ("rendering",),
    ("build", "interview", "serve"),
    # The command line
    ("verbs",),
    ("arguments",),
    ("cli",),
    ("__main__",),
)
"""Every module of generator/, or the room (folder) it lies in; each may import what stands above it here.

Inside a room imports are free. Two entries of one line are siblings and do not import each other.
"""

RENDER_ROOMS = {"pages", "feeds", "channels", "search", "images"}
"""Rooms that may not import each other, even where one stands in a lower layer because CHECK needs it too."""

MOST_LINES = 250

_WRITING_METHODS = {
    "write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rename", "renames", "rmdir", "rmtree",
    "removedirs", "touch", "symlink_to", "hardlink_to", "copyfile", "copytree", "copy2", "move", "mkdtemp",
    "mkstemp", "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile", "truncate", "chmod", "utime",
}  # fmt: skip
_WRITING_MODES = set("wax+")
WRITERS = {"output", "releases", "turn"}
"""`output` writes all files; `releases` lays copies of a finished site where a web server serves it; `turn` makes the
empty file that a build holds."""


def modules() -> list[Path]:
    return sorted(GENERATOR.rglob("*.py"))


def name_of(path: Path) -> str:
    """A module's name below generator: `pages.lists`; a room's __init__ is the room: `pages`."""
    parts = path.relative_to(GENERATOR).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def room_of(module: str) -> str:
    return module.partition(".")[0]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """What of generator a module imports, anywhere in it, with the line; functions' own imports count too."""
    package = ("generator", *path.relative_to(GENERATOR).parent.parts)
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "generator" or alias.name.startswith("generator."):
                    yield alias.name.partition(".")[2] or "__init__", node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            source = ".".join(part for part in (base, node.module or "") if part)
            if source == "generator" or source.startswith("generator."):
                below = source.partition(".")[2]
                for alias in node.names:
                    # `from generator import language` names a module, `from generator.card import Card` not.
                    yield below or alias.name, node.lineno


def calls(path: Path) -> Iterator[tuple[ast.Call, str, str]]:
    """Every call in a module with what is called and on what: `os.replace(…)` gives "replace" and "os"."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node, node.func.attr, ast.unparse(node.func.value)
            elif isinstance(node.func, ast.Name):
                yield node, node.func.id, ""


def in_memory(path: Path) -> set[str]:
    """The names in a module that are bound to a stream in memory."""
    return {
        target.id
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith(("io.BytesIO(", "io.StringIO("))
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def mode_of(call: ast.Call, place: int) -> str:
    """The mode an `open` is given; "r" if none, and "w" if it cannot be told."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] or call.args[place : place + 1]
    if not given:
        return "r"
    return given[0].value if isinstance(given[0], ast.Constant) and isinstance(given[0].value, str) else "w"


def writes(path: Path) -> Iterator[str]:
    """The calls in a module that write to, make or remove a file or folder."""
    memory = in_memory(path)
    for call, name, on in calls(path):
        first = ast.unparse(call.args[0]) if call.args else ""
        if (
            (name == "open" and on in ("", "io", "codecs") and _WRITING_MODES & set(mode_of(call, 1)))
            or (name == "open" and on == "os" and "O_RDONLY" not in ast.unparse(call))
            or (
                name == "open"
                and on not in ("", "io", "codecs", "os", "Image")
                and _WRITING_MODES & set(mode_of(call, 0))
            )
            or (name in _WRITING_METHODS and on != "far")  # a folder on somebody else's server, which asks for names
            or (name in ("replace", "symlink", "link", "remove") and on == "os")
            # str.replace and datetime.replace take two arguments or keywords; Path.replace takes one.
            or (name == "replace" and len(call.args) == 1 and not call.keywords)
            or (on == "shutil" and name.startswith("copy"))
            or (name == "ZipFile" and mode_of(call, 1) != "r" and first not in memory)
            or (name == "save" and first not in memory)
        ):
            yield f"{path.relative_to(GENERATOR)}:{call.lineno}: {ast.unparse(call)}"


def test_every_module_stands_in_exactly_one_layer() -> None:
    named = [room for layer in LAYERS for room in layer]
    assert len(named) == len(set(named))
    there = {room_of(name_of(path)) for path in modules()}
    assert there - set(named) == set()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    height = {room: number for number, layer in enumerate(LAYERS) for room in layer}
    here = room_of(name_of(path))
    wrong = [
        f"line {line}: {here} may not import {there}"
        for there, line in imported(path)
        if room_of(there) != here and (height[room_of(there)] >= height[here] or {here, room_of(there)} <= RENDER_ROOMS)
    ]
    assert wrong == []


def test_upward_and_sideways_imports_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The law is only as good as its eyes: imports in functions, relative ones, and of whole packages."""
    (tmp_path / "pages").mkdir()
    module = tmp_path / "pages" / "made_up.py"
    module.write_text(
        "import generator.cli\n"
        "from generator import build\n"
        "from ..feeds import entry\n"
        "from . import head\n"
        "def f():\n    from generator.output import stage\n"
        "if False:\n    import generator.channels.kit as kit\n",
        "utf-8",
    )
    monkeypatch.setattr("test_architecture.GENERATOR", tmp_path)
    assert sorted(imported(module)) == sorted(
        [("cli", 1), ("build", 2), ("feeds", 3), ("pages", 4), ("output", 6), ("channels.kit", 8)]
    )


@pytest.mark.parametrize("path", [p for p in modules() if name_of(p) not in WRITERS], ids=name_of)
def test_only_output_and_releases_write_files(path: Path) -> None:
    assert list(writes(path)) == []


WRITING = (
    "open(p, 'w')",
    "open(p, mode='ab')",
    "open(p, mode)",
    "io.open(p, 'x')",
    "p.open('r+')",
    "p.write_text(t)",
    "p.write_bytes(b)",
    "p.mkdir()",
    "os.makedirs(p)",
    "os.replace(a, b)",
    "p.replace(q)",
    "os.open(p, os.O_WRONLY)",
    "p.unlink()",
    "os.remove(p)",
    "shutil.rmtree(p)",
    "shutil.copy(a, b)",
    "zipfile.ZipFile(p, 'w')",
    "image.save(p)",
    "tempfile.mkdtemp()",
)
NO_WRITING = (
    "open(p)",
    "far.rename(a, b)",
    "open(p, 'rb')",
    "p.open()",
    "p.open('rb')",
    "p.open(encoding='utf-8')",
    "text.replace('a', 'b')",
    "day.replace(month=1)",
    "zipfile.ZipFile(p)",
    "out = io.BytesIO()\nimage.save(out, 'PNG')",
    "out = io.BytesIO()\nzipfile.ZipFile(out, 'w')",
    "Image.open(stream, formats=[kind])",
)


@pytest.mark.parametrize(("code", "seen"), [(c, True) for c in WRITING] + [(c, False) for c in NO_WRITING])
def test_writing_would_be_seen(code: str, seen: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "made_up.py"
    module.write_text(code, "utf-8")
    monkeypatch.setattr("test_architecture.GENERATOR", tmp_path)
    assert bool(list(writes(module))) is seen


@pytest.mark.parametrize("path", [p for p in modules() if name_of(p) != "cli"], ids=name_of)
def test_only_the_command_line_prints_and_asks(path: Path) -> None:
    said = [
        f"line {call.lineno}: {ast.unparse(call)}"
        for call, name, on in calls(path)
        if (name in ("print", "input", "pprint") and not on)
        or on.startswith(("sys.stdout", "sys.stderr", "sys.__std"))
        or (on == "os" and name == "write")
        or (on == "warnings" and name.startswith("warn"))
        or on == "logging"
    ]
    assert said == []


CLOCKS = {"cli", "delivery.wires.clock"}
"""The wires carry the moment of sending in signatures and letters; nothing that is published depends on it."""


@pytest.mark.parametrize("path", [p for p in modules() if name_of(p) not in CLOCKS], ids=name_of)
def test_only_the_command_line_knows_what_day_it_is(path: Path) -> None:
    """Everything else is told `today`; so the same input gives the same bytes on any day."""
    asked = [
        f"line {call.lineno}: {ast.unparse(call)}"
        for call, name, on in calls(path)
        if (name in ("today", "now", "utcnow"))
        or (on == "time" and name in ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime"))
    ]
    assert asked == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_module_is_longer_than_a_reader_can_hold(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_names_are_the_fields_terms(path: Path) -> None:
    for part in name_of(path).split("."):
        assert not {"utils", "util", "helpers", "helper", "manager", "misc", "common"} & set(part.split("_"))


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_opens_by_saying_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


def test_the_build_reads_as_a_table_of_contents() -> None:
    build = next(
        n for n in tree_of(GENERATOR / "build.py").body if isinstance(n, ast.FunctionDef) and n.name == "build"
    )
    assert build.end_lineno is not None
    assert build.end_lineno - build.lineno < 60
    assert len((GENERATOR / "build.py").read_text("utf-8").splitlines()) < 120


OVERLAY_READERS = {"books", "matrix", "register", "score", "audit", "due", "quota"}
"""The modules of verbs/ that may open the private overlay, which is nobody's but the office's."""


def overlay_modules() -> set[str]:
    return {name_of(path) for path in modules() if name_of(path).startswith("office.overlay")}


def reached(start: str) -> set[str]:
    """Every module that comes along with one, however long the way."""
    paths = {name_of(path): path for path in modules()}
    seen: set[str] = set()
    todo = [start]
    while todo:
        here = todo.pop()
        if here in seen or here not in paths:
            continue
        seen.add(here)
        todo += brought_by(paths[here])
    return seen


@cache
def brought_by(path: Path) -> list[str]:
    """What one module imports; where a room is named, a name imported from it may be any of its modules."""
    parts = [
        f"{there}.{alias.name}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and (there := (node.module or "").removeprefix("generator."))
        for alias in node.names
    ]
    return [there for there, _line in imported(path)] + parts


def may_read_the_overlay(module: str) -> bool:
    room, _dot, name = module.partition(".")
    if room == "verbs":
        return name in OVERLAY_READERS
    # The command line reaches every verb, and does nothing itself.
    return room in ("office", "arguments", "cli", "__main__")


@pytest.mark.parametrize(
    "module", [name_of(p) for p in modules() if not may_read_the_overlay(name_of(p))], ids=lambda name: name
)
def test_no_room_that_publishes_can_reach_the_private_overlay(module: str) -> None:
    assert reached(module) & overlay_modules() == set()


def test_a_way_to_the_private_overlay_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {
        "office/overlay.py": "",
        "office/roll.py": "def f():\n    from generator.office import overlay\n",
        "pages/lists.py": "from generator.office.roll import f\n",
        "pages/head.py": "from generator.card import Card\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr("test_architecture.GENERATOR", tmp_path)
    assert overlay_modules() == {"office.overlay"}
    assert "office.overlay" in reached("pages.lists")
    assert "office.overlay" not in reached("pages.head")


def test_documents_are_made_again_when_anything_that_draws_them_changes() -> None:
    """What the makers of documents import is among what their keys are made from. A notice that cancels a news item has
    a key of its own, of what it says."""
    apart = {"language", "artifact", "edition", "withdrawn", "retraction"}
    seen: set[Path] = set()
    waiting = list((GENERATOR / "documents").glob("*.py"))
    while waiting:
        path = waiting.pop()
        seen.add(path)
        for module, _line in imported(path):
            if room_of(module) not in apart:
                found = GENERATOR.joinpath(*module.split(".")).with_suffix(".py")
                if found.exists() and found not in seen:
                    waiting.append(found)
    covered = [GENERATOR / room for room in DRAWING]
    assert not [path for path in seen if not any(path.is_relative_to(room) for room in covered)]
