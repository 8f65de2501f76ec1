"""What the robots of group chats have in common: the error code in the reply decides, never the HTTP status.

WeCom, DingTalk and Feishu answer 200 to what they refuse. A robot knows no key and can neither be asked nor told
twice without the group reading it twice, so its doubt is `PERSON`. A text that is too long is refused before it is
sent, with the number of bytes to save: the robots would cut it or refuse it.

Accepted: code 0. Temporary: the codes that the vendor's page asks to try again. Refused: every other code. Unknown:
a reply without a code, unless its status says that nothing was done. Connections are not kept: losing the race for
one that is just being closed would leave a doubt that a person has to settle.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.address import Address, address_of, patience, tls_context
from generator.delivery.wires.calling import Caller, Reply
from generator.delivery.wires.clock import moment
from generator.delivery.wires.one_way import OneWay, refused
from generator.delivery.wires.redaction import excerpt
from generator.delivery.wires.replies import again_after, by_status, json_of, value_at
from generator.language import _


class Request(NamedTuple):
    """What is sent: path and query, and the JSON of the body."""

    target: str
    body: Mapping[str, object]


class Manners(NamedTuple):
    """How one vendor's robots differ.

    `codes` are the places of the error code, the first that is there counts; `not_now` the codes that are temporary,
    each with the seconds to wait; `longest` the bytes of UTF-8 that the text, or with `whole_body` the whole body,
    may have; `wait` the places, in headers or body, where the robot says how many seconds to wait.
    """

    request: Callable[[Address, str, str, datetime], Request]
    codes: tuple[str, ...]
    not_now: Mapping[str, float]
    longest: int
    whole_body: bool = False
    wait: tuple[str, ...] = ("retry-after",)


class Robot(OneWay):
    """One robot in one group."""

    doubt = Doubt.PERSON

    def __init__(
        self, to: str, options: Mapping[str, str], manners: Manners, clock: Callable[[], datetime] = moment
    ) -> None:
        self._address = address_of(to, options, {"https": 443, "http": 80})
        self._caller = Caller(self._address, patience(options), tls_context(options), keep=False)
        self._secret, self._manners, self._clock = options.get("secret", ""), manners, clock
        self._secrets = (*self._address.secrets, self._secret)

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        request = self._manners.request(self._address, self._secret, message.text, self._clock())
        # Not ASCII: \u escapes would make each character six bytes, and WeCom refuses them (code 40033).
        body = json.dumps(request.body, ensure_ascii=False, separators=(",", ":")).encode()
        over = len(body if self._manners.whole_body else message.text.encode()) - self._manners.longest
        if over > 0:
            return refused("too-long", _too_long(over, self._manners.longest))
        headers = {"Content-Type": "application/json; charset=utf-8", "Connection": "close"}
        reply = self._caller.call(body, headers, request.target)
        return reply if isinstance(reply, Outcome) else self._judged(reply)

    def _judged(self, reply: Reply) -> Outcome:
        said, words = json_of(reply), excerpt(reply.body, self._secrets)
        code = next((found for path in self._manners.codes if (found := value_at(said, path)) is not None), None)
        if code is None:
            return by_status(reply, self._secrets, self._clock) or Outcome(Result.UNKNOWN, str(reply.status), words)
        if code == "0":
            return Outcome(Result.ACCEPTED, code, words)
        if code in self._manners.not_now:
            wait = self._asked_wait(reply, said) or self._manners.not_now[code]
            return Outcome(Result.TEMPORARY, code, words, again_after=wait)
        return Outcome(Result.REFUSED, code, words)

    def _asked_wait(self, reply: Reply, said: object) -> float:
        found = (reply.headers.get(name) or value_at(said, name) or "" for name in self._manners.wait)
        return max((again_after(value, self._clock) for value in found), default=0.0)


def _too_long(over: int, longest: int) -> str:
    return _(
        "the text is {over} bytes too long for this robot, which takes {longest}; a Chinese character is three "
        "bytes: please shorten the copy by {characters} characters"
    ).format(over=over, longest=longest, characters=-(-over // 3))
