"""A template that fails says where, why, and for which record; what Jinja2 alone cannot read has no record."""

from __future__ import annotations

import pytest

from generator.checks.template_works import SEVERITY, word
from generator.records.fault import Fault, Position

DETAILS = {
    "label": "短信",
    "message": "'nmae' is undefined",
    "record": "exemplars/people/zhang-san/record.md",
    "template": "templates/channels/sms/sms.txt.j2",
}


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            DETAILS["record"],
            "the template for 短信 fails for exemplars/people/zhang-san/record.md: 'nmae' is undefined",
        ),
        ("", "the template for 短信 cannot be used: 'nmae' is undefined"),
    ],
)
def test_the_message_names_channel_record_and_mistake(record: str, said: str) -> None:
    found = word(Fault("template-works", Position(3, 1), "sms", DETAILS | {"record": record}))
    assert (found.at, found.message) == ((3, 1), said)
    assert "mend templates/channels/sms/sms.txt.j2" in found.hint


def test_it_stops_no_build() -> None:
    assert SEVERITY == "warning"
