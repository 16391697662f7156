"""Options in, one call, one sentence out. Heavy libraries are imported only by the command that needs them."""

from __future__ import annotations

import os
import sys

import click

from iki_excel import __version__
from iki_excel.cli import account, blanks, clock, commands, mail, mulai, outgoing, showing
from iki_excel.cli.group import ALL_WELL, cli
from iki_excel.cli.indonesian import refusal
from iki_excel.words import circles, pandas_alone, plain
from iki_excel.words.errors import IkiError

__all__ = ["__version__", "account", "blanks", "cli", "commands", "mail", "main", "mulai", "outgoing", "showing"]

COULD_NOT_RUN = 2

OBJECTS_BETWEEN_LOOKS = 1_000_000
"""A month makes fewer than these; after a whole year they are 2 MB more."""


def main() -> None:
    """The console command: exit status 0 all well, 1 done with galat or missing forms, 2 could not run."""
    circles.look_rarely(OBJECTS_BETWEEN_LOOKS)
    pandas_alone.leave_out_pyarrow()
    for stream in (sys.stdout, sys.stderr):
        plain.make_patient(stream)
    try:
        status = cli.main(prog_name="iki", standalone_mode=False)
    except IkiError as error:
        status = _say_error(str(error))
    except click.ClickException as error:
        status = _say_error(refusal(error))
    except (KeyboardInterrupt, click.Abort):
        status = _say_error("Dihentikan.")
    except Exception as error:
        status = _say_broken(error)
    sys.exit(status if isinstance(status, int) else ALL_WELL)


def _say_broken(error: Exception) -> int:
    """Without a console no output can fail, and a traceback is seen by nobody: the browser tells that there was one."""
    if sys.stderr is None:
        from iki_excel.cli import unseen

        unseen.tell_broken(error, clock.printed())
        return COULD_NOT_RUN
    if isinstance(error, OSError):
        return _say_no_more(error)
    raise error


def _say_no_more(reason: OSError) -> int:
    """Whoever reads our output has seen enough, or it goes to a full disk: what is left unsaid is not tried again."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(reason, BrokenPipeError):
        return COULD_NOT_RUN
    return _say_error(f"Keluaran tidak dapat ditulis (galat sistem {reason.errno}). Periksa ruang dan hak tulisnya.")


def _say_error(sentence: str) -> int:
    if sys.stderr is None:
        from iki_excel.cli import unseen

        unseen.tell(sentence, clock.printed())
    else:
        click.echo(plain.clean(sentence), err=True)
    return COULD_NOT_RUN
