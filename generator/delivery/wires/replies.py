"""What an HTTP reply means by its status alone (RFC 9110, clause 15), and when it asks us to come back.

2xx: its body decides. 408, 425, 429, 503: not taken now, and nothing was done with it: temporary. Other 4xx:
refused; a redirect too, since following it would carry a token to a stranger. 500, 502, 504 and what is no status
of ours: something may have been done with it before it failed: unknown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from generator.delivery.outcome import Outcome, Result
from generator.delivery.wires.calling import Reply
from generator.delivery.wires.clock import moment
from generator.delivery.wires.redaction import excerpt
from generator.language import _

_NOT_NOW = frozenset({408, 425, 429, 503})
_LONGEST_WAIT = 86_400.0
"""Nobody is believed who asks to wait for more than a day."""


def by_status(reply: Reply, secrets: Iterable[str], clock: Callable[[], datetime] = moment) -> Outcome | None:
    """The outcome, None for a status of success."""
    if 200 <= reply.status < 300:
        return None
    if reply.status in _NOT_NOW:
        result = Result.TEMPORARY
    else:
        result = Result.REFUSED if 300 <= reply.status < 500 else Result.UNKNOWN
    wait = again_after(reply.headers.get("retry-after", ""), clock) if result is Result.TEMPORARY else 0.0
    return Outcome(result, str(reply.status), excerpt(reply.body, secrets), again_after=wait)


def again_after(value: str, clock: Callable[[], datetime] = moment) -> float:
    """Seconds to wait by a Retry-After (RFC 9110, 10.2.3): a number of seconds or a date. 0 if it says neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value), _LONGEST_WAIT)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return min(max((then - clock()).total_seconds(), 0.0), _LONGEST_WAIT)


def json_of(reply: Reply) -> object:
    """The body as JSON, None if it is not that."""
    try:
        said: object = json.loads(reply.body)
    except (ValueError, RecursionError):
        return None
    return said


def value_at(said: object, path: str) -> str | None:
    """The value at a path such as `data.0.state` of a JSON body as text; None if there is none."""
    for step in path.split("."):
        if isinstance(said, dict) and step in said:
            said = said[step]
        elif isinstance(said, list) and step.isdigit() and int(step) < len(said):
            said = said[int(step)]
        else:
            return None
    if isinstance(said, bool):
        return str(said).lower()
    return str(said) if isinstance(said, str | int | float) else None


class Expected(NamedTuple):
    """What a JSON body must say: one of some values at a path, written `code=0` or `data.state=DELIVRD,OK`."""

    path: str
    values: frozenset[str]

    def met_by(self, said: object) -> bool:
        """Whether the body says it."""
        return value_at(said, self.path) in self.values


def expected(options: Mapping[str, str], name: str) -> Expected | None:
    """An option that says what a reply must say; None if it is not given. ValueError if it is not of the form."""
    if name not in options:
        return None
    path, sign, values = options[name].partition("=")
    if not sign or not path.strip():
        raise ValueError(
            _("option “{name}” must have the form field=value, such as code=0; please correct it").format(name=name)
        )
    return Expected(path.strip(), frozenset(value.strip() for value in values.split(",")))
