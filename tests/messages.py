"""Keeps the Chinese catalogue in step with the words in the code.

    python tests/messages.py            what is missing, unused or out of step; ends with 1 if anything is
    python tests/messages.py --update   writes exemplar.po with every message and compiles exemplar.mo

Messages are the literals in `_()` and `ngettext()`, the documentation of rules and conditions, severities, and what
argparse says by itself. The catalogue names files and no lines and holds no date, so it changes only when a
word changes.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from generator.checks.rules import RULES
from generator.gate.conditions import CONDITIONS
from generator.history.rules import HISTORY

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "generator" / "locale" / "zh_CN" / "LC_MESSAGES"
PO, MO = FOLDER / "exemplar.po", FOLDER / "exemplar.mo"
ABOUT = "# The words for staff in Chinese. `make messages` keeps it in step with the code.\n"
HEADER = """\
Project-Id-Version: exemplar-kb
Language: zh_CN
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=1; plural=0;
"""
# What argparse of Python 3.11 to 3.14 can say to a person who mistypes our commands.
ARGPARSE = (
    "%(prog)s: error: %(message)s\n",
    "ambiguous option: %(option)s could match %(matches)s",
    "argument %(argument_name)s: %(message)s",
    "expected at least one argument",
    "expected at most one argument",
    "expected one argument",
    "ignored explicit argument %r",
    "invalid %(type)s value: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)",
    "options",
    "positional arguments",
    "show this help message and exit",
    "the following arguments are required: %s",
    "unrecognized arguments: %s",
    "usage: ",
)
ARGPARSE_COUNTED = (("expected %s argument", "expected %s arguments"),)
# {name} and {name:.1f} are places; the YAML that some messages show, {key: value}, is none.
_PLACE = re.compile(r"\{[a-z_]+(?::[^{}\s]*)?\}|%\([a-z_]+\)[srd]|%[srd]")
Id = str | tuple[str, str]


def literals(code: str) -> Iterator[Id]:
    """The literal messages of a module.

    Babel's own extractor works on tokens, and before Python 3.12 a message inside an f-string is no token.
    """
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        given = [str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)]
        if node.func.id == "_" and len(given) == 1:
            yield given[0]
        elif node.func.id == "ngettext" and len(given) == 2:
            yield given[0], given[1]


def collected() -> dict[Id, set[str]]:
    """Every message of the program, and the files where it stands."""
    files: dict[Id, set[str]] = {}
    for file in sorted((ROOT / "generator").rglob("*.py")):
        for id_ in literals(file.read_text(encoding="utf-8")):
            files.setdefault(id_, set()).add(file.relative_to(ROOT).as_posix())
    for rule in RULES:
        file_name = f"generator/checks/{rule.name.replace('-', '_')}.py"
        files.setdefault(rule.documentation, set()).add(file_name)
        files.setdefault(str(rule.severity), set()).add("generator/cli.py")
    for rule in HISTORY:
        files.setdefault(rule.documentation, set()).add(f"generator/history/{rule.name.replace('-', '_')}.py")
    for condition in CONDITIONS:
        files.setdefault(condition.documentation, set()).add(f"generator/gate/{condition.name.replace('-', '_')}.py")
    for word in (*ARGPARSE, *ARGPARSE_COUNTED):
        files.setdefault(word, set()).add("argparse")
    return files


def catalogue() -> Catalog:
    """The catalogue as it stands in exemplar.po."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN", abort_invalid=True)


def words(catalogue: Catalog) -> dict[Id, str]:
    """The Chinese for each message of a catalogue; "" where it has none."""
    return {
        id_of(message.id): message.string if isinstance(message.string, str) else "".join(message.string or ())
        for message in catalogue
        if message.id
    }


def id_of(found: object) -> Id:
    """Babel's id of a message as ours."""
    return found if isinstance(found, str) else tuple(found)  # type: ignore[arg-type, return-value]


def as_po(messages: dict[Id, set[str]], known: dict[Id, str]) -> bytes:
    """The text of exemplar.po: messages in alphabetical order, each with its files."""
    made = Catalog(locale="zh_CN", fuzzy=False)
    for id_, files in messages.items():
        string = known.get(id_, "")
        made.add(
            id_,
            string if isinstance(id_, str) else (string,),
            locations=[(file, 0) for file in sorted(files)],
            flags=("python-brace-format",) if any("{" in place for place in places("".join(id_))) else (),
        )
    text = io.BytesIO()
    write_po(text, made, width=110, sort_output=True, omit_header=True, include_lineno=False)
    head = "".join(f'"{line}\\n"\n' for line in HEADER.splitlines())
    return f'{ABOUT}msgid ""\nmsgstr ""\n{head}\n'.encode() + text.getvalue()


def as_mo(known: dict[Id, str]) -> bytes:
    """The bytes of exemplar.mo, after the GNU gettext manual, "The Format of GNU MO Files"."""
    pairs = {"": HEADER} | {
        id_ if isinstance(id_, str) else "\0".join(id_): word for id_, word in known.items() if word
    }
    texts = sorted((id_.encode(), word.encode()) for id_, word in pairs.items())
    ids, strings = zip(*texts, strict=True)
    start = 7 * 4
    offset = start + 16 * len(texts)
    table = b""
    for text in (*ids, *strings):
        table += struct.pack("<2I", len(text), offset)
        offset += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(texts), start, start + 8 * len(texts), 0, 0)
    return head + table + b"".join(text + b"\0" for text in (*ids, *strings))


def places(text: str) -> set[str]:
    """The places that a message fills in: {name}, and argparse's %(name)s."""
    return set(_PLACE.findall(text))


def complaints() -> Iterator[str]:
    """What is wrong with the catalogue, a line each."""
    messages, standing = collected(), catalogue()
    known = words(standing)
    for id_ in messages:
        if id_ not in known:
            yield f"not in the catalogue: {id_!r}"
        elif not known[id_]:
            yield f"without Chinese: {id_!r}"
    for id_ in known:
        if id_ not in messages:
            yield f"used nowhere: {id_!r}"
    for message in standing:
        if message.id and message.fuzzy:
            yield f"fuzzy: {message.id!r}"
    documents = {rule.documentation for rule in (*RULES, *CONDITIONS, *HISTORY)}
    for id_, word in known.items():
        wanted = id_ if isinstance(id_, str) else id_[1]
        if word and id_ not in documents and places(wanted) != places(word):
            yield f"other placeholders: {id_!r} → {word!r}"
    if not MO.exists() or MO.read_bytes() != as_mo(known):
        yield "exemplar.mo is not what exemplar.po says; run: make messages"


def update() -> None:
    """Write the catalogue anew: every message of the code, with the Chinese that it already had."""
    known = words(catalogue()) if PO.exists() else {}
    messages = collected()
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(messages, known))
    MO.write_bytes(as_mo({id_: known.get(id_, "") for id_ in messages}))


def main() -> int:
    """Check, or with --update write and then check."""
    parser = argparse.ArgumentParser(description="Keeps the Chinese catalogue in step with the words in the code.")
    parser.add_argument("--update", action="store_true", help="write exemplar.po and exemplar.mo")
    if parser.parse_args().update:
        update()
    found = list(complaints())
    print("\n".join(found) if found else f"complete: {len(collected())} messages")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
