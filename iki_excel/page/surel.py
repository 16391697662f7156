"""The office's own mail on its tab of Pengaturan: how it stands, its password, and the letter to itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from iki_excel.page.answers import Answer, See
from iki_excel.page.asking import Asked, Route
from iki_excel.page.controls import Control, Told
from iki_excel.page.desk import Desk, desk_of, groups_on, tab_page
from iki_excel.page.jobs import Done, News
from iki_excel.page.memory import Awaited
from iki_excel.words import moments
from iki_excel.words.errors import MailError
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress

if TYPE_CHECKING:
    from iki_excel.decree.surel import Surel
    from iki_excel.runs.account import Known
    from iki_excel.runs.office import Office

TAB = "/pengaturan/surel"
FAILED = f"{TAB}?gagal=ya"

SANDI, KODE = "sandi", "kode"
"""The two fields that are no settings: neither is ever shown again."""

NO_ACCOUNT = "Isi alamat surel kantor, lalu simpan."
NO_SERVER = "Alamat sudah ada, server belum. Isi juga servernya; tanyakan kepada pengelola surel kantor."
BY_DRAFTS = (
    "Microsoft (Outlook, Hotmail) tidak lagi menerima surat dari program. Di halaman Kirim ada surat siap kirim untuk "
    "setiap orang: unduh, buka dengan Outlook, lihat, lalu kirim dari sana."
)
NO_KEYRING = (
    "Tempat sandi komputer ini tidak dapat dipakai, jadi sandi belum dapat disimpan. Mintalah bantuan kepada yang "
    "memasang IKI. Selain mengirim surel, semuanya tetap berjalan: pesan dapat ditempel di WhatsApp."
)
NO_MAILBOX_READER = (
    "Kotak surat belum dapat dibaca dari komputer ini. Mintalah bantuan kepada yang memasang IKI; pesan tetap dapat "
    "ditempel di WhatsApp."
)
EMPTY = "Sandinya masih kosong. Ketik atau tempel sandinya."
STORED = "Server menerima sandi {pengguna}. Sandinya disimpan di tempat sandi komputer ini."
CODE_SENT = "Surat uji dikirim ke {dari}. Buka surat itu, lalu ketik kodenya di bawah."
ARRIVED = "Tersampaikan: surat uji terbaca kembali di {dari}. Surat kini boleh dikirim ke semua alamat."
WRONG_CODE = "Kode itu bukan yang ada di surat uji terakhir. Lihat juga folder Spam. Masih boleh dicoba {left} kali."
NO_CODE_LEFT = "Kode itu juga bukan yang dikirim. Kirim surat uji lagi; kode yang lama tidak berlaku lagi."

FOR_STAFF = {
    " Menyimpannya: “iki surel --atur”.": "",
    "lalu jalankan “iki surel --uji” lagi": "lalu kirim surat uji lagi",
    "jalankan “iki surel --atur”": "simpan sandinya",
    " di [surel], iki.toml": " di halaman ini",
    ", [surel], iki.toml": " di halaman ini",
    " di iki.toml": " di halaman ini",
    "tulis imap_port = 993": "isi pintu kotak surat 993",
    "Tulis imap_port = 993": "Isi pintu kotak surat 993",
    "Tulis port = 465": "Isi pintu 465",
    'coba keamanan = "tls"': "pilih pengamanan TLS",
    'coba keamanan = "starttls"': "pilih pengamanan STARTTLS",
    ' dan tulis di [surel], misalnya sertifikat = "kantor.pem"': " dan isi namanya di Berkas sertifikat",
}
"""What is said of iki.toml and of commands, and of this page."""


@frozen
class Mail:
    """How the office's mail stands. ``keadaan``: its state in a few words, ``langkah``: what to do now, a sentence;
    ``utama``: which of the three buttons is the next act: SIMPAN, SANDI, UJI, or none.
    """

    keadaan: str
    kind: str
    langkah: str
    utama: str
    dari: str
    sandi: Control | None
    sandi_ada: str
    kode: Control | None
    dapat_diuji: bool
    news: tuple[str | News, ...]
    has_failed: bool


SIMPAN, UJI = "simpan", "uji"


def mail_on(desk: Desk, galat: dict[str, str] | None = None) -> Mail | None:
    """How the mail stands now, None on another tab and while iki.toml is wrong; ``galat``: what is wrong with a
    password or a code that was sent.
    """
    return _state(desk.asked, desk.office, galat or {}) if desk.tab == "surel" and desk.office else None


def _state(asked: Asked, office: Office, faults: dict[str, str]) -> Mail:
    from iki_excel.runs import account

    known = account.look(office.settings, office.catalog, asked.place.folder)
    own = known.account
    keadaan, kind, langkah, utama = _told(known)
    awaited = asked.memory.awaited
    waits = awaited is not None and awaited.account == own
    return Mail(
        keadaan,
        kind,
        langkah,
        utama,
        own.dari,
        _password_field(known, faults.get(SANDI, "")) if _may_type(known) else None,
        _where_kept(known.sandi),
        Control(KODE, "Kode enam angka", galat=faults.get(KODE, ""), has_focus=True) if waits else None,
        bool(known.sandi) and not own.lacking,
        asked.jobs.news(asked.query.get("kabar", "")),
        "gagal" in asked.query,
    )


def _told(known: Known) -> tuple[str, str, str, str]:
    from iki_excel.decree.servers import is_address_at_microsoft

    own = known.account
    if own.lacking:
        if is_address_at_microsoft(own.dari):
            return "Lewat Outlook", "sah", BY_DRAFTS, ""
        return "Belum diatur", "kosong", NO_SERVER if own.dari else NO_ACCOUNT, SIMPAN
    if known.catatan:
        return "Sandi belum dapat disimpan", "salah", NO_KEYRING, ""
    if not known.sandi:
        return (
            "Sandi belum ada",
            "belum",
            f"Ketik sandi{' aplikasi' if own.sandi else ''} {own.pengguna} di bawah, lalu simpan.",
            SANDI,
        )
    if not known.dibaca:
        return "Masa uji", "belum", f"Sampai surat uji terbaca kembali, surat hanya dikirim ke {own.dari}.", UJI
    return "Siap dipakai", "sah", f"Surat uji terbaca kembali {moments.words(known.dibaca)}.", ""


def _may_type(known: Known) -> bool:
    from iki_excel.runs.account import FROM_ENVIRONMENT

    return not known.account.lacking and not known.catatan and known.sandi != FROM_ENVIRONMENT


def _password_field(known: Known, galat: str) -> Control:
    label = "Sandi aplikasi" if known.account.sandi else "Sandi"
    hint = known.account.sandi or f"Sandi untuk masuk sebagai {known.account.pengguna}."
    return Control(SANDI, label, petunjuk=hint, jenis="password", galat=galat, has_focus=not known.sandi)


def _where_kept(sandi: str) -> str:
    from iki_excel.runs.account import FROM_ENVIRONMENT, FROM_KEYRING

    words = {FROM_KEYRING: "Sudah disimpan di komputer ini.", FROM_ENVIRONMENT: "Sudah diatur oleh yang memasang IKI."}
    return words.get(sandi, "Belum ada.")


# --- what its buttons do ----------------------------------------------------------------------------------------------


def store_password(asked: Asked) -> Answer:
    """Try whether the server takes a password, and put it into the keyring."""
    own, typed = _account(asked), asked.field(SANDI)
    if not typed.strip():
        return _again(asked, {SANDI: EMPTY})

    def work(_: Progress) -> Done:
        from iki_excel.runs import account

        try:
            account.set_password(own, lambda: typed)
        except MailError as reason:
            return Done(FAILED, (for_staff(reason),))
        return Done(TAB, (STORED.format(pengguna=own.pengguna),))

    return asked.jobs.run("Mencoba sandi", TAB, work, typed)


def try_out(asked: Asked) -> Answer:
    """Send a letter to the office itself, and see it arrive in its mailbox; without one its code is to be typed."""
    own, place = _account(asked), asked.place
    moment = place.printed()

    def work(progress: Progress) -> Done:
        from iki_excel.runs import account

        trial = account.Trial.new(moment, str)
        try:
            if own.masuk is None:
                account.send_code(own, trial)
                asked.memory.awaited = Awaited(own, trial, account.MOST_CODES)
                return Done(TAB, (CODE_SENT.format(dari=own.dari),))
            account.try_out(own, trial, place.folder, progress=progress)
        except MailError as reason:
            return Done(FAILED, (for_staff(reason),))
        return Done(TAB, (ARRIVED.format(dari=own.dari),))

    return asked.jobs.run("Mengirim surat uji", TAB, work)


def take_code(asked: Asked) -> Answer:
    """The code that stood in the letter ends the trial, too."""
    own, awaited = _account(asked), asked.memory.awaited
    if awaited is None or awaited.account != own:
        return See(TAB)
    if not awaited.trial.is_code(asked.field(KODE)):
        left = awaited.left - 1
        asked.memory.awaited = replace(awaited, left=left) if left else None
        return _again(asked, {KODE: WRONG_CODE.format(left=left)} if left else {}, "" if left else NO_CODE_LEFT)
    from iki_excel.runs import account

    account.end_trial(own, asked.place.printed(), asked.place.folder)
    asked.memory.awaited = None
    return See(f"{TAB}?simpan=uji")


def _again(asked: Asked, galat: dict[str, str], sentence: str = "") -> Answer:
    """The tab with what is wrong with what was typed on it."""
    desk = desk_of(asked, "surel")
    links = tuple(galat.items())
    title = "1 isian perlu dibetulkan" if links else "Belum berhasil"
    told = Told(title, links, (sentence,) if sentence else ())
    return tab_page(desk, groups_on(desk), mail_on(desk, galat), told, 422)


def _account(asked: Asked) -> Surel:
    return asked.office().settings.surel


def for_staff(reason: MailError) -> str:
    """What went wrong, for somebody who sees this page and no file and no command."""
    from iki_excel.delivery.mailbox import NO_EXTRA
    from iki_excel.delivery.password import NO_KEYRING as KEYRING_OF_FILES

    sentence = str(reason).replace(NO_EXTRA, NO_MAILBOX_READER).replace(KEYRING_OF_FILES, NO_KEYRING)
    for said, shown in FOR_STAFF.items():
        sentence = sentence.replace(said, shown)
    return f"{sentence[:1].upper()}{sentence[1:]}"


ROUTES = (
    Route("POST", "/pengaturan/surel/sandi", store_password),
    Route("POST", "/pengaturan/surel/uji", try_out),
    Route("POST", "/pengaturan/surel/kode", take_code),
)
