"""SMS over SMPP 3.4, as operators and aggregators offer it; long texts are cut and tied by us (`smpp_text.py`).

Accepted: submit_sm_resp with status 0 for every part; the message ids are its own number, with commas between.
Temporary: no session, a request that did not leave whole, and statuses 0x08 (system error), 0x14 (queue full) and
0x58 (throttled) for the first part. Refused: every other status for the first part. Unknown: no answer, or a later
part not taken although the first was, after three tries. SMPP knows no key of ours: query_sm wants the message id that
the answer brings, so a submission without an answer is for a person to settle (`PERSON`); with the id, `ask` tells the
state (clause 5.2.28). What the other side reports by itself (clause 5.2.12, Appendix B), and a phone that writes back
that it wants nothing more, is answered when it is written down; what was not answered it tells again to a later
session.

The address is `smpp://SYSTEM_ID:PASSWORD@HOST:2775`, `smpps://` with TLS. Options: `source` (the sender's number or
name), `source-ton`, `source-npi`, `system-type`, `international: yes` (the GSM alphabet where it suffices), `join`
(udh or sar), `receipts` (yes or no), `server`, `ca`, `timeout`.
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Goodbye, Outcome, Receipt, Result
from generator.delivery.wires.address import address_of, choice, patience, tls_context
from generator.delivery.wires.one_way import refused
from generator.delivery.wires.phone import number
from generator.delivery.wires.smpp_answer import goodbye_of
from generator.delivery.wires.smpp_link import BindRefused, Link, NotSent, Silent
from generator.delivery.wires.smpp_receipt import STATES, receipt_of
from generator.delivery.wires.smpp_text import Part, parts
from generator.delivery.wires.smpp_units import (
    QUERY,
    SUBMIT,
    Malformed,
    Submission,
    Unit,
    take_text,
    text,
)
from generator.language import _

_NOT_NOW = frozenset({0x08, 0x14, 0x58})
_TRIES, _PAUSE = 3, 0.5


class _Heard(NamedTuple):
    """What was reported, and where it is to be answered."""

    report: Receipt | Goodbye
    link: Link
    sequence: int


class Smpp:
    """One account with an operator. Several threads take turns."""

    doubt = Doubt.PERSON
    certain_after = certain_until = 0.0

    def __init__(self, to: str, options: Mapping[str, str]) -> None:
        self._address = address_of(to, options, {"smpps": 3550, "smpp": 2775})
        self._timeout, tls = patience(options), tls_context(options)
        self._tls = tls if self._address.scheme == "smpps" else None
        self._source = options.get("source", "")
        kind = "1" if self._source.startswith("+") else "5" if re.search("[A-Za-z]", self._source) else "0"
        self._ton = int(choice({"source-ton": options.get("source-ton", kind)}, "source-ton", tuple("0123456")))
        self._npi = int(options.get("source-npi", "1" if kind == "1" else "0"))
        self._system_type = options.get("system-type", "")
        self._international = choice(options, "international", ("no", "yes")) == "yes"
        self._sar = choice(options, "join", ("udh", "sar")) == "sar"
        self.reports = choice(options, "receipts", ("yes", "no")) == "yes"
        try:
            text(self._address.user + self._address.password + self._system_type + self._source)
        except ValueError:
            raise ValueError(_("SMPP takes ASCII only in its account and in option “source”")) from None
        self._link: Link | None = None
        self._turn = threading.Lock()
        self._heard: list[_Heard] = []
        self._knocked = False

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        phone = number(recipient or self._address.to)
        if not phone:
            return refused("no-number", _("this is no phone number"))
        try:
            cut = parts(message.text, int(key[:2], 16), self._international, self._sar)
        except ValueError:
            return refused("too-long", _("the text is too long for a text message, whatever the number of parts"))
        with self._turn:
            return self._sent(cut, phone)

    def ask(self, key: str, recipient: str, provider_id: str = "", since: int = 0) -> Outcome | None:
        """The state of a message whose id is known; without one nobody can say."""
        ids = [one for one in provider_id.split(",") if one]
        with self._turn:
            states = {self._state(one) for one in ids}
        if not states or Result.UNKNOWN in states:
            return Outcome(Result.UNKNOWN, "asked", "", provider_id)
        worst = (Result.BOUNCED, Result.ACCEPTED, Result.DELIVERED)
        return Outcome(next(state for state in worst if state in states), "asked", "", provider_id)

    def reported(self) -> tuple[Receipt | Goodbye, ...]:
        """What has been reported and not been noted. It does not wait, but binds a session once if there is none: what
        was reported while nobody was there comes at its beginning."""
        with self._turn:
            if self._link is None and not self._knocked:
                self._bind()
            if self._link is not None and not self._link.listen():
                self._end()
            self._collect()
            return tuple(heard.report for heard in self._heard)

    def noted(self, reports: Sequence[Receipt | Goodbye]) -> None:
        """Answer these, if the session in which they came is still there."""
        done = set(reports)
        with self._turn:
            for heard in self._heard:
                if heard.report in done and heard.link is self._link:
                    heard.link.answer(heard.sequence)
            self._heard = [heard for heard in self._heard if heard.report not in done]

    def close(self) -> None:
        with self._turn:
            if self._link is not None:
                self._link.close()
            self._link, self._heard = None, []

    def _sent(self, cut: tuple[Part, ...], phone: str) -> Outcome:
        ids: list[str] = []
        for number_, part in enumerate(cut):
            status = self._submitted(part, phone, ids)
            for _again in range(_TRIES - 1):
                if not ids or status == 0 or self._judged(status).result is not Result.TEMPORARY:
                    break
                time.sleep(_PAUSE)
                status = self._submitted(part, phone, ids)
            if status != 0:
                outcome = self._judged(status)
                if number_:
                    words = f"{number_}/{len(cut)}"
                    return Outcome(Result.UNKNOWN, outcome.code, words, ",".join(ids))
                return outcome
        return Outcome(Result.ACCEPTED, "0x00", "", ",".join(ids))

    def _submitted(self, part: Part, phone: str, ids: list[str]) -> int | Outcome:
        """The status of the answer, or why there is none; the message id goes to `ids`."""
        submission = Submission(
            self._source.removeprefix("+"), self._ton, self._npi, phone.removeprefix("+"), int(phone.startswith("+")),
            part.esm_class, int(self.reports), part.data_coding, part.octets, part.optional,
        )  # fmt: skip
        answer = self._asked(SUBMIT, submission.written())
        if isinstance(answer, Unit):
            if answer.status == 0:
                try:
                    ids.append(take_text(answer.body, 0)[0])
                except Malformed:
                    ids.append("")
            return answer.status
        return answer

    def _judged(self, status: int | Outcome) -> Outcome:
        if isinstance(status, Outcome):
            return status
        return Outcome(Result.TEMPORARY if status in _NOT_NOW else Result.REFUSED, f"0x{status:02x}")

    def _state(self, message_id: str) -> Result:
        body = text(message_id) + bytes((self._ton, self._npi)) + text(self._source.removeprefix("+"))
        answer = self._asked(QUERY, body)
        if not isinstance(answer, Unit) or answer.status:
            return Result.UNKNOWN
        try:
            _id, at = take_text(answer.body, 0)
            _date, at = take_text(answer.body, at)
            state = answer.body[at]
        except (Malformed, IndexError):
            return Result.UNKNOWN
        return STATES.get(state, Result.UNKNOWN if state == 7 else Result.ACCEPTED)

    def _asked(self, command: int, body: bytes) -> Unit | Outcome:
        try:
            if self._link is not None and not self._link.listen():
                self._end()
            if self._link is None:
                self._knocked = True
                self._link = Link(self._address, self._timeout, self._tls, self._system_type)
            answer = self._link.request(command, body)
        except BindRefused as error:
            busy = error.args[0] in _NOT_NOW
            return Outcome(Result.TEMPORARY if busy else Result.REFUSED, f"bind-0x{error.args[0]:02x}")
        except NotSent:
            self._end()
            return Outcome(Result.TEMPORARY, "not-sent")
        except Silent:
            self._end()
            return Outcome(Result.UNKNOWN, "no-answer")
        except (OSError, Malformed, UnicodeError):
            return Outcome(Result.TEMPORARY, "no-session")
        self._collect()
        return answer

    def _bind(self) -> None:
        """A session for hearing alone; where there is none to be had, somebody who sends will learn why."""
        self._knocked = True
        with contextlib.suppress(BindRefused, OSError, Malformed, UnicodeError):
            self._link = Link(self._address, self._timeout, self._tls, self._system_type)

    def _end(self) -> None:
        self._collect()
        if self._link is not None:
            self._link.drop()
        self._link = None

    def _collect(self) -> None:
        if self._link is None:
            return
        for sequence, body in self._link.delivered:
            report = receipt_of(body, self._source.removeprefix("+")) or goodbye_of(body, sequence)
            if report is None:  # not final yet, or a message to us, for which there is no other use
                self._link.answer(sequence)
            else:
                self._heard.append(_Heard(report, self._link, sequence))
        self._link.delivered.clear()
