"""Phone numbers and signatures as SMS gateways want them."""

from __future__ import annotations

import re

from generator.language import _

_NUMBER = re.compile(r"\+?[0-9]{5,15}\Z")
_MAINLAND = re.compile(r"1[0-9]{10}\Z")


def number(recipient: str) -> str:
    """A number without spaces and hyphens; "" if it is none (E.164: at most 15 digits)."""
    bare = recipient.replace(" ", "").replace("-", "")
    return bare if _NUMBER.match(bare) else ""


def international(bare: str) -> str:
    """With + and country; eleven digits that begin with 1 are the mainland's."""
    if bare.startswith("+"):
        return bare
    return f"+86{bare}" if _MAINLAND.match(bare) else f"+{bare.removeprefix('00')}"


def national(bare: str) -> str:
    """The mainland's numbers without their country."""
    return bare.removeprefix("+86") if _MAINLAND.match(bare.removeprefix("+86")) else bare


def without_signature(text: str, signature: str) -> str:
    """The text for a gateway that writes the signature in front of it itself, so that it never stands there twice.

    Raises ValueError, with words for staff, if the text begins with another signature.
    """
    if text.startswith(f"【{signature}】"):
        return text.removeprefix(f"【{signature}】")
    if text.startswith("【"):
        raise ValueError(
            _("the text begins with another signature than the gateway's; please make office.yml and the option agree")
        )
    return text
