"""Made-up messages to send."""

from __future__ import annotations

from generator.delivery.message import Attachment, Message, key_of_delivery

RARE = "张𠮷"
"""A made-up name with a character of extension B."""
TEXT = f"【虚构县】{RARE}：虚构的先进典型，只在测试里出现。"
KEY = key_of_delivery("xu-gou", "1", "sms", "xu-gou-bao", "", "publish")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CANARY = "canary-Zq7"
"""Stands in every secret of a test; where it shows, a secret has leaked."""
PHONE = "13800004321"


def message(text: str = TEXT, **changed: object) -> Message:
    made = Message("xu-gou", "1", "newspaper", "publish", f"虚构县树立典型{RARE}", text)
    return made._replace(**changed)  # type: ignore[arg-type]


def kit() -> tuple[Attachment, ...]:
    """A press kit in small: names that break careless mail programs."""
    return (
        Attachment(f"{RARE}·事迹（通稿）.docx", WORD, b"PK\3\4"),
        Attachment("very long name " + "长" * 60 + ".pdf", "application/pdf", bytes(range(256))),
        Attachment('a"b;c.txt', "text/plain", "引号与分号\n".encode()),
    )  # fmt: skip
