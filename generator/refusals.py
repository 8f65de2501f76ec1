"""Words for what a command refuses to do; whatever else goes wrong is a mistake of this program."""

from __future__ import annotations

import jinja2

from generator.language import _
from generator.output import NotOurs, PathTakenTwice
from generator.pages.frame_failed import FrameFailed
from generator.pages.style_sheet import StyleFailed, Why
from generator.project import NoProject
from generator.shell import ShellFailed

PRESS = ("typst", "docxtpl", "docx", "pptx", "segno")
"""The modules of the extra `press`."""
OFFICE = ("openpyxl", "et_xmlfile")
"""The modules of the extra `office`."""
PUSH = ("alembic", "apprise", "dbos", "paramiko", "psycopg", "sqlalchemy")
"""The modules of the extra `push`."""


def refusal(error: Exception) -> str:
    """What to tell a person of `error`, in the chosen language; "" if it is none of ours."""
    match error:
        case NoProject():
            return _("error: there is no mkdocs.yml here or above; run the command in the project's folder")
        case NotOurs():
            said = _("error: {folder} holds files that this program did not make; choose another --out or empty it")
            return said.format(folder=error)
        case PathTakenTwice():
            said = _("error: two files want the path {path}; give one of the channels' outputs another name")
            return said.format(path=error)
        case ShellFailed():
            return _("error: MkDocs could not build the frames:") + f"\n{error}"
        case FrameFailed():
            return _frame(error)
        case StyleFailed():
            return _style(error)
        case jinja2.TemplateSyntaxError():
            said = _("error: the template {name} cannot be read, line {line}: {why}")
            return said.format(name=error.filename or error.name, line=error.lineno, why=error.message)
        case jinja2.TemplateError():
            return _("error: a template asks for what there is not: {why}").format(why=error)
        case ModuleNotFoundError() if error.name in PRESS:
            said = _("error: documents need the package {name}; install the extra “press”, or use --press none")
            return said.format(name=error.name)
        case ModuleNotFoundError() if error.name in OFFICE:
            said = _("error: workbooks need the package {name}; install the extra “office”: {command}")
            return said.format(name=error.name, command='python -m pip install -c constraints.txt -e ".[office]"')
        case ModuleNotFoundError() if error.name in PUSH:
            said = _("error: pushing needs the package {name}; install the extra “push”: {command}")
            return said.format(name=error.name, command='python -m pip install -c constraints.txt -e ".[push]"')
        case OSError():
            return _("error: {path}: {why}").format(path=error.filename, why=error.strerror)
    return ""


def _frame(failed: FrameFailed) -> str:
    if failed.record:
        said = _("error: the template {template} cannot be filled in for {record}: {why}")
    else:
        said = _("error: the template {template} cannot be filled in: {why}")
    told = said.format(template=failed.template, record=failed.record, why=failed.why)
    return f"{told}\n  {failed.line}" if failed.line else told


def _style(failed: StyleFailed) -> str:
    match failed.why:
        case Why.MISSING:
            said = _("error: {sheet} imports {named}, which does not exist")
        case Why.TWICE:
            said = _("error: {sheet} imports {named} twice; keep the line that stands where its rules belong")
        case Why.NOWHERE:
            said = _("error: {sheet} does not import {named}; name it where its rules belong, or remove the file")
        case Why.FORM:
            said = _("error: {sheet}: only site/assets/exemplar.css may import, and only from style/: {named}")
        case Why.NOT_UTF_8:
            said = _("error: {sheet} is not UTF-8; save it as UTF-8")
    return said.format(sheet=failed.sheet, named=failed.named)
