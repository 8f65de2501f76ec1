"""The command line: reads the arguments, runs the verb. This module alone prints, asks and knows the day."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from generator import language
from generator.arguments import asked_for, parser_of
from generator.language import _
from generator.verbs.verb import DONE, MISUSE, PROBLEMS, Console, Faulty, Misuse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may be GBK
    language.choose(language.asked_for(given, os.environ))
    options = parser_of(datetime.datetime.now().astimezone().date(), asked_for(given)).parse_args(given)
    try:
        code: int = options.verb.run(options, _console())
        sys.stdout.flush()
    except Faulty:
        return PROBLEMS
    except (KeyboardInterrupt, EOFError):
        _warn(_("stopped; the site is as it was"))
    except BrokenPipeError:  # nobody reads on, as behind `| head`
        with suppress(BrokenPipeError):
            sys.stdout.close()
        return DONE
    except Exception as error:
        from generator.refusals import refusal

        said = _("error: {what}").format(what=error) if isinstance(error, Misuse) else refusal(error)
        if not said:
            raise  # a mistake of this program, which its traceback helps to find
        _warn(said)
    else:
        return code
    return MISUSE


def _console() -> Console:
    return Console(
        say=_say,
        warn=_warn,
        write=_write,
        read=_read,
        ask=input if sys.stdin.isatty() else None,
        draw=partial(print, end="", file=sys.stderr, flush=True) if sys.stderr.isatty() else None,
        terminal=sys.stdout.isatty(),
    )


def _say(text: str) -> None:
    if text:
        print(text)


def _warn(text: str) -> None:
    if text:
        print(text, file=sys.stderr)


def _write(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _read() -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    return stream.read() if stream else sys.stdin.read().encode()
