"""The long tail: services that apprise (BSD 2-Clause) knows and we do not.

One address is one recipient. apprise tries again by itself, cuts texts, follows redirects and holds 200 for success,
whatever the service said in its body; so it may try once, cut nothing and follow nothing, and it is believed only
where a service tells success by its HTTP status, as the services in `BY_STATUS` document. There, success is accepted,
4xx refused, 429 temporary. Everything else is unknown, and only a person can settle it: the doubt is `PERSON`.
WeCom, DingTalk and Feishu are turned away: they have wires of their own. Attachments do not travel.

The address is an apprise URL, the outlet's or each recipient's. Options: `timeout`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.address import patience
from generator.delivery.wires.one_way import OneWay, refused
from generator.delivery.wires.redaction import excerpt, secrets_of
from generator.language import _

if TYPE_CHECKING:
    from apprise import NotifyBase

BY_STATUS = frozenset({
    "json", "jsons", "xml", "xmls", "form", "forms", "discord", "gotify", "gotifys", "mmost", "mmosts", "ntfy", "ntfys",
    "slack", "tgram",
})  # fmt: skip
"""Services that answer a refusal with a status of 400 or more."""
OURS = {"wecombot": "wecom", "dingtalk": "dingtalk", "feishu": "feishu", "lark": "feishu"}
_WARNINGS = 30
_STATUS = re.compile(r"error=(\d{3})\b")
_turn = threading.Lock()
"""apprise has one log for everybody; what is read from it must be of one message."""


class LongTail(OneWay):
    """Whatever apprise reaches."""

    doubt = Doubt.PERSON

    def __init__(self, to: str, options: Mapping[str, str]) -> None:
        import apprise  # noqa: F401  if it is missing, that shows here and not in the middle of sending

        self._to, self._timeout = to.strip(), patience(options)
        if self._to:
            self._service(self._to)  # so that a wrong address is told at once

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        import apprise

        address = recipient.strip() or self._to
        try:
            service = self._service(address)
        except ValueError as reason:
            return refused("address", str(reason))
        with _turn, apprise.LogCapture(level=_WARNINGS, fmt="%(message)s") as log:  # type: ignore[no-untyped-call]
            try:
                said = service.notify(body=message.text, title=message.title, body_format=apprise.NotifyFormat.TEXT)
            except Exception:  # whatever a plug-in of somebody's raises, the message may have left
                said = False
            told = log.getvalue()
        words = excerpt(told, secrets_of(address))
        if _scheme(address) not in BY_STATUS:
            return Outcome(Result.UNKNOWN, "said-yes" if said else "said-no", words)
        if said:
            return Outcome(Result.ACCEPTED, "said-yes", words)
        status = _STATUS.search(told)
        code = int(status[1]) if status else 0
        result = Result.TEMPORARY if code == 429 else Result.REFUSED if 300 <= code < 500 else Result.UNKNOWN
        return Outcome(result, str(code) if code else "said-no", words)

    def _service(self, address: str) -> NotifyBase:
        import apprise

        if _scheme(address) in OURS:
            raise ValueError(
                _("this service has its own way here: please write “via: {via}”").format(via=OURS[_scheme(address)])
            )
        with _turn, apprise.LogCapture(level=_WARNINGS):  # type: ignore[no-untyped-call]
            service = apprise.Apprise.instantiate(address, suppress_exceptions=True)
        if not isinstance(service, apprise.NotifyBase):
            raise ValueError(_("apprise does not know this address; please compare it with its list of services"))
        service.retry, service.redirects = 0, False
        service.socket_connect_timeout = service.socket_read_timeout = self._timeout
        if service.overflow_mode is not apprise.OverflowMode.UPSTREAM:
            raise ValueError(_("approved copy is never cut: please take “overflow=” out of the address"))
        if len(service) != 1:
            raise ValueError(_("one address must be one recipient; please list the others one by one"))
        return service


def _scheme(address: str) -> str:
    return address.partition("://")[0].lower()
