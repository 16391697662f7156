"""The commands for what goes out: options in, one call, lines out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iki_excel.cli import asking, clock, many
from iki_excel.cli.group import (
    ALL_WELL,
    DONE_WITH_ERRORS,
    EXAMPLES,
    READING,
    catalog_option,
    cli,
    say,
    units_option,
    workers_option,
)
from iki_excel.cli.waiting import waiting
from iki_excel.words import periods
from iki_excel.words.errors import IkiError, OutputError
from iki_excel.words.folders import FORMS
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from iki_excel.runs.mailing import Asked, Proposal
    from iki_excel.runs.office import Office

NOMOR = "NOMOR"
SENDING = "Mengirim surat"


@cli.command()
@click.option("--periode", metavar="BULAN", help=f"Bulannya, {EXAMPLES}; bawaan bulan lalu dan bulan ini.")
@click.option("--formulir", is_flag=True, help="Formulir kosong, kepada yang belum mengirim.")
@click.option("--perbaikan", is_flag=True, help="Salinan bertanda, kepada yang formulirnya perlu diperbaiki.")
@click.option("--ingatkan", is_flag=True, help="Pengingat, kepada yang belum mengirim apa pun.")
@click.option("--hasil", is_flag=True, help="Rekap kepada pimpinan dan tembusan, rapor kepada setiap pejabat.")
@click.option("--jabatan", multiple=True, metavar="KODE", help="Hanya kepada jabatan ini; boleh diulang.")
@click.option("--ya", is_flag=True, help="Kirim tanpa bertanya lagi.")
@click.option("--pratinjau", is_flag=True, help="Tulis surat siap kirim (.eml) dan pesannya saja; tidak mengirim.")
@click.option("--diserahkan", is_flag=True, help="Catat sudah disampaikan sendiri, misalnya lewat WhatsApp.")
@units_option
@workers_option
@catalog_option
def kirim(
    periode: str | None,
    jabatan: tuple[str, ...],
    units: tuple[str, ...],
    pekerja: int | None,
    ya: bool,
    pratinjau: bool,
    diserahkan: bool,
    katalog: Path | None,
    **kinds: bool,
) -> int:
    """Kirim yang sekarang perlu dikirim: formulir, perbaikan, pengingat, atau hasil.

    Tanpa pilihan jenis diusulkan semua yang sudah waktunya, lalu ditanyakan sekali. Yang sudah terkirim tidak dikirim
    lagi. Setiap surat juga ditulis di folder pesan, siap ditempel di WhatsApp.
    """
    from iki_excel.cli import proposals
    from iki_excel.runs import mailing, office

    if pratinjau and diserahkan:
        raise IkiError("Pilih salah satu: --pratinjau atau --diserahkan. Lihat “iki kirim --help”.")
    named, offices = [kind for kind, is_asked in kinds.items() if is_asked], office.load_all(katalog)
    if not offices.is_one:
        how = {"is_sure": ya, "only_drafts": pratinjau, "by_hand": diserahkan}
        places = [Path(FORMS)] if Path(FORMS).is_dir() else []
        over = many.Asked(places, offices, office.chosen(offices, units), pekerja, simpanan=True)
        return _send_of_many(over, periode, named, jabatan, katalog, **how)
    loaded, now, folder = office.the_one(office.chosen(offices, units)), clock.now(), Path()
    say(proposals.settled_lines(*mailing.settle(folder, loaded, now)))
    asked = _asked(periode, named, jabatan, loaded)
    with waiting() as line:
        proposal = mailing.propose(asked, loaded, folder, clock.today(), progress=line.of(READING))
    has_mail = loaded.settings.surel.keluar is not None
    say(proposals.proposal_lines(proposal, loaded.settings, has_mail=has_mail))
    if not (proposal.letters or proposal.again):
        _close_others(proposal, asked, now)
        return DONE_WITH_ERRORS if proposal.undecided else ALL_WELL
    if diserahkan:
        return _hand_over(proposal, asked, loaded, now, is_sure=ya)
    all_of = proposal.needed.periode if asked.is_for_all else ()
    pasted = mailing.paste(proposal.letters, folder, loaded.settings, drafts=pratinjau, all_of=all_of)
    say(proposals.pasted_lines(pasted, proposal.letters, has_mail=has_mail))
    if pratinjau:
        return ALL_WELL
    return _post(proposal, asked, katalog, now, is_sure=ya) if has_mail and proposal.by_mail else DONE_WITH_ERRORS


def _send_of_many(
    over: many.Asked,
    periode: str | None,
    kinds: Sequence[str],
    jabatan: Sequence[str],
    katalog: Path | None,
    **how: bool,
) -> int:
    from iki_excel.cli import saying
    from iki_excel.cli.outgoing_units import Manner, Sending
    from iki_excel.runs import current_month, office
    from iki_excel.runs.units.mailing import Wish

    said = None
    if periode is not None:
        months = current_month.to_process_for_all(periode, over.places, over.offices, clock.today())
        say(saying.to_process_lines(months))
        said = months.months[-1]
    wish = Wish(said, tuple(kinds), tuple(jabatan), clock.today())
    reload = partial(office.load_all, katalog)
    return Sending(Path(), over, wish, clock.now(), reload).run(Manner(**how))


def _close_others(proposal: Proposal, asked: Asked, waktu: dt.datetime) -> None:
    """Only where somebody looked at all that is due is it known what is needed no more."""
    from iki_excel.runs import outbox

    if asked.is_for_all:
        outbox.close_others(Path(), proposal.needed, waktu)


def _asked(periode: str | None, kinds: Sequence[str], jabatan: Sequence[str], office: Office) -> Asked:
    """What is asked for; the months that are said, as of any other command, or those that letters may be about."""
    from iki_excel.cli import saying
    from iki_excel.runs import current_month, mailing

    said = None
    if periode is not None:
        chosen = current_month.to_process(periode, [Path(FORMS)], *office, clock.today())
        say(saying.to_process_lines(chosen))
        said = chosen.months[-1]
    return mailing.asked_for(said, kinds, jabatan, office.settings, Path(), clock.today())


def _hand_over(proposal: Proposal, asked: Asked, office: Office, waktu: dt.datetime, *, is_sure: bool) -> int:
    """Where there is mail, only who has no address is told by hand, unless somebody is named."""
    from iki_excel.cli import proposals
    from iki_excel.runs import outbox

    by_hand = proposal.letters
    if office.settings.surel.keluar is not None and not asked.jabatan:
        by_hand = tuple(one for one in proposal.letters if not one.kepada.alamat)
        say(proposals.not_by_hand_lines(len(proposal.letters) - len(by_hand)))
    if not by_hand or not (is_sure or asking.confirmed(proposals.of_handing_over(by_hand))):
        say(proposals.NOT_NOTED)
        return DONE_WITH_ERRORS
    say(proposals.handed_over_lines(outbox.hand_over(by_hand, Path(), office.settings, waktu)))
    return ALL_WELL


def _post(proposal: Proposal, asked: Asked, katalog: Path | None, waktu: dt.datetime, *, is_sure: bool) -> int:
    """What iki.toml says is read again: while the question stood it may have been mended."""
    from iki_excel.cli import proposals
    from iki_excel.runs import mailing, office

    if not (is_sure or asking.confirmed(proposals.question(proposal.by_mail))):
        say(proposals.NOT_SENT)
        return DONE_WITH_ERRORS
    _close_others(proposal, asked, waktu)
    try:
        with waiting() as line:
            posted = mailing.post(
                proposal.letters,
                proposal.again,
                Path(),
                office.load_all(katalog),
                waktu,
                is_named=not asked.is_for_all,
                progress=line.of(SENDING),
            )
    except (KeyboardInterrupt, click.Abort, OutputError):
        say(proposals.stopped_lines(mailing.changed_at(Path(), waktu)))
        raise
    say(proposals.posted_lines(posted))
    if posted.sent.error:
        raise posted.sent.error
    return ALL_WELL if posted.is_all_done else DONE_WITH_ERRORS


@cli.command("kotak-keluar")
@click.option("--periode", metavar="BULAN", help=f"Hanya surat bulan ini, {EXAMPLES}.")
@click.option(
    "--sampai", multiple=True, metavar=NOMOR, help="Surat ini sudah sampai, juga dengan cara lain; boleh diulang."
)
@click.option("--kirim-lagi", multiple=True, metavar=NOMOR, help="Surat ini dikirim lagi; boleh diulang.")
@units_option
def kotak_keluar(
    periode: str | None, sampai: tuple[str, ...], kirim_lagi: tuple[str, ...], units: tuple[str, ...]
) -> int:
    """Tampilkan setiap surat: terkirim, ditolak, siap, atau tidak pasti.

    Surat yang tidak pasti tidak dikirim lagi sebelum Anda menjawab: sudah sampai, atau kirim lagi. Juga yang sudah
    terkirim dapat diminta dikirim lagi.
    """
    from iki_excel.cli import outbox_lines
    from iki_excel.runs import outbox

    now, folder = clock.now(), Path()
    chosen = None if periode is None else _periode(periode, now.year)
    answered = outbox.answer(folder, _numbers(sampai), _numbers(kirim_lagi), now) if sampai or kirim_lagi else []
    rows = [one for one in outbox.look(folder, chosen) if not units or one.unit in units]
    say(outbox_lines.answered_lines(answered))
    say(outbox_lines.outbox_lines(rows))
    return DONE_WITH_ERRORS if any(one.keadaan in outbox.FOR_A_PERSON for one in rows) else ALL_WELL


def _periode(text: str, year: int) -> Periode:
    return periods.said_span(text, year) or periods.said(text, year)


def _numbers(texts: Iterable[str]) -> list[int]:
    for text in texts:
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise IkiError(f"Nomor “{text}” tidak dikenal. Tulis angkanya saja, misalnya 12; lihat “iki kotak-keluar”.")
    return [int(text) for text in texts]
