"""A sound record, and records that differ from it in one thing. All names are made up."""

from __future__ import annotations

import io
import re
from pathlib import Path

from generator.checks.finding import Context, Problem
from generator.checks.run import check_record
from generator.checks.tree import check_tree
from generator.records.reader import RecordFile, read_record
from generator.records.settings import Vocabulary

SOUND = {
    "name": "name: 张三",
    "unit": "unit: 虚构县东坡村",
    "region": "region: 湖北/虚构市/虚构县",
    "level": "level: county",
    "fields": "fields: [rural]",
    "honours": "honours:\n  - {title: 优秀共产党员, by: 虚构县委, on: 2011-07-01}",
    "summary": "summary: 他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。",
    "criteria": "criteria: [leads-service]",
    "stage": "stage: named",
    "approval": "approval:\n  basis: public",
    "sources": (
        'sources:\n  - {id: s1, title: 张三的故事, publisher: 虚构日报, on: 2011-07-08, url: "https://example.org/1"}'
    ),
    "updated": "updated: 2026-11-22",
}
BODY = "## 事迹\n\n张三带着61户乡亲远迁安家。[^s1]\n"

VOCABULARY = Vocabulary.model_validate(
    {
        "levels": [
            {"id": "national", "zh": "国家级", "en": "National"},
            {"id": "county", "zh": "县级", "en": "County"},
        ],
        "fields": [
            {"id": "rural", "zh": "农村", "en": "Rural"},
            {"id": "health", "zh": "卫生", "en": "Health"},
        ],
        "honours": [
            {"id": "good-party-member", "zh": "优秀共产党员", "en": "Outstanding Party Member"},
            {"id": "striver", "zh": "最美奋斗者", "en": "Most Beautiful Striver"},
        ],
        "criteria": [
            {"id": "leads-service", "zh": "带头服务群众", "en": "Leads in service", "for": "person"},
            {"id": "good-results", "zh": "工作业绩好", "en": "Good results", "for": "organization"},
        ],
        "regions": [{"id": "hubei", "zh": "湖北", "en": "Hubei"}],
    }
)

_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)
_NAMED_CHARACTER = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")


def head_text(fragment: str = "", leave_out: tuple[str, ...] = ()) -> str:
    """The sound head with the keys of `fragment` in place of its own; the fragment comes first, on line 2."""
    replaced = {*_KEY.findall(fragment), *leave_out}
    kept = [lines for key, lines in SOUND.items() if key not in replaced]
    return "\n".join([*([fragment.rstrip("\n")] if fragment else []), *kept]) + "\n"


def record_text(fragment: str = "", body: str = BODY, leave_out: tuple[str, ...] = ()) -> str:
    """A whole record.md; the body begins on the line after the closing hyphens and one empty line."""
    return f"---\n{head_text(fragment, leave_out)}---\n\n{body}"


def body_line(fragment: str = "") -> int:
    """The file's line on which the body of `record_text` begins."""
    return head_text(fragment).count("\n") + 4


def picture() -> bytes:
    """A small JPEG that has enough in it to be cut in half."""
    from PIL import Image

    image = Image.effect_noise((64, 80), 90).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


class World:
    """A folder of records in which one record after another can be looked at."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.context = Context(VOCABULARY, channels=("sms", "newspaper", "radio", "tv", "site"))

    def read(
        self, text: str | bytes, place: str = "people/zhang-san", files: dict[str, bytes] | None = None
    ) -> RecordFile:
        """The record that `text` makes in the folder `place`, with `files` beside it."""
        folder = self.root / place
        folder.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode()
        (folder / "record.md").write_bytes(data)
        for name, content in (files or {}).items():
            (folder / name).write_bytes(content)
        return read_record(folder, self.root, f"{place}/record.md")

    def problems(
        self,
        text: str | bytes,
        rule: str = "",
        place: str = "people/zhang-san",
        files: dict[str, bytes] | None = None,
    ) -> list[Problem]:
        """The problems of `text`, those of `rule` if one is named."""
        found = check_record(self.read(text, place, files), self.context)
        return [problem for problem in found if rule in ("", problem.rule)]

    def head(self, rule: str, fragment: str, **more: str) -> list[Problem]:
        """What `rule` finds when `fragment` stands in the head; its first line is line 2."""
        return self.problems(record_text(fragment), rule, **more)  # type: ignore[arg-type]

    def body(self, rule: str, body: str, fragment: str = "") -> list[Problem]:
        """What `rule` finds in `body`, its first line counted as 1."""
        above = body_line(fragment) - 1
        found = self.problems(record_text(fragment, body), rule)
        return [problem._replace(line=problem.line - above) for problem in found]

    def example(self, text: str) -> list[Problem]:
        """The problems of a docstring's example, read by the convention stated in conftest.py."""
        text = _NAMED_CHARACTER.sub(lambda code: chr(int(code[1], 16)), text)
        first = next(line for line in text.split("\n") if not line.startswith("#") or line.startswith("##"))
        if first.startswith("record.md: "):
            return self._worded(first.removeprefix("record.md: "))
        if first.endswith("/record.md"):
            places = [line.removesuffix("/record.md") for line in text.split("\n")]
            text = record_text(leave_out=("criteria",))  # which hold for persons only
            found = [p for place in places for p in self.problems(text, place=place)]
            return found + check_tree((place.rpartition("/")[2], f"{place}/record.md") for place in places)
        photo = picture()
        files = {"photo.jpg": photo, "broken.jpg": photo[: len(photo) // 2]}
        if first == "---":
            return self.problems(text + "\n", files=files)
        if re.match(r"[a-z_]+:( |\Z)", first):
            return self.problems(record_text(text), files=files)
        return self.problems(record_text(body=text + "\n"), files=files)

    def _worded(self, words: str) -> list[Problem]:
        sound = record_text()
        match words:
            case "saved as GBK":
                return self.problems(sound.encode("gb18030"))
            case "saved as UTF-8" | "a file of its own":
                return self.problems(sound)
            case "1,000,000 bytes" | "1,000,001 bytes":
                size = int(words.removesuffix(" bytes").replace(",", ""))
                return self.problems(sound.encode() + b"\n" * (size - len(sound.encode())))
            case "a link to a file outside the records":
                outside = self.root.parent / "outside.md"
                outside.write_text(sound, encoding="utf-8")
                folder = self.root / "people" / "zhang-san"
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "record.md").symlink_to(outside)
                file = read_record(folder, self.root, "people/zhang-san/record.md")
                return check_record(file, self.context)
        raise AssertionError(f"no such file is known to the tests: {words}")


def matches(problems: list[Problem], expected: list[tuple[int, int, str]]) -> bool:
    """Whether `problems` stand at the expected lines and columns, with the expected parts of messages."""
    told = [(p.line, p.column, p.message) for p in problems]
    if len(told) == len(expected) and all(
        (line, column) == (at_line, at_column) and part in message
        for (line, column, message), (at_line, at_column, part) in zip(told, expected, strict=True)
    ):
        return True
    print("found:   ", told)
    print("expected:", expected)
    return False
