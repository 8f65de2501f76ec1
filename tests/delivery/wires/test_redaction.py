"""What must not be repeated is not repeated, however it is written."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest

from generator.delivery.outcome import EXCERPT
from generator.delivery.wires.redaction import MASK, excerpt, redacted, secrets_of

ADDRESS = "smtps://desk%40xu-gou.example:p%40ss-word@mail.xu-gou.example:465/?from=office@xu-gou.example"


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("p@ss-word", "login with p@ss-word failed"),
        ("p@ss-word", "login with p%40ss-word failed"),
        ("p@ss-word", f"login with {quote('p@ss-word').lower()} failed"),
        ("p@ss-word", f"AUTH {base64.b64encode(b'p@ss-word').decode()}"),
        ("Desk@xu-gou.example", "<desk@XU-GOU.example>: no such user"),
        ("+8613800004321", "number 13800004321 is not subscribed"),
        ("+8613800004321", "number 8613800004321 is not subscribed"),
        ("token 值", f"token={quote('token 值')}"),
    ],
)
def test_a_secret_is_taken_out_in_every_writing(secret: str, said: str) -> None:
    told = redacted(said, [secret])
    assert MASK in told
    assert "ss-word" not in told
    assert "xu-gou" not in told.lower()
    assert "4321" not in told


def test_all_of_an_address_is_secret() -> None:
    for said in ("desk@xu-gou.example", "p@ss-word", "mail.xu-gou.example", "mail.xu-gou.example:465", ADDRESS):
        assert redacted(f"a {said} b", secrets_of(ADDRESS)) == f"a {MASK} b"


def test_short_values_and_empty_ones_are_no_secrets() -> None:
    assert redacted("code 1, a", ["", "1", "a"]) == "code 1, a"


def test_an_excerpt_is_one_short_line_from_which_secrets_went_before_it_was_cut() -> None:
    told = excerpt(b"x" * (EXCERPT - 3) + b"secret-token\r\n\x1b[31m\xff" + b"y" * 100, ["secret-token"])
    assert len(told) == EXCERPT
    assert told.endswith(MASK)
    assert excerpt("a\r\nb\x00\x1b[2Jc\u009b", []) == "a b [2Jc"
    assert excerpt(b"\xff\xfe", []) == "��"
