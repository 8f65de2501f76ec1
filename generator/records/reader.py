"""Reads one file into a typed value: text, then YAML, then the model; what is wrong is kept as faults."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.records import yaml_text
from generator.records.body import Block, blocks
from generator.records.draft import Kept, drafted
from generator.records.fault import START, Fault, Position
from generator.records.folders import FOLDERS, Kind
from generator.records.keyboard import hinted
from generator.records.model import Record
from generator.records.text_file import UnreadableFile, read_text

Value = TypeVar("Value", bound=BaseModel)
_FENCE = re.compile(r"---[ \t]*\Z")


@dataclass
class Document(Generic[Value]):
    """A file that was read: its text, its value if it has one, and its faults.

    `path` is as shown to people: from the project's folder, with forward slashes.
    """

    path: str
    text: str = ""
    head: str = ""
    head_line: int = 1
    value: Value | None = None
    faults: list[Fault] = field(default_factory=list)

    @cached_property
    def _inspection(self) -> yaml_text.Inspection:
        return yaml_text.inspect(self.head, self.head_line)

    def yaml_faults(self) -> list[Fault]:
        """What is wrong with the YAML itself."""
        return self._inspection.faults

    def at(self, *path: str | int) -> Position:
        """Where the value at `path` stands, or the nearest mapping around it."""
        return _nearest(self._inspection.values, path)

    def key_at(self, *path: str | int) -> Position:
        """Where the key at `path` stands, or the nearest value around it."""
        return self._inspection.keys.get(path) or self.at(*path)


@dataclass
class RecordFile(Document[Record]):
    """One exemplar's record.md."""

    id: str = ""
    kind: Kind = "person"
    folder: Path = Path()
    body: str = ""
    body_line: int = 1
    draft: Record | None = None
    absent: frozenset[str] = frozenset()
    kept: Kept = field(default_factory=dict)

    def at(self, *path: str | int) -> Position:
        """Where the value at `path` of the record stands; a draft's lists may have lost items of the file."""
        for length in [n for n, part in enumerate(path) if isinstance(part, int) and path[:n] in self.kept]:
            path = (*path[:length], self.kept[path[:length]][int(path[length])], *path[length + 1 :])
        return super().at(*path)

    @property
    def record(self) -> Record | None:
        """The record; of an invalid one, what could be read of it, without the fields in `absent`."""
        return self.value or self.draft

    @cached_property
    def blocks(self) -> list[Block]:
        """The body cut into headings, paragraphs and quotations."""
        return blocks(self.body)

    @cached_property
    def digest(self) -> str:
        """A name for exactly this text in this place: 32 hexadecimal digits of BLAKE2b."""
        return hashlib.blake2b(f"{self.kind}/{self.id}\n{self.text}".encode(), digest_size=16).hexdigest()

    def body_at(self, line: int, column: int = 1) -> Position:
        """The file's position of a line of the body, counted from 0."""
        return Position(self.body_line + line, column)


def read_record(folder: Path, root: Path, shown: str) -> RecordFile:
    """Read `folder`/record.md; `root` is the records' folder, `shown` the path to show to people."""
    parent, id_ = os.path.split(folder)  # once per record: pathlib would take a tenth of the reading
    kind = FOLDERS.get(os.path.basename(parent), "person")  # noqa: PTH119
    file = RecordFile(path=shown, id=id_, kind=kind, folder=folder)
    try:
        file.text = read_text(f"{parent}{os.sep}{id_}{os.sep}record.md", root)
    except UnreadableFile as unreadable:
        file.faults.append(unreadable.fault)
        return file
    if _split(file):
        file.value = _validated(file, Record)
    return file


def record_of(text: str, id_: str, kind: Kind, shown: str) -> RecordFile:
    """The record that `text` says, such as one of former days; it lies in no folder."""
    file = RecordFile(path=shown, text=text, id=id_, kind=kind)
    if _split(file):
        file.value = _validated(file, Record)
    return file


def read_settings(path: Path, root: Path, model: type[Value], shown: str) -> Document[Value]:
    """Read a settings file such as vocabulary.yml as a `model`."""
    file: Document[Value] = Document(path=shown)
    try:
        file.text = file.head = read_text(path, root)
    except UnreadableFile as unreadable:
        file.faults.append(unreadable.fault)
        return file
    file.value = _validated(file, model)
    return file


def _split(file: RecordFile) -> bool:
    """Cut the text at its fences into head and body; False when there is no head to read."""
    text = file.text
    if text.startswith("---\n"):
        end = text.find("\n---\n", 3)
        if end >= 0:
            file.head, file.body = text[4 : end + 1], text[end + 5 :]
            file.head_line, file.body_line = 2, text.count("\n", 0, end + 5) + 1
            return True
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    opened = bool(fences) and not any(line.strip() for line in lines[: fences[0]])
    if opened and len(fences) > 1:
        first, last = fences[0], fences[1]
        file.head, file.body = "\n".join(lines[first + 1 : last]) + "\n", "\n".join(lines[last + 1 :])
        file.head_line, file.body_line = first + 2, last + 2
        return True
    line = (
        1
        if not opened
        else next((n + 1 for n, text_ in enumerate(lines) if n > fences[0] and text_.startswith("#")), len(lines))
    )
    what = "no-closing-fence" if opened else "no-opening-fence"
    file.faults.append(Fault("front-matter-readable", Position(line, 1), what))
    return False


def _validated(file: Document[Value], model: type[Value]) -> Value | None:
    try:
        data = yaml_text.plain(file.head)
    except ValueError:
        faults = file.yaml_faults()
        file.faults.extend(hinted(fault, file.text, file.head_line) for fault in faults)
        if not faults:
            file.faults.append(Fault("front-matter-readable", START, "yaml", {"problem": ""}))
        return None
    if data is not None and not isinstance(data, dict):
        file.faults.append(Fault("front-matter-readable", Position(file.head_line, 1), "no-mapping"))
        return None
    try:
        return model.model_validate(data or {})
    except ValidationError as error:
        details = error.errors(include_url=False)
        file.faults.extend(dict.fromkeys(_fault(detail, file, model) for detail in details))
        if isinstance(file, RecordFile):
            file.draft, file.absent, file.kept = drafted(data or {}, details)
        return None


_RULES = {"extra_forbidden": "key-known", "missing": "field-required", "date_real": "date-real"}


def _fault(detail: ErrorDetails, file: Document[Any], model: type[BaseModel]) -> Fault:
    path = tuple(detail["loc"])
    rule = _RULES.get(detail["type"], "value-form")
    details = {name: str(value) for name, value in detail.get("ctx", {}).items()} | {"type": detail["type"]}
    where = ".".join(str(part) for part in path)
    if isinstance(detail.get("input"), str):
        details["value"] = detail["input"]
    if rule == "key-known":
        details["known"] = " ".join(_known_keys(model, path[:-1]))
        return Fault(rule, file.key_at(*path), str(path[-1]) if path else "", details | {"path": where})
    if rule == "field-required":
        at = file.at(*path[:-1]) if len(path) > 1 else Position(file.head_line, 1)
        return Fault(rule, at, where, details)
    return Fault(rule, file.at(*path), where, details)


def _known_keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys that the mapping at `path` of `model` may have."""
    here: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        named = {info.alias or name: info.annotation for name, info in here.model_fields.items()}
        here = _model_in(named.get(part))
        if here is None:
            return []
    return [info.alias or name for name, info in here.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _model_in(argument):
            return found
    return None


def _nearest(places: dict[yaml_text.Path, Position], path: tuple[str | int, ...]) -> Position:
    for length in range(len(path), -1, -1):
        if path[:length] in places:
            return places[path[:length]]
    return START
