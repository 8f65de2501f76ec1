"""A project in a temporary folder: settings and records as text, the repository's own templates and site.

Everybody and everything in it is made up.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from generator.build import Outcome, build
from generator.plan import Options
from generator.project import Project

REPOSITORY = Path(__file__).parent.parent
TODAY = datetime.date(2026, 11, 22)

VOCABULARY = """\
levels:
  - {id: national, zh: 国家级, en: National}
  - {id: county, zh: 县级, en: County}
fields:
  - {id: rural, zh: 农村, en: Rural}
  - {id: health, zh: 卫生, en: Health}
  - {id: education, zh: 教育, en: Education}
honours:
  - {id: good-party-member, zh: 优秀共产党员, en: Outstanding Party Member}
  - {id: model-of-the-times, zh: 时代楷模, en: Model of the Times}
criteria:
  - {id: leads-service, zh: 带头服务群众, en: Leads in serving the people, for: person}
  - {id: good-results, zh: 工作业绩好, en: Good results, for: organization}
regions:
  - {id: hubei, zh: 湖北, en: Hubei}
  - {id: anhui, zh: 安徽, en: Anhui}
"""

SITE = "https://exemplars.example.org/"
"""The address of the made-up office, and of the demonstration office too."""

OFFICE = """\
name: 虚构县典型办公室
short_name: 虚构县典型办
motto: 学有标杆，赶有目标
about: 这里的人和事都是虚构的。
site_url: https://exemplars.example.org/
sms_signature: 虚构典型办
bulletin_title: 虚构简报
contact: {phone: 虚构电话, email: made-up@example.org}
columns:
  - id: in-action
    title: 创先争优在行动
    summary: 在农村服务群众的典型。
    select: {fields: [rural]}
"""

SUMMARY = "他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。"


def record(
    name: str = "张三",
    *,
    unit: str = "虚构县东坡村",
    fields: str = "rural",
    honour: str = "优秀共产党员",
    year: str = "2011",
    summary: str = SUMMARY,
    stage: str = "named",
    basis: str = "public",
    updated: str = "2026-11-20",
    source: str = 'title: 张三的故事, publisher: 虚构日报, url: "https://news.example.org/1"',
    more: str = "",
    body: str = "## 事迹\n\n张三带着61户乡亲远迁安家。[^s1]\n",
) -> str:
    """A sound record.md that differs from others in what is given; `more` is further lines of the head."""
    return f"""\
---
name: {name}
unit: {unit}
region: 湖北/虚构市/虚构县
level: county
fields: [{fields}]
honours:
  - {{title: {honour}, by: 虚构县委, on: {year}}}
summary: {summary}
stage: {stage}
approval: {{basis: {basis}}}
sources:
  - {{id: s1, {source}}}
updated: {updated}
{more}---

{body}"""


def people(**records: str) -> dict[str, str]:
    """Records of persons as files: people(zhang_san=record()) puts one at people/zhang-san/record.md."""
    return {f"people/{name.replace('_', '-')}/record.md": text for name, text in records.items()}


FULL = """\
---
name: 虚构·全
pinyin: Xūgòu · Quán
aliases: [虚构别名]
unit: 虚构县东坡村
post: 虚构职务
region: 湖北/虚构市/虚构县
level: county
fields: [rural, health]
honours:
  - {title: 优秀共产党员, by: 虚构县委, on: 2011-07-01, document: 虚构〔2011〕1号}
  - title: 时代楷模
    by: 虚构部
    on: 2012
    revoked: {on: 2019-03-02, by: 虚构部, document: 虚构〔2019〕2号, notice: 虚构撤销说明}
summary: 他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。
criteria: [leads-service]
photo: {file: photo.jpg, alt: 虚构的照片, credit: 虚构摄影}
stage: named
approval:
  basis: consent
  consent: {on: 2011-06-01, scope: [site, media, portrait]}
  checks: [{by: 暗语审核单位, result: clear, on: 2011-06-10, until: 2012-06-10}]
  notice: {from: 2011-06-13, to: 2011-06-17, objections: none}
  appraisal: {result: meets, on: 2011-06-12}
  decision: {number: 虚构〔2011〕3号, by: 虚构机关, on: 2011-07-01}
publish: {from: 2011-07-01}
reviews: [{on: 2012-06-30, by: 暗语考核单位, result: 暗语考核结果}]
publicity:
  - {channel: newspaper, level: city, outlet: 虚构媒体, planned: 2011-07, status: published, on: 2011-07-08}
  - {channel: tv, level: city, outlet: 暗语计划媒体, planned: 2012-07, status: planned}
copy: {headline: 虚构标题}
sources:
  - {id: s1, title: 虚构报道, publisher: 虚构日报, on: 2011-07-08, url: "https://news.example.org/1"}
  - {id: s2, title: 虚构见闻, publisher: 虚构电视台}
pledges: [{on: 2011-03-01, text: 虚构承诺, kept: 2011-09-01}]
comments: [{on: 2011-04-01, by: 虚构领导, text: 虚构点评}]
events: [{on: 2011-05-01, title: 虚构活动, place: 虚构地点}]
corrections: [{on: 2011-08-01, field: post, was: 虚构旧职, now: 虚构职务, reason: 虚构原因}]
updated: 2026-11-20
---

## 事迹

他带着61户乡亲远迁安家。[^s1]

> 虚构的话。
> ——虚构的人[^s2]
"""
"""A record that fills every field of the contract; what may not become public says 暗语 (password)."""


def portrait(colour: tuple[int, int, int] = (150, 120, 90)) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (800, 1000), colour).save(out, "JPEG")
    return out.getvalue()


def full() -> dict[str, str | bytes]:
    return {**people(quan=FULL), "people/quan/photo.jpg": portrait()}


def variety() -> dict[str, str | bytes]:
    """A few records of all sorts."""
    return {
        **full(),
        **people(
            zhang_san=record(),
            li_si=record("李四", unit="虚构县医院", fields="health", honour="时代楷模", year="2015"),
            wang_wu=record("王五", fields="education, rural", updated="2026-11-01"),
            zhao_liu=record("赵六", unit="虚构中学", fields="education", updated="2025-01-01"),
        ),
        "organizations/xu-gou-cun/record.md": record("虚构村党支部", unit="虚构镇", fields="rural"),
    }


class World:
    """A project's folder. `built_shell` lends it what MkDocs made in another one, which saves a second.

    Its channels give text alone unless `documents` are wanted: half a second for each kit.
    """

    def __init__(
        self,
        root: Path,
        files: Mapping[str, str | bytes] | None = None,
        built_shell: World | None = None,
        *,
        documents: bool = False,
    ) -> None:
        self.root = root
        self.records = root / "exemplars"
        self.site = root / "build" / "site"
        root.mkdir(parents=True, exist_ok=True)
        house = built_shell.root if built_shell else REPOSITORY
        shutil.copy(house / "mkdocs.yml", root / "mkdocs.yml")
        for folder in ("templates", "site"):
            shutil.copytree(house / folder, root / folder)
        if documents:
            shutil.copytree(REPOSITORY / "templates" / "channels", root / "templates" / "channels", dirs_exist_ok=True)
        else:
            without_documents(root / "templates" / "channels")
        if built_shell:
            shutil.copytree(house / "build" / "shell", root / "build" / "shell")
            (root / "build" / "cache").mkdir()
            shutil.copy(house / "build" / "cache" / "shell.key", root / "build" / "cache" / "shell.key")
        self.write({"vocabulary.yml": VOCABULARY, "office.yml": OFFICE})
        self.write(files or {})

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Put files below the records' folder."""
        for name, content in files.items():
            path = self.records / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text in a file below the records' folder; the text must be there."""
        path = self.records / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_bytes(text.replace(old, new).encode())

    def project(self, out: Path | None = None) -> Project:
        return Project.find(self.root, None, out)

    def build(
        self,
        *,
        today: datetime.date = TODAY,
        cards: str = "none",
        press: str = "recent",
        out: Path | None = None,
        jobs: int = 1,
    ) -> Outcome:
        """Build from this process; the outcome."""
        return build(self.project(out), Options(today, jobs, cards, press))

    def run(self, *arguments: str | Path, lang: str = "en") -> Ran:
        """Run a command of the program in this folder, with nobody at a terminal."""
        from generator.cli import main

        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _stream in range(2))
        with (
            contextlib.chdir(self.root),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            mock.patch("sys.stdin", io.StringIO()),
        ):
            try:
                code = main([*map(str, arguments), *(("--lang", lang) if lang else ())])
            except SystemExit as left:
                code = int(left.code or 0)
            except Exception:  # what a person would see of it
                traceback.print_exc()
                code = 1
        said = [stream.buffer.getvalue() for stream in (out, err)]  # type: ignore[attr-defined]
        return Ran(code, *said)

    def run_apart(self, *arguments: str | Path, lang: str = "en", env: Mapping[str, str | None] | None = None) -> Ran:
        """The same in a process of its own, with another environment; None takes a variable away."""
        command = [
            sys.executable,
            "-m",
            "generator",
            *map(str, arguments),
            *(("--lang", lang) if lang else ()),
        ]
        environment = {name: value for name, value in {**os.environ, **(env or {})}.items() if value is not None}
        done = subprocess.run(
            command,
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=environment,
        )
        return Ran(done.returncode, done.stdout, done.stderr)


def without_documents(channels: Path) -> None:
    """Leave of every channel the outputs that are text, and of those without any nothing."""
    for settings in channels.glob("*/channel.yml"):
        lines = settings.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if "template: " not in line or ".j2" in line]
        if any("template: " in line for line in kept):
            settings.write_text("".join(kept), "utf-8")
        else:
            shutil.rmtree(settings.parent)


class Ran:
    """How a command ended and what it said."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code = code
        self.bytes = out
        self.out = out.decode("utf-8", "replace")  # a preview may be a picture
        self.err = err.decode("utf-8")

    def __repr__(self) -> str:
        return f"exit {self.code}\n--- standard output\n{self.out}\n--- standard error\n{self.err}"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder: path → bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """What a web server makes an ETag of: each file's inode and time."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
