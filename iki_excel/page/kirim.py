"""The page Kirim: who gets what, one question more, and then it goes; or it is handed over, where there is no mail."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from iki_excel.page import frames, pembaruan
from iki_excel.page.answers import Answer, Download, NotThere, Page, See
from iki_excel.page.asking import Asked, Route, month_of
from iki_excel.page.jobs import Done, News, Stopped
from iki_excel.page.letter_cards import (
    KINDS,
    MAIL,
    OUTBOX,
    Kind,
    all_by_hand,
    button_of,
    card,
    left_out,
    remarks_of,
    renewal_button,
    sentence_of,
)
from iki_excel.words.errors import MailError
from iki_excel.words.progress import Progress

if TYPE_CHECKING:
    from iki_excel.runs.mailing import Entry, Listing
    from iki_excel.words.periods import Periode

CHOSEN, FROM_LIST, SURE, QUESTION = "surat", "daftar", "pasti", "tanya"
"""Fields: the keys of letters; that there were boxes; that the answer was yes; which question it was."""

CHANGED = "Berkasnya berubah sejak halaman tadi dibuka, jadi belum ada yang dikirim atau dicatat. Ini daftar yang baru."
NONE_CHOSEN = "Belum ada surat yang dipilih. Beri centang pada surat yang mau dikirim, lalu tekan Lanjut."
NOTHING_LEFT = "Surat itu sudah diurus sebelumnya, jadi tidak dikirim lagi."


def shown(asked: Asked, periode: str, jenis: str) -> Answer:
    """Everybody whom letters of this kind are about."""
    kind, month = _kind(jenis), month_of(periode)
    listing = _listing(asked, month, kind)
    keys, known = asked.memory.questions.get(asked.query.get(QUESTION, ""), ()), listing.by_key()
    going = [known[key] for key in keys if key in known and known[key].may_go]
    if going and len(going) == len(keys) and not pembaruan.stale_among(asked, listing):
        return _question(kind, listing, going)
    return _list(asked, kind, listing)


def send(asked: Asked, periode: str, jenis: str) -> Answer:
    """Lead to the question, which has an address of its own; what was shown in it is sent, once it was answered."""
    kind, month = _kind(jenis), month_of(periode)
    listing = _listing(asked, month, kind)
    keys = _chosen(asked, listing)
    known = listing.by_key()
    if not all(key in known for key in keys) or pembaruan.stale_among(asked, listing):
        return _list(asked, kind, listing, CHANGED, 409)
    going = [known[key] for key in keys if known[key].may_go]
    if asked.field(SURE):
        return _post(asked, kind, listing, going, _mark(keys))
    if not going:
        return _list(asked, kind, listing, NONE_CHOSEN if listing.that("surat", "gagal") else "", 422)
    shown_keys = [one.kunci for one in going]
    asked.memory.ask(_mark(shown_keys), shown_keys)
    return See(f"{_address(month, kind)}?{QUESTION}={_mark(shown_keys)}")


def renew(asked: Asked, periode: str, jenis: str) -> Answer:
    """The act of handing out: blank forms that would be written otherwise now are, and then the letters are shown."""
    kind, month = _kind(jenis), month_of(periode)
    return pembaruan.renew(asked, pembaruan.months_of(_listing(asked, month, kind)), _address(month, kind))


def note(asked: Asked, periode: str, jenis: str) -> Answer:
    """Note that a person handed over what was shown."""
    kind, month = _kind(jenis), month_of(periode)
    listing = _listing(asked, month, kind)
    keys, known = asked.form.get(CHOSEN, ()), listing.by_key()
    if not keys or not all(key in known for key in keys):
        return _list(asked, kind, listing, CHANGED, 409)
    told = [known[key] for key in keys]
    left = [one for one in listing.entries if one.cara != "selesai" and one not in told]
    place, waktu = asked.place, asked.place.printed().astimezone()
    office = asked.office()

    def work(progress: Progress) -> Done:
        from iki_excel.runs.mailing import hand_over_entries

        rows = hand_over_entries(told, place.folder, office, waktu)
        _close_needless(asked, month)
        noted = News(f"{len(rows)} pesan dicatat sudah Anda sampaikan.", "Keliru? Urungkan di Kotak keluar", OUTBOX)
        said = noted if rows else "Pesan itu sudah tercatat sebelumnya."
        return Done(_address(month, kind) if left else f"/b/{month}", (said,))

    return asked.jobs.run("Mencatat", _address(month, kind), work, _mark(keys))


def attachment(asked: Asked, periode: str, jenis: str, kunci: str, nama: str) -> Answer:
    """A file as it goes with a letter, byte by byte."""
    listing = _listing(asked, month_of(periode), _kind(jenis))
    entry = listing.by_key().get(kunci)
    files = entry.letter.attachments if entry and entry.letter else ()
    for one in files:
        if one.name == nama:
            return Download(one.name, one.content)
    raise NotThere


def draft(asked: Asked, periode: str, jenis: str, kunci: str) -> Answer:
    """A letter for the mail program of the office to open and to send."""
    from iki_excel.runs.mailing.listing import draft_of

    entry = _listing(asked, month_of(periode), _kind(jenis)).by_key().get(kunci)
    found = draft_of(entry, asked.office().settings) if entry else None
    if found is None:
        raise NotThere
    return Download(*found)


# --- what is shown ----------------------------------------------------------------------------------------------------


def _list(asked: Asked, kind: Kind, listing: Listing, wrong: str = "", status: int = 200) -> Page:
    month, stale = listing.month, pembaruan.stale_among(asked, listing)
    data = {
        "kind": kind,
        "month": month,
        "address": _address(month, kind),
        "wrong": wrong,
        "news": asked.jobs.news(asked.query.get("kabar", "")),
        "sentence": pembaruan.said_of(stale) if stale else sentence_of(listing),
        "button": renewal_button(len(stale)) if stale else button_of(listing),
        "all_by_hand": [] if stale else all_by_hand(listing),
        "mail": "" if stale or listing.has_mail or listing.by_drafts or not listing.that("tangan") else MAIL,
        "remarks": remarks_of(listing),
        "cards": [] if stale else [card(one, kind, listing, number) for number, one in enumerate(listing.entries, 1)],
    }
    return Page("kirim.html", f"{kind.title}, {month.words}", data, _command(month, kind), _here(kind), month, status)


def _question(kind: Kind, listing: Listing, going: Sequence[Entry]) -> Page:
    month = listing.month
    data = {
        "going": going,
        "count": len(going),
        "month": month,
        "address": _address(month, kind),
        "notes": [*left_out(listing, going), *(remarks_of(listing) if kind.path == "hasil" else [])],
    }
    return Page("kirim_pasti.html", f"Kirim {len(going)} surat?", data, _command(month, kind), _here(kind), month)


def _address(month: Periode, kind: Kind) -> str:
    return f"/b/{month}/kirim/{kind.path}"


def _command(month: Periode, kind: Kind) -> str:
    return f"iki kirim --periode {month} --{kind.jenis}"


def _here(kind: Kind) -> str:
    return frames.HASIL if kind.path == "hasil" else frames.BULAN


# --- what is sent -----------------------------------------------------------------------------------------------------


def _post(asked: Asked, kind: Kind, listing: Listing, going: Sequence[Entry], mark: str) -> Answer:
    """These very letters, whatever becomes of the files meanwhile; ``mark``: of what was answered with yes."""
    place, waktu, month = asked.place, asked.place.printed().astimezone(), listing.month
    office = asked.office()

    def work(progress: Progress) -> Done:
        from iki_excel.page.sending_news import not_posted, posted_news, stopped_news
        from iki_excel.runs.mailing import changed_at, post_entries

        if not going:
            return Done(f"/b/{month}", (NOTHING_LEFT,))
        _close_needless(asked, month)
        try:
            posted = post_entries(listing, going, place.folder, office, waktu, progress=progress)
        except Stopped:
            return Done(f"/b/{month}", tuple(stopped_news(changed_at(place.folder, waktu))))
        except MailError as error:
            return Done(f"/b/{month}", (not_posted(error),))
        return Done(f"/b/{month}", tuple(posted_news(posted)))

    return asked.jobs.run("Mengirim surat", _address(month, kind), work, mark)


def _close_needless(asked: Asked, month: Periode) -> None:
    from iki_excel.runs.mailing import close_needless

    place, kept = asked.place, asked.memory.kept
    office, waktu = asked.office(), place.printed().astimezone()
    with kept.lock:
        close_needless(
            month, office, place.folder, waktu, place.today(), lambda one: kept.batch(place.folder, office, one)
        )


def _mark(keys: Sequence[str]) -> str:
    """Other letters are other work: whoever presses for them must not be led to what runs already."""
    return hashlib.sha256(" ".join(keys).encode()).hexdigest()[:8]


def _chosen(asked: Asked, listing: Listing) -> Sequence[str]:
    """The keys that were sent; of a page without boxes all that may go."""
    if CHOSEN in asked.form or asked.field(FROM_LIST) or asked.field(SURE):
        return asked.form.get(CHOSEN, ())
    return [one.kunci for one in listing.that("surat")]


def _kind(jenis: str) -> Kind:
    found: Mapping[str, Kind] = {one.path: one for one in KINDS}
    if jenis not in found:
        raise NotThere
    return found[jenis]


def _listing(asked: Asked, month: Periode, kind: Kind) -> Listing:
    from iki_excel.runs.mailing import list_letters

    place, kept = asked.place, asked.memory.kept
    office = asked.office()
    with kept.lock:
        return list_letters(
            month, kind.jenis, office, place.folder, place.today(), lambda one: kept.batch(place.folder, office, one)
        )


ROUTES = (
    Route("GET", "/b/<periode>/kirim/<jenis>", shown),
    Route("POST", "/b/<periode>/kirim/<jenis>", send),
    Route("POST", "/b/<periode>/kirim/<jenis>/perbarui", renew),
    Route("POST", "/b/<periode>/kirim/<jenis>/sampaikan", note),
    Route("GET", "/b/<periode>/kirim/<jenis>/<kunci>/<nama>", attachment),
    Route("GET", "/b/<periode>/draf/<jenis>/<kunci>", draft),
)
