"""A record begins with front matter that can be read as YAML, between two lines of three hyphens.

Nothing of a file can be checked or published while its head cannot be read. The cause is mostly a
Chinese colon or quotation mark that an input method put in, a tab, or a lost line of hyphens.

Fails:

    ---
    name：张三
    stage: named
    ---

Passes:

    ---
    name: 张三
    fields: [rural]
    summary: 他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。
    stage: lead
    updated: 2026-11-22
    ---
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _
from generator.records.fault import Fault

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Says in plain words what keeps the head from being read."""
    return Finding(fault.at, *_said(fault))


def _said(fault: Fault) -> tuple[str, str]:
    match fault.what:
        case "missing-file":
            return _("the file is missing or may not be read"), _("put it there, or remove the empty folder")
        case "tab":
            return _("a tab indents this line"), _("indent with two spaces for each level")
        case "colon":
            return _("a Chinese colon “：” follows the key"), _("write “: ”, an English colon and a space")
        case "quote":
            return (
                _("a Chinese quotation mark stands where YAML expects an English one"),
                _('enclose the value in English quotes "…"; Chinese ones may stand inside'),
            )
        case "two-documents":
            return _("a second document begins here"), _("keep one head: remove this line of hyphens")
        case "no-opening-fence":
            return _("the file does not begin with a line “---”"), _("write “---” on the first line")
        case "no-closing-fence":
            return _("the head does not end with a line “---”"), _("write “---” on a line before the body")
        case "no-mapping":
            return _("the head holds no “key: value” lines"), _("write one “key: value” on each line")
    problem = fault.details.get("problem", "")
    said, hint = _explained(problem)
    return (f"{said} [{problem}]" if problem else said), hint


def _explained(problem: str) -> tuple[str, str]:
    """What libyaml means by `problem` (its scanner.c and parser.c), and what usually mends it."""
    quote = _('put the value in English quotes: key: "…"')
    align = _("give the lines of one level the same indent, two spaces for each level")
    explained = {
        "mapping values are not allowed": (_("a colon and a space stand inside a value"), quote),
        "did not find expected key": (_("this line fits neither as a key nor as part of a value"), align),
        "did not find expected ',' or ']'": (
            _("a list opened with “[” is not closed, or a comma is missing"),
            _("write [a, b] with English brackets and commas"),
        ),
        "did not find expected ',' or '}'": (
            _("a mapping opened with “{” is not closed, or a comma is missing"),
            _("write {key: value, key: value} with English brackets and commas"),
        ),
        "did not find expected '-'": (_("this line does not fit into the list above it"), align),
        "did not find expected node content": (_("a value is missing between commas or brackets"), quote),
        "did not find expected <document start>": (_("text stands where a key is expected"), align),
        "could not find expected ':'": (
            _("the line has no colon, or no space after it"),
            _("write “key: value”, with an English colon and a space"),
        ),
        "cannot start any token": (_("a value may not begin with this character"), quote),
        "unexpected end of stream": (
            _("a quotation mark is opened and not closed"),
            _("close the value with the same quotation mark that opens it"),
        ),
        "found unknown escape character": (
            _("a backslash in double quotes means something else to YAML"),
            _("use single quotes '…', or write \\\\ for one backslash"),
        ),
        "found unexpected ':'": (_("a colon stands inside a value of a list or mapping"), quote),
        "are not allowed in this context": (_("“- ” or “? ” stands where a value is expected"), align),
        "indentation": (_("a tab stands in the indent"), _("indent with two spaces for each level")),
        "document indicator": (_("a quotation mark is not closed before the end of the head"), quote),
        "alphabetic or numeric": (_("a value may not begin with “&” or “*”"), quote),
        "nested too deeply": (
            _("the values are nested too deeply"),
            _("a record needs five levels at most; look for stray brackets"),
        ),
        "a key that is not text": (_("a list or mapping stands where a key is expected"), align),
    }
    for part, said in explained.items():
        if part in problem:
            return said
    return _("this is not valid YAML"), quote
