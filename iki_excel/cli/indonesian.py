"""click in Indonesian: help, and refusals of what was typed after ``iki``."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from typing import Any

import click

from iki_excel.words import bahasa, periods
from iki_excel.words.errors import IkiError

ORDER = (
    "mulai", "template", "terima", "periksa", "migrasi", "proses", "buka", "kirim", "kotak-keluar", "surel",
    "kenapa", "buktikan", "contoh", "jelaskan", "katalog",
)  # fmt: skip
"""The commands in the order of a month's work."""


class Indonesian(click.Command):
    """A command whose help and refusals are Indonesian."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes.setdefault("options_metavar", "[PILIHAN]")
        attributes.setdefault("add_help_option", False)
        super().__init__(*args, **attributes)
        self.params.append(_help_option())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Arguments that nobody asked for are refused here, in Indonesian."""
        takes_more = ctx.allow_extra_args
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # so that the refusal can name the command
            raise
        if "periode" in ctx.params:
            _refuse_loose_month(ctx, [str(place) for place in ctx.params.get("places", rest)])
        if rest and not takes_more:
            surplus = bahasa.listing(f"“{argument}”" for argument in rest)
            raise IkiError(f"{surplus} tidak diperlukan. {_see(ctx)}")
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of the help."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Pemakaian: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options with their heading."""
        records = [
            (names, text.replace("[required]", "(wajib)"))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            for names, text in filter(None, [param.get_help_record(ctx)])
        ]
        with formatter.section("Pilihan"):
            formatter.write_dl(records)


class IndonesianGroup(Indonesian, click.Group):
    """The group of all commands."""

    command_class = Indonesian

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands with their first sentence."""
        Indonesian.format_options(self, ctx, formatter)
        with formatter.section("Perintah"):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(90)) for name in self.list_commands(ctx)])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a month's work, not of the alphabet."""
        return sorted(self.commands, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Refuse an unknown command with the nearest known one."""
        if args and args[0] not in self.commands:
            raise IkiError(f"Perintah “{args[0]}” tidak dikenal. {bahasa.nearest(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


def _help_option() -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()

    return click.Option(
        ["--help"], is_flag=True, expose_value=False, is_eager=True, callback=show, help="Tampilkan bantuan ini."
    )


def refusal(error: click.ClickException) -> str:
    """What click could not take, in Indonesian."""
    see = _see(error.ctx if isinstance(error, click.UsageError) else None)
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message()
        case click.NoSuchOption():
            return f"Pilihan “{error.option_name}” tidak dikenal.{_meant(error)} {see}"
        case click.MissingParameter():
            if isinstance(error.param, click.Argument):
                return f"Sebutkan {error.param.metavar}. {see}"
            names = error.param.opts[0] if error.param else "wajib"
            return f"Pilihan “{names}” harus diisi. {see}"
        case click.BadOptionUsage():
            wants = "tidak memakai" if _is_flag(error) else "memerlukan"
            return f"Pilihan “{error.option_name}” {wants} nilai. {see}"
        case _:
            return f"Perintah tidak dipahami. {see}"


def _meant(error: click.NoSuchOption) -> str:
    """The option that is near; that both begin with -- makes none so."""
    near = bahasa.near(error.option_name.lstrip("-"), [one.lstrip("-") for one in error.possibilities or ()])
    return f" Maksudnya “--{near}”?" if near else ""


def _refuse_loose_month(ctx: click.Context, words: Sequence[str]) -> None:
    """A month with a space in it and without quotes comes as words of their own: ``--periode Maret 2019``."""
    typed, loose = ctx.params["periode"], list(itertools.takewhile(_is_no_place, words))
    for count in range(len(loose), 0, -1):
        month = " ".join([*([typed] if typed else []), *loose[:count]])
        if periods.is_said(month):
            why = "terbaca terpisah. Beri tanda kutip" if typed else "adalah bulan. Tulis"
            raise IkiError(f'“{month}” {why}: {ctx.command_path} --periode "{month}".')


def _is_no_place(word: str) -> bool:
    return word == ".." or not os.path.exists(word)


def _see(ctx: click.Context | None) -> str:
    return f"Lihat “{ctx.command_path if ctx else 'iki'} --help”."


def _is_flag(error: click.BadOptionUsage) -> bool:
    options = error.ctx.command.params if error.ctx else []
    return any(error.option_name in part.opts and getattr(part, "is_flag", False) for part in options)
