"""A link is a whole address of the web: http or https, a host, no spaces, no user name or password.

Fails:

    sources:
      - {id: s1, title: 张三的故事, publisher: 虚构日报, url: www.example.org/1}

Passes:

    sources:
      - {id: s1, title: 张三的故事, publisher: 虚构日报, url: "https://www.example.org/1"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.checks.body_markup import marks
from generator.checks.finding import Context, Finding, Severity, place
from generator.checks.markup_safe import dangerous
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
# What RFC 3986 and RFC 3987 keep out of addresses, and the Chinese signs that copying leaves at an end.
_STRAY = r"\s<>\"\\^`{|}“”‘’。，；、"
_SOUND = re.compile(rf"https?://[\w-]+(?:\.[\w-]+)*(?::[0-9]{{1,5}})?(?:[/?#][^{_STRAY}]*)?\Z")
_STRAY_SIGN = re.compile(rf"[{_STRAY}]")


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks at the url fields and the links of the body."""
    record = file.record
    if record:
        for n, source in enumerate(record.sources):
            if source.url and not _SOUND.match(source.url):
                yield from _findings(source.url, file, ("sources", n, "url"))
        for n, cell in enumerate(record.publicity):
            if cell.url and not _SOUND.match(cell.url):
                yield from _findings(cell.url, file, ("publicity", n, "url"))
    for mark in marks(file.body):
        if mark.kind == "link" and not _SOUND.match(mark.target) and not dangerous(mark.target):
            yield from _findings(mark.target, file, mark.start)


def _findings(url: str, file: RecordFile, where: tuple[str | int, ...] | int) -> Iterator[Finding]:
    said = _said(url)
    if said:
        at = file.at(*where) if isinstance(where, tuple) else place(file.body, where, file.body_line)
        yield Finding(at, *said)


def _said(url: str) -> tuple[str, str] | None:
    """What is wrong with the address and what mends it, or None if nothing is after all."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return _("“{url}” is no address").format(url=url), _("copy it again from the browser")
    if parts.username is not None or parts.password is not None:
        shown = url.replace(parts.netloc, "…@" + parts.netloc.rpartition("@")[2])
        message = _("the address “{url}” holds a user name or password").format(url=shown)
        return message, _("take out everything between “//” and “@”")
    if parts.scheme.lower() not in ("http", "https"):
        full = "https://" + url.removeprefix("//")
        hint = _("write a whole address that begins with https://")
        if _SOUND.match(full) and "." in url.partition("/")[0]:
            hint = _("write {url}").format(url=full)
        return _("“{url}” does not begin with http:// or https://").format(url=url), hint
    if not host:
        return _("the address “{url}” has no host").format(url=url), _("copy it again from the browser")
    if stray := _STRAY_SIGN.search(url):
        message = _("the address “{url}” contains “{sign}”").format(url=url, sign=stray[0])
        return message, _("take the sign out, or copy the address again from the browser")
    return None
