"""What states and purposes are called."""

from __future__ import annotations

from generator.delivery.message import Purpose
from generator.delivery.states import State
from generator.language import _


def states() -> dict[State, str]:
    """The words for the states of a delivery."""
    return {
        State.DRAFT: _("draft"),
        State.APPROVED: _("approved"),
        State.QUEUED: _("queued"),
        State.SENDING: _("being sent"),
        State.ACCEPTED: _("accepted"),
        State.DELIVERED: _("delivered"),
        State.REFUSED: _("refused"),
        State.BOUNCED: _("bounced"),
        State.UNKNOWN: _("unknown"),
        State.CANCELLED: _("cancelled"),
    }


def purposes() -> dict[Purpose, str]:
    """The words for what a message is for."""
    return {"publish": _("news"), "correct": _("correction"), "retract": _("take-back")}
