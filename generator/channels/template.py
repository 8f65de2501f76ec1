"""A channel's template, compiled once and filled in for every record."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Context

from generator.channels.plain_markdown import plain_markdown


class Template:
    """One `.j2` file of a channel. Plain text is not HTML, and nothing in it is escaped; `.html.j2` escapes all, and
    in `.md.j2` nothing that a record says is markup."""

    def __init__(self, folder: Path, name: str) -> None:
        """Raises jinja2.TemplateError if it cannot be compiled."""
        self._compiled = _environment(folder, name.endswith(".md.j2")).get_template(name)
        self._context: Context = self._compiled.new_context({}, shared=True)

    def fill(self, offered: dict[str, Any], names: dict[str, Any]) -> str:
        """The text, without line ends at its ends; the template may use `offered`, and `names`, which go before.

        Raises whatever the template raises, with a traceback that shows the template's own lines.
        """
        # What Template.render does, but for making a context anew each time, which takes as long as a short text.
        context = self._context
        context.parent = offered
        context.vars = {**names}
        context.exported_vars.clear()
        try:
            return "".join(self._compiled.root_render_func(context)).strip("\n")
        except Exception:
            self._compiled.environment.handle_exception()


class _Context(Context):
    """Calls what a template calls, and no more: Jinja2 first asks of every function whether it wants the context."""

    @staticmethod
    def call(
        function: Callable[..., Any], *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        return function(*args, **named)


@lru_cache(maxsize=64)
def _environment(folder: Path, markdown: bool) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder, encoding="utf-8"),
        autoescape=lambda name: ".html" in (name or ""),  # noqa: S701 (text is not HTML)
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=plain_markdown if markdown else None,
    )
    environment.context_class = _Context
    environment.getattr = _attribute(environment.getattr)  # type: ignore[assignment, method-assign]
    return environment


def _attribute(usual: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Looks for an attribute first as Python does, and only then as Jinja2 does, which costs several times as much."""

    def attribute(value: Any, name: str) -> Any:
        try:
            return getattr(value, name)
        except AttributeError:
            return usual(value, name)

    return attribute
