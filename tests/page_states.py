"""Every page in each of its states, a row each: which folder, which day, which address, and what is done there first.

The folders are made once; whoever looks at a state gets a copy of one, which a look may change.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import keyring

from iki_excel.delivery import journal, outbox, password
from iki_excel.delivery.answers import RECIPIENT, Answer, refusal
from iki_excel.forms.layout import form_path
from iki_excel.page.answers import Nothing, Page
from iki_excel.page.asking import Asked, Route
from iki_excel.page.jobs import Done
from iki_excel.page.web import ROUTES
from iki_excel.runs import office
from iki_excel.runs import outbox as outboxes
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.month import process_to
from iki_excel.words.folders import EVIDENCE, FORMS, INBOX, OUTBOX, RESULTS
from iki_excel.words.moments import WIB
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress
from iki_excel.workbooks import saving
from tests import kecil, keyrings, kiriman
from tests.browser import Served, Window, Windows, served
from tests.forms import edited
from tests.page_mail import end_trial
from tests.page_office import TODAY, office_in
from tests.posting import letter

NAME = "Kelurahan Contoh"
"""How the folder is called, as the foot of a page says it."""
MONTH = Periode("2019-03")
B = f"/b/{MONTH}"
CAME = dt.datetime(2019, 4, 2, 8, tzinfo=WIB)
LATE = dt.date(2019, 4, 9)

WITH_MAIL = """
[surel]
server = "surel.contoh.example"
port = 587
keamanan = "starttls"
imap = "surel.contoh.example"
imap_port = 993
pengguna = "kantor@contoh.example"
dari = "kantor@contoh.example"

[surel.alamat]
pimpinan = "pimpinan@contoh.example"
umum = "umum@contoh.example"
pelayanan = "pelayanan@contoh.example"
"""
"""Two of three have an address, so that there is somebody who can only be told in another way."""

# --- folders ----------------------------------------------------------------------------------------------------------


@functools.cache
def _root() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="iki-keadaan-", ignore_cleanup_errors=True)


@functools.cache
def folder_of(name: str) -> Path:
    """The folder of this name, as MAKE says how it comes to be."""
    before, make = MAKE[name]
    folder = Path(_root().name) / name / NAME
    if before:
        shutil.copytree(folder_of(before), folder)
    else:
        folder.mkdir(parents=True)
    make(folder)
    return folder


def blanks(folder: Path) -> None:
    write_blanks(*office.load(None, folder), [MONTH], folder / FORMS)


def put(folder: Path, *whats: str) -> None:
    """Lay forms into their month, each told as ``umum 2019-03 7``."""
    for what in whats:
        jabatan, periode = what.split()[:2]
        path = form_path(folder / FORMS, kecil.UNIT, jabatan, periode)
        path.write_bytes(kiriman.content(what))
        saving.set_time(path, CAME)


def came(folder: Path, **whats: str) -> None:
    """Lay files into the folder of what comes in."""
    (folder / INBOX).mkdir(exist_ok=True)
    for name, what in whats.items():
        path = folder / INBOX / f"{name}.xlsx"
        path.write_bytes(kiriman.content(what))
        saving.set_time(path, CAME)


def recap(folder: Path) -> None:
    printed = dt.datetime.combine(TODAY, dt.time(9))
    process_to(
        folder / RESULTS, [folder / FORMS], *office.load(None, folder), MONTH, printed,
        bukti=folder / EVIDENCE, kantor=folder,
    )  # fmt: skip


def with_mail(folder: Path) -> None:
    with (folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(WITH_MAIL)


def with_trial_over(folder: Path) -> None:
    with_mail(folder)
    end_trial(folder)


def begun_in_march(folder: Path) -> None:
    """Nothing before is waited for, so that a month can be final."""
    path = folder / "iki.toml"
    path.write_text(path.read_text("utf-8").replace("[unit]\n", '[unit]\nmulai = "2019-03"\n'), "utf-8")


def with_letters(folder: Path) -> None:
    """A letter in each state."""
    settings = office.load(None, folder)[1]
    with journal.opened(folder) as opened:
        for kode, periode, keadaan, jawaban in LETTERS:
            made = letter(kode, periode=periode, attachments=())
            row = outbox.freeze(opened, folder / OUTBOX, made, outboxes.sender_of(settings), outboxes.TELLING, CAME)
            outbox.mark(opened, row, keadaan, CAME, jawaban)


def full_inbox(folder: Path) -> None:
    came(folder, lain=NEWER, baru="pelayanan 2019-02 12", foto="foto", catatan="buku kerja")
    came(folder, kosong="kosong ketertiban 2019-02")


def unreadable(folder: Path) -> None:
    put(folder, *SOUND)
    path = form_path(folder / FORMS, kecil.UNIT, "ketertiban", "2019-03")
    edited(path, lambda book: book["Isian"].__setitem__("I5", "IKI.0-000000.contoh.ketertiban.2019-03.isian.00"))
    saving.set_time(path, CAME)


def spoilt(folder: Path) -> None:
    (folder / "iki.toml").write_text("[unit]\nnma = 1\n", "utf-8")


def somebody_else(folder: Path) -> None:
    """Another person holds a jabatan since the blank forms were made."""
    with (folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[pejabat.pelayanan]\nnama = "Pengganti Contoh"\n')


OWN, OTHER = "kantor@contoh.example", "pelayanan@contoh.example"
LETTERS = (
    ("umum", "2019-03", outbox.TERKIRIM, ""),
    ("umum", "2019-02", outbox.DISERAHKAN, ""),
    ("umum", "2019-01", outbox.SIAP, refusal(Answer(RECIPIENT, 451, b"4.7.1 Greylisted"), "umum@contoh.example", OWN)),
    ("pelayanan", "2019-03", outbox.DITOLAK, refusal(Answer(RECIPIENT, 550, b"5.1.1 No such user"), OTHER, OWN)),
    ("pelayanan", "2019-02", outbox.DIGANTI, ""),
    ("ketertiban", "2019-03", outbox.TIDAK_PASTI, outboxes.UNKNOWN),
    ("ketertiban", "2019-02", outbox.MENGIRIM, ""),
)
NEWER = "umum 2019-03 8 disimpan 2019-04-02 09:15"
SOUND = ("umum 2019-03 7", "pelayanan 2019-03 12", "ketertiban 2019-03 3")
MAKE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "baru": ("", lambda folder: None),
    "kosong": ("", lambda folder: shutil.copytree(_office(), folder, dirs_exist_ok=True) and None),
    "rusak": ("kosong", spoilt),
    "dibuat": ("kosong", blanks),
    "pejabat berganti": ("dibuat", somebody_else),
    "campur": ("dibuat", lambda folder: put(folder, "umum 2019-03 7", 'pelayanan 2019-03 "banyak"')),
    "lengkap": ("dibuat", lambda folder: put(folder, *SOUND)),
    "menunggu": ("dibuat", lambda folder: came(folder, kiriman_wa="umum 2019-03 7")),
    "dua versi": ("lengkap", lambda folder: came(folder, lain=NEWER)),
    "asing": ("dibuat", lambda folder: came(folder, surat="foto")),
    "sementara": ("campur", recap),
    "rekap": ("lengkap", recap),
    "berubah": ("rekap", lambda folder: put(folder, "umum 2019-03 9")),
    "mulai maret": ("lengkap", begun_in_march),
    "tuntas": ("mulai maret", recap),
    "tidak terbaca": ("dibuat", unreadable),
    "penuh": ("lengkap", full_inbox),
    "surat": ("dibuat", with_letters),
    "bersurel": ("dibuat", with_mail),
    "siap kirim": ("dibuat", with_trial_over),
    "campur bersurel": ("campur", with_mail),
    "rekap bersurel": ("rekap", with_mail),
}
"""By the name of a folder what it is made from, and what is done to that."""


def _office() -> Path:
    """Kelurahan Contoh, apart from where it is copied to."""
    place = Path(_root().name) / "asal"
    return place if place.exists() else office_in(place)


# --- states -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class State:
    """One page in one state. ``first``: what is done on it before it is looked at; ``way``: what the server is given,
    or does; ``entered``: whether somebody came by a link.
    """

    page: str
    state: str
    folder: str
    address: str
    first: Callable[[Window], Any] | None = None
    way: Callable[[Served], Any] | None = None
    today: dt.date = TODAY
    entered: bool = True

    @property
    def name(self) -> str:
        """How its text is called."""
        return f"{self.page}-{self.state}"

    @property
    def only_looks(self) -> bool:
        """Whether nothing is done in its folder."""
        return self.first is None and self.way is None


def orange(opened: Window) -> None:
    """Press the one orange button, and see what comes."""
    press(opened, ".utama")


def press(opened: Window, selector: str) -> None:
    """Press what is found there, and wait for the page that it leads to."""
    with opened.page.expect_navigation():
        opened.page.click(selector)


def close(opened: Window) -> None:
    """Say that it is enough."""
    press(opened, "form[action='/tutup'] button")


def send_nothing(opened: Window) -> None:
    """Press Kirim without a file, which is only seen where no script sends files by itself."""
    with opened.page.expect_navigation():
        opened.page.evaluate("document.querySelector('#terima').requestSubmit()")


def typed(values: Mapping[str, str]) -> Callable[[Window], None]:
    """Type into fields of the form and send it."""

    def done(opened: Window) -> None:
        for name, value in values.items():
            opened.page.evaluate(
                "([name, value]) => { document.getElementsByName(name)[0].value = value }", [name, value]
            )
        press(opened, "main form.panel .utama, main form.panel > .tombol")

    return done


def in_turn(*acts: Callable[[Window], Any]) -> Callable[[Window], None]:
    """One after the other."""

    def done(opened: Window) -> None:
        for act in acts:
            act(opened)

    return done


def send_unmarked(opened: Window) -> None:
    """Take every mark away and go on all the same."""
    opened.page.evaluate("document.querySelectorAll('[name=surat]').forEach(one => { one.checked = false })")
    orange(opened)


def tell_all(opened: Window) -> None:
    """Say that everybody was told."""
    opened.page.click("details.lipatan summary")
    press(opened, "details.lipatan button")


def all_told(opened: Window) -> None:
    """Say that everybody was told, and look at the result again."""
    tell_all(opened)
    opened.go(f"{opened.base}{B}/hasil")


def look_at(address: str) -> Callable[[Window], None]:
    """Go to an address of the page."""
    return lambda opened: opened.go(opened.base + address)


def without_keyring(_: Served) -> None:
    keyring.set_keyring(keyrings.Broken())


def with_password(_: Served) -> None:
    account = office.load(None, Path())[1].surel
    assert account is not None
    password.store(account, "rahasia")


def working(page: Served) -> None:
    """A job that goes on until somebody stops it."""
    page.server.jobs.patience = 0

    def work(progress: Progress) -> Done:
        for step in range(1200):  # a minute, whatever becomes of whoever should stop it
            progress(4, 19, "IKI_2019-03_contoh_umum.xlsx")
            pause(0.05 if step else 0.0)
        return Done("/b/2019-03")

    page.server.jobs.run("Membuat rekap Maret 2019", "/b/2019-03", work)


def pause(seconds: float) -> None:
    time.sleep(seconds)


def the_job(opened: Window) -> None:
    """Go to the page of the job that runs: pressing its button again leads there."""
    opened.go(opened.base + opened.served.server.jobs.running().page)


def broken(_: Asked) -> Page:
    raise KeyError("rahasia")


def opening(_: Asked) -> Page:
    return Page("membuka.html", "Membuka IKI", refresh="/coba/sebentar", is_bare=True)


OWN_ROUTES = (
    Route("GET", "/coba/galat", broken),
    Route("GET", "/coba/membuka", opening),
    Route("GET", "/coba/sebentar", lambda asked: Nothing()),
)
"""Pages that are only seen when something is on its way, or goes wrong."""

STATES = (
    State("bulan", "belum-ada-formulir", "kosong", B),
    State("bulan", "formulir-dibuat", "dibuat", B),
    State("bulan", "baru-dibuat", "kosong", B, first=orange),
    State("bulan", "berkas-menunggu", "menunggu", B),
    State("bulan", "berkas-diterima", "menunggu", B, first=orange),
    State("bulan", "campur", "campur", B),
    State("bulan", "terlambat", "campur", B, today=LATE),
    State("bulan", "tidak-terbaca", "tidak terbaca", B),
    State("bulan", "lengkap", "lengkap", B),
    State("bulan", "dua-versi", "dua versi", B),
    State("bulan", "rekap-ada", "rekap", B),
    State("bulan", "rekap-lama", "berubah", B),
    State("bulan", "terkirim", "tuntas", f"{B}/kirim/hasil", first=tell_all),
    State("bulan", "sebelum-mulai", "tuntas", "/b/2019-02"),
    State("formulir", "salah", "campur", f"{B}/formulir/pelayanan"),
    State("formulir", "semua", "campur", f"{B}/formulir/pelayanan?lihat=semua"),
    State("formulir", "sah", "campur", f"{B}/formulir/umum"),
    State("formulir", "belum-masuk", "campur", f"{B}/formulir/ketertiban"),
    State("formulir", "terlambat", "campur", f"{B}/formulir/ketertiban", today=LATE),
    State("formulir", "belum-dibuat", "kosong", f"{B}/formulir/umum"),
    State("formulir", "dua-versi", "dua versi", f"{B}/formulir/umum"),
    State("formulir", "tidak-terbaca", "tidak terbaca", f"{B}/formulir/ketertiban"),
    State("kotak-masuk", "kosong", "dibuat", "/kotak-masuk"),
    State("kotak-masuk", "menunggu", "menunggu", "/kotak-masuk"),
    State("kotak-masuk", "dua-versi", "dua versi", "/kotak-masuk"),
    State("kotak-masuk", "dipilih", "dua versi", "/kotak-masuk", first=orange),
    State("kotak-masuk", "asing", "asing", "/kotak-masuk"),
    State("kotak-masuk", "penuh", "penuh", "/kotak-masuk"),
    State("kirim", "masa-uji", "bersurel", f"{B}/kirim/formulir"),
    State("kirim", "formulir", "siap kirim", f"{B}/kirim/formulir"),
    State("kirim", "perbaikan", "campur bersurel", f"{B}/kirim/perbaikan"),
    State("kirim", "pengingat", "campur bersurel", f"{B}/kirim/pengingat", today=LATE),
    State("kirim", "hasil", "rekap bersurel", f"{B}/kirim/hasil"),
    State("kirim", "tanpa-surel", "dibuat", f"{B}/kirim/formulir"),
    State("kirim", "formulir-dulu", "pejabat berganti", f"{B}/kirim/formulir"),
    State("formulir", "dulu", "pejabat berganti", f"{B}/formulir/pelayanan"),
    State("kirim", "sudah", "dibuat", f"{B}/kirim/formulir", first=in_turn(tell_all, look_at(f"{B}/kirim/formulir"))),
    State("kirim", "kosong", "kosong", f"{B}/kirim/formulir"),
    State("kirim", "pasti", "siap kirim", f"{B}/kirim/formulir", first=orange),
    State("kirim", "tanpa-pilihan", "siap kirim", f"{B}/kirim/formulir", first=send_unmarked),
    State("kotak-keluar", "kosong", "kosong", "/kotak-keluar"),
    State("kotak-keluar", "penuh", "surat", "/kotak-keluar"),
    State("hasil", "belum-ada", "kosong", f"{B}/hasil"),
    State("hasil", "dapat-dibuat", "lengkap", f"{B}/hasil"),
    State("hasil", "sementara", "sementara", f"{B}/hasil"),
    State("hasil", "baru-dibuat", "lengkap", f"{B}/hasil", first=orange),
    State("hasil", "final", "tuntas", f"{B}/hasil"),
    State("hasil", "terkirim", "tuntas", f"{B}/kirim/hasil", first=in_turn(tell_all, look_at(f"{B}/hasil"))),
    State("hasil", "berubah", "berubah", f"{B}/hasil"),
    State("kenapa", "bilangan", "rekap", f"{B}/kenapa/UM-1"),
    State("kenapa", "dokumen", "rekap", f"{B}/kenapa/UM-4"),
    State("kenapa", "survei", "rekap", f"{B}/kenapa/PL-1"),
    State("kenapa", "lengkap", "tuntas", f"{B}/kenapa/UM-2"),
    State("kenapa", "belum-ada", "dibuat", f"{B}/kenapa/UM-1"),
    State("pengaturan", "kantor", "kosong", "/pengaturan/kantor"),
    State("pengaturan", "pejabat", "kosong", "/pengaturan/pejabat"),
    State("pengaturan", "target", "kosong", "/pengaturan/target"),
    State("pengaturan", "batas", "kosong", "/pengaturan/batas"),
    State("pengaturan", "surel", "kosong", "/pengaturan/surel"),
    State("pengaturan", "surel-diatur", "bersurel", "/pengaturan/surel"),
    State("pengaturan", "surel-tanpa-sandi", "bersurel", "/pengaturan/surel", way=without_keyring),
    State("pengaturan", "surel-siap", "siap kirim", "/pengaturan/surel", way=with_password),
    State("pengaturan", "kantor-salah", "kosong", "/pengaturan/kantor", first=typed({"unit.kode": "A b"})),
    State("pengaturan", "pejabat-salah", "kosong", "/pengaturan/pejabat", first=typed({
        "pejabat.umum.nip": "1975", "pejabat.umum.whatsapp": "12", "surel.alamat.umum": "umum",
    })),
    State("pengaturan", "target-salah", "kosong", "/pengaturan/target", first=typed({"target.KT-2.setahun": "1,2,0"})),
    State("pengaturan", "batas-salah", "kosong", "/pengaturan/batas", first=typed({"batas_kirim.hari": "41"})),
    State("pengaturan", "surel-salah", "kosong", "/pengaturan/surel", first=typed({"surel.dari": "kantor"})),
    State("pengaturan", "tersimpan", "kosong", "/pengaturan/kantor", first=typed({"unit.nama": "Kelurahan Baru"})),
    State("mulai", "kantor", "baru", "/mulai/kantor"),
    State("mulai", "kantor-salah", "baru", "/mulai/kantor", first=typed({"unit.nama": "", "unit.kode": "A b"})),
    State("mulai", "keputusan", "baru", "/mulai/kantor", first=orange),
    State("mulai", "keputusan-tanpa-berkas", "baru", "/mulai/kantor", first=in_turn(orange, send_nothing)),
    State("mulai", "pejabat", "baru", "/mulai/kantor", first=in_turn(orange, orange)),
    State("mulai", "pejabat-salah", "baru", "/mulai/kantor", first=in_turn(
        orange, orange, typed({"pejabat.pimpinan.nip": "1975"}),
    )),
    State("mulai", "siap", "baru", "/mulai/kantor", first=in_turn(orange, orange, orange)),
    State("membuka", "sebentar", "kosong", "/coba/membuka"),
    State("kerja", "berjalan", "kosong", "", way=working, first=the_job),
    State("selesai", "tanya", "kosong", "/selesai"),
    State("selesai", "masih-berjalan", "kosong", "/selesai", way=working),
    State("selesai", "ditutup", "kosong", "/selesai", first=close),
    State("galat", "tidak-ada", "kosong", "/tidak-ada"),
    State("galat", "tanpa-kuki", "kosong", "/b/2019-03", entered=False),
    State("galat", "pengaturan-salah", "rusak", B),
    State("galat", "tanpa-berkas", "dibuat", B, first=send_nothing),
    State("galat", "terhenti", "kosong", "/coba/galat"),
)  # fmt: skip


@dataclass(frozen=True)
class Offices:
    """The pages of folders that somebody only looks at, each served once for all states of it."""

    open: ExitStack
    known: dict[tuple[str, dt.date], tuple[Path, Served]] = field(default_factory=dict)

    def of(self, state: State) -> tuple[Path, Served]:
        """The folder of a state and its page."""
        which = (state.folder, state.today)
        if which not in self.known:
            self.known[which] = self.open.enter_context(_served(state))
        return self.known[which]


LONG_ENOUGH = 60.0
"""Seconds in which a job ends also where the machine is busy: what is looked at is what it leads to."""


@contextmanager
def shown(state: State, windows: Windows, offices: Offices | None = None, **options: Any) -> Iterator[Window]:
    """A window at a page in this state; ``offices``: where it may stand that changes nothing."""
    with ExitStack() as own, keyrings.used(keyrings.Kept()), in_zone("Asia/Jakarta"):
        shares = offices is not None and state.only_looks
        folder, page = offices.of(state) if offices and shares else own.enter_context(_served(state))
        own.enter_context(contextlib.chdir(folder))
        page.server.jobs.patience = LONG_ENOUGH
        if state.way:
            state.way(page)
        opened = own.enter_context(windows.at(page, **options))
        if state.entered:
            opened.let_in()
        if state.address:
            opened.go(page.base + state.address)
        if state.first:
            state.first(opened)
        yield opened


@contextmanager
def _served(state: State) -> Iterator[tuple[Path, Served]]:
    """A copy of a folder, and its page, which calls it by its last name alone."""
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(folder_of(state.folder), Path(place) / NAME)
        with served(Path(), state.today, routes=(*ROUTES, *OWN_ROUTES)) as page:
            try:
                yield folder, page
            finally:
                if running := page.server.jobs.running():
                    running.stopping.set()


@contextmanager
def in_zone(zone: str) -> Iterator[None]:
    """Where a computer stands: its clock tells when something was done."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
