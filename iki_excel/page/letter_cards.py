"""What the page Kirim says of each letter, above them all, and on its button."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from iki_excel.page.controls import anchor
from iki_excel.words import bahasa, moments
from iki_excel.words.frozen import frozen
from iki_excel.words.staff import for_staff

if TYPE_CHECKING:
    from iki_excel.delivery.outbox import Row
    from iki_excel.runs.mailing import Entry, Listing

MAIL, OFFICIALS, OUTBOX = "/pengaturan/surel", "/pengaturan/pejabat", "/kotak-keluar"


@frozen
class Kind:
    """One kind of letter: its word in addresses, that of the core (a kind of letter), and its title."""

    path: str
    jenis: str
    title: str


KINDS = (
    Kind("formulir", "formulir", "Kirim formulir kosong"),
    Kind("perbaikan", "perbaikan", "Kirim perbaikan"),
    Kind("pengingat", "ingatkan", "Kirim pengingat"),
    Kind("hasil", "hasil", "Kirim hasil"),
)

TOLD = {
    "terkirim": "Diterima server surat {kapan}.",
    "diserahkan": "Anda catat sudah disampaikan {kapan}.",
    "mengirim": "Sedang dikirim, atau terhenti di tengah jalan. Lihat Kotak keluar.",
    "tidak pasti": "Tidak pasti sampai. Putuskan di Kotak keluar.",
}
"""By a state of the outbox that counts as told."""

SHAPES = {"terkirim": "sah", "diserahkan": "sah", "tidak pasti": "lihat", "mengirim": "menunggu"}

LAST_LOOK = "Periksa daftarnya di bawah; sesudah ini masih ditanya sekali lagi."
ONE_BY_ONE = (
    "Untuk {siapa}: unduh lampirannya, salin pesannya, lalu kirim keduanya di percakapannya. Sesudah itu catat."
)
UNSET = "Surel kantor belum diatur, jadi semua disampaikan lewat WhatsApp."
BY_DRAFTS = "Unduh setiap surat siap kirim, buka dengan Outlook, lihat, lalu kirim dari sana; lampirannya sudah ada."
REFUSED = "Betulkan alamatnya, atau sampaikan lewat WhatsApp."
TRIAL = "Masa uji: surat baru boleh ke alamat kantor sendiri. Kirim surat uji dulu; yang mendesak dapat lewat WhatsApp."
ALL_TOLD = "Semua sudah disampaikan. Tidak ada yang perlu dikirim lagi."
NOT_BY_MAIL = "Tanpa alamat surel, jadi disampaikan sendiri sesudah ini: {siapa}."
NOT_CHOSEN = "Tidak ikut dikirim sekarang: {siapa}."
NOBODY = "Tidak ada yang perlu dikirim sekarang."


@frozen
class Button:
    """The orange button. ``way``: "lanjut" and "perbarui" send a form, "tautan" is a link to ``address``."""

    label: str
    way: str
    address: str = ""


@frozen
class Card:
    """A letter as it is shown. ``can_go``: whether there is a box, ``is_chosen``: whether that has its mark.

    ``keadaan`` and ``kind``: a state in words and its shape, "" for none; ``by_hand``: whether it is to be handed over,
    or may be; ``is_open``: whether that is what there is to do. ``further``: the words and the address of a link;
    ``draf``: where the letter for a mail program is, "" for none.
    """

    number: int
    entry: Entry
    jabatan: str
    alamat: str
    files: tuple[tuple[str, str], ...]
    can_go: bool
    is_chosen: bool
    keadaan: str
    kind: str
    by_hand: bool
    is_open: bool
    chat: str
    further: tuple[tuple[str, str], ...]
    draf: str


def card(entry: Entry, kind: Kind, listing: Listing, number: int) -> Card:
    """One letter."""
    from iki_excel.delivery.whatsapp import chat_link

    at = f"/b/{listing.month}/kirim/{kind.path}/{entry.kunci}"
    has_letter = entry.letter is not None
    keadaan, shape = _state(entry)
    return Card(
        number,
        entry,
        entry.nama if entry.pejabat else "",
        entry.alamat or ("tanpa alamat surel" if _writes(listing) else ""),
        tuple((name, f"{at}/{name}" if has_letter else "") for name in entry.berkas),
        entry.may_go and bool(listing.that("surat")),
        entry.cara == "surat",
        keadaan,
        shape,
        has_letter and entry.cara != "selesai",
        entry.cara == "tangan",
        chat_link(entry.whatsapp, entry.pesan),
        tuple(_further(entry, listing)),
        f"/b/{listing.month}/draf/{kind.path}/{entry.kunci}" if _has_draft(entry, listing) else "",
    )


def _writes(listing: Listing) -> bool:
    """Whether people get mail, from this program or from another."""
    return listing.has_mail or listing.by_drafts


def _has_draft(entry: Entry, listing: Listing) -> bool:
    return listing.by_drafts and entry.cara == "tangan" and entry.letter is not None and bool(entry.alamat)


def _state(entry: Entry) -> tuple[str, str]:
    row = entry.row
    if entry.cara == "selesai" and row is not None:
        return TOLD[row.keadaan].format(kapan=moments.words(row.diubah)), SHAPES[row.keadaan]
    if entry.cara == "gagal" and row is not None:
        return f"Ditolak. {why_refused(row)}", "salah"
    if entry.cara == "tertahan":
        return "Menunggu surat uji.", "menunggu"
    if row is not None and row.jawaban:
        return f"Belum terkirim. {for_staff(row.jawaban)}".strip(), "menunggu"
    return "", ""


def why_refused(row: Row) -> str:
    """Why no server took a letter, for whoever sends it."""
    return for_staff(row.jawaban) or "Server surat menolaknya."


def _further(entry: Entry, listing: Listing) -> Iterator[tuple[str, str]]:
    """Where something is to be decided, or mended."""
    if entry.cara == "selesai" and entry.row is not None and entry.row.keadaan in ("tidak pasti", "mengirim"):
        yield "Buka Kotak keluar", f"{OUTBOX}#surat-{entry.row.nomor}"
    if entry.cara == "selesai" and entry.row is not None and entry.row.keadaan == "diserahkan":
        yield "Ternyata belum? Urungkan", f"{OUTBOX}#surat-{entry.row.nomor}"
    if entry.cara == "gagal":
        yield "Betulkan alamat", address_field(entry.kode)
    if entry.cara == "tangan" and _writes(listing) and not entry.alamat:
        yield "Isi alamat surel", address_field(entry.kode)
    if entry.cara == "tangan" and not entry.whatsapp:
        yield "Isi nomor WhatsApp", _field(OFFICIALS, f"pejabat.{entry.kode}.whatsapp")


def address_field(kode: str) -> str:
    """Where the address of a recipient is typed; of whoever gets copies with the mail of the office."""
    is_copied = kode.startswith("tembusan-")
    return _field(MAIL, "surel.tembusan") if is_copied else _field(OFFICIALS, f"surel.alamat.{kode}")


def _field(page: str, key: str) -> str:
    return f"{page}#{anchor(key)}"


# --- above all --------------------------------------------------------------------------------------------------------


def sentence_of(listing: Listing) -> str:
    """How many leave in which way, and what comes next."""
    if not listing.entries:
        return NOBODY
    mail, hand = listing.that("surat"), listing.that("tangan")
    drafts = [one for one in hand if _has_draft(one, listing)]
    held, refused = listing.that("tertahan"), listing.that("gagal")
    counted = [
        f"{len(mail)} surat siap" if mail else "",
        f"{len(drafts)} surat siap kirim" if drafts else "",
        f"{len(hand) - len(drafts)} {_without_mail(listing)}" if len(hand) > len(drafts) else "",
        f"{len(held)} surat menunggu surat uji" if held else "",
        f"{len(refused)} surat ditolak" if refused else "",
    ]
    said = "; ".join(filter(None, counted))
    if not said:
        return ALL_TOLD
    advice = [
        "" if _writes(listing) else UNSET,
        BY_DRAFTS if drafts else "",
        ""
        if drafts and len(drafts) == len(hand)
        else _advice(listing, "yang lain" if drafts else "setiap orang di bawah"),
    ]
    return " ".join(filter(None, [f"{said}.", *advice]))


def _advice(listing: Listing, by_hand: str) -> str:
    """What comes next, by the first that holds. ``by_hand``: who is told by a person."""
    one_by_one = ONE_BY_ONE.format(siapa=by_hand)
    said = ((LAST_LOOK, "surat"), (TRIAL, "tertahan"), (REFUSED, "gagal"), (one_by_one, "tangan"))
    return next((sentence for sentence, cara in said if listing.that(cara)), "")


def _without_mail(listing: Listing) -> str:
    return "orang tanpa surel, lewat WhatsApp" if _writes(listing) else "pesan siap disampaikan"


def button_of(listing: Listing) -> Button:
    """The next sensible act on this page."""
    hand = listing.that("tangan")
    if listing.that("surat"):
        return Button("Lanjut", "lanjut")
    if listing.that("tertahan"):
        return Button("Kirim surat uji", "tautan", MAIL)
    refused = listing.that("gagal")
    if refused:
        return Button("Betulkan alamat", "tautan", address_field(refused[0].kode))
    if hand:
        label = "Mulai dari yang pertama" if len(hand) > 1 else "Ke pesannya"
        return Button(label, "tautan", f"#orang-{listing.entries.index(hand[0]) + 1}")
    return Button(f"Kembali ke {listing.month.words}", "tautan", f"/b/{listing.month}")


def left_out(listing: Listing, going: Collection[Entry]) -> list[str]:
    """Who is not among those that get a letter now and was not told yet, and in which way they can be."""
    others = [one for one in listing.entries if one.cara != "selesai" and one not in going]
    by_hand = bahasa.listing(one.kepada for one in others if one.cara == "tangan")
    unchosen = bahasa.listing(one.kepada for one in others if one.cara != "tangan")
    return [
        *([NOT_BY_MAIL.format(siapa=by_hand)] if by_hand else []),
        *([NOT_CHOSEN.format(siapa=unchosen)] if unchosen else []),
    ]


def renewal_button(count: int) -> Button:
    """The same while blank forms would be written otherwise now."""
    return Button(f"Perbarui {count} formulir kosong", "perbarui")


def all_by_hand(listing: Listing) -> list[str]:
    """The keys of all that a person hands over, where there are several and nothing is sent: noted at once."""
    hand = listing.that("tangan")
    return [one.kunci for one in hand] if len(hand) > 1 and not listing.that("surat", "tertahan", "gagal") else []


def remarks_of(listing: Listing) -> list[str]:
    """Why others are not among them."""
    return [said for one in listing.remarks if (said := for_staff(one))]
