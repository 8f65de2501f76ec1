"""SMS through a gateway's own HTTP interface, described by a template: no two of them are alike.

Accepted: 2xx with a body that says what the option `success` demands (`code=0`); there is no success without that
rule, for gateways answer 200 to what they refuse. Temporary: what `not-now` describes (`code=5,23`). Any other JSON is
a refusal. Not JSON, or cut short: unknown. Statuses as in `replies.py`, but where a body says one of the above, it
counts. The doubt is `ASKABLE` if the gateway can be asked by our key, `REPEATABLE` with `repeatable: yes` (it knows
the same key as the same message), else `PERSON`.

Options: `body`, JSON (`{"mobile": "{phone}", "content": "{text}", "ref": "{key}"}`) or a form (`m={phone}&c={text}`);
`success`, `not-now`; `id`, where the gateway's own number stands; `authorization`, that header's value;
`repeatable`; and to ask: `ask`, a path of the same server, `ask-body`, and what its answer says of a message that is
`ask-delivered`, `ask-accepted`, `ask-refused` or `ask-missing`; `server`, `ca`, `timeout`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.address import address_of, choice, needed, patience, tls_context
from generator.delivery.wires.calling import Caller, Reply
from generator.delivery.wires.one_way import refused
from generator.delivery.wires.phone import number
from generator.delivery.wires.redaction import excerpt
from generator.delivery.wires.replies import by_status, expected, json_of, value_at
from generator.language import _

_ANSWERS = {
    "ask-delivered": Result.DELIVERED,
    "ask-accepted": Result.ACCEPTED,
    "ask-refused": Result.REFUSED,
    "ask-missing": None,
}
_PLACE = re.compile(r"\{(phone|text|key)\}")
NO_NUMBER = "no-number"


class SmsGateway:
    """A gateway that is told everything by its options."""

    certain_after, certain_until = 60.0, 2 * 86_400.0  # gateways commonly keep their records for three days

    def __init__(self, to: str, options: Mapping[str, str]) -> None:
        self._address = address_of(to, options, {"https": 443, "http": 80})
        self._caller = Caller(self._address, patience(options), tls_context(options))
        self._body, self._ask_path = Body(needed(options, "body")), ""
        needed(options, "success")
        self._accepted, self._not_now = expected(options, "success"), expected(options, "not-now")
        self._id, self._authorization = options.get("id", ""), options.get("authorization", "")
        self._secrets = (*self._address.secrets, self._authorization)
        self.doubt = Doubt.REPEATABLE if choice(options, "repeatable", ("no", "yes")) == "yes" else Doubt.PERSON
        if "ask" in options:
            self._ask_path, self._ask_body = options["ask"], Body(needed(options, "ask-body"))
            self._answers = [(expected(options, name), result) for name, result in _ANSWERS.items() if name in options]
            self.doubt = Doubt.ASKABLE

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        phone = number(recipient or self._address.to)
        if not phone:
            return refused(NO_NUMBER, _("this is no phone number"))
        secrets = (*self._secrets, phone)
        reply = self._called(self._body, {"phone": phone, "text": message.text, "key": key})
        if isinstance(reply, Outcome):
            return reply
        said, words, code = json_of(reply), excerpt(reply.body, secrets), str(reply.status)
        if said is not None:
            code = self._code(said, secrets) or code
            if self._not_now is not None and self._not_now.met_by(said):
                return Outcome(Result.TEMPORARY, code, words)
        outcome = by_status(reply, secrets)
        if outcome is not None:
            return outcome._replace(code=code)
        if said is None or not reply.whole:
            return Outcome(Result.UNKNOWN, code, words)
        own = excerpt(value_at(said, self._id) or "", secrets) if self._id else ""
        taken = self._accepted is not None and self._accepted.met_by(said)
        return Outcome(Result.ACCEPTED if taken else Result.REFUSED, code, words, own)

    def ask(self, key: str, recipient: str, provider_id: str = "", since: int = 0) -> Outcome | None:
        phone = number(recipient or self._address.to)
        reply = self._called(self._ask_body, {"phone": phone, "text": "", "key": key}, self._ask_path)
        if isinstance(reply, Outcome):
            return reply._replace(result=Result.UNKNOWN)
        said = json_of(reply)
        words = excerpt(reply.body, (*self._secrets, phone))
        for answer, result in self._answers:
            if answer is not None and reply.whole and answer.met_by(said):
                return None if result is None else Outcome(result, "asked", words)
        return Outcome(Result.UNKNOWN, "asked", words)

    def close(self) -> None:
        self._caller.close()

    def _called(self, body: Body, words: Mapping[str, str], path: str | None = None) -> Reply | Outcome:
        headers = {"Content-Type": body.media_type}
        if self._authorization:
            headers["Authorization"] = self._authorization
        return self._caller.call(body.filled(words), headers, path)

    def _code(self, said: object, secrets: tuple[str, ...]) -> str:
        """The value that tells success from refusal: the reader of the ledger wants that, not "200"."""
        return excerpt(value_at(said, self._accepted.path) or "", secrets)[:40] if self._accepted else ""


class Body:
    """A template of JSON or of a form, whose places {phone}, {text} and {key} are filled without being read again."""

    def __init__(self, template: str) -> None:
        """Raises ValueError, with words for staff, if it is neither."""
        self._json = template.lstrip().startswith(("{", "["))
        self.media_type = "application/json; charset=utf-8" if self._json else "application/x-www-form-urlencoded"
        try:
            self._template: object = json.loads(template) if self._json else parse_qsl(template, strict_parsing=True)
        except ValueError:
            raise ValueError(
                _("the option with the request's body is neither JSON nor a form (a=1&b=2); please correct it")
            ) from None

    def filled(self, words: Mapping[str, str]) -> bytes:
        filled = _filled(self._template, words)
        if self._json:
            return json.dumps(filled, ensure_ascii=False, separators=(",", ":")).encode()
        return urlencode([tuple(pair) for pair in filled] if isinstance(filled, list) else []).encode()


def _filled(template: object, words: Mapping[str, str]) -> object:
    if isinstance(template, str):
        return _PLACE.sub(lambda place: words[place[1]], template)
    if isinstance(template, dict):
        return {name: _filled(value, words) for name, value in template.items()}
    if isinstance(template, list | tuple):
        return [_filled(value, words) for value in template]
    return template
