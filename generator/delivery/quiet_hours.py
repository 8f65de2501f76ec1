"""Promotional text messages go out from 08:00 to 22:00 only, China Standard Time.

Source: the operators' and cloud gateways' published terms for promotional SMS (营销短信发送时段 08:00–22:00). China
keeps one time zone without summer time, so the hours are reckoned here and not from the machine's zone.
"""

from __future__ import annotations

FROM, UNTIL = 8 * 3600, 22 * 3600
_ZONE = 8 * 3600
_DAY = 24 * 3600
_MARGIN = 60
"""Seconds before the end at which nothing more is begun: a portion takes a while to go out."""


def quiet(at: int) -> bool:
    """Whether promotional messages have to wait at this moment, in milliseconds since 1970."""
    second = (at // 1000 + _ZONE) % _DAY
    return not FROM <= second < UNTIL - _MARGIN


def next_open(at: int) -> int:
    """The moment from which they may go, in milliseconds since 1970; `at` itself where they may now."""
    if not quiet(at):
        return at
    second = (at // 1000 + _ZONE) % _DAY
    return (at // 1000 + (FROM - second) % _DAY) * 1000
