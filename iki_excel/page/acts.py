"""What the page says beside the button of the next act, and where that button leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from iki_excel.decree import Catalog
from iki_excel.page.buttons import CHOOSES, LINK, SENDS, Button
from iki_excel.runs.monthly.cards import SAH
from iki_excel.runs.monthly.next_act import (
    BUAT_FORMULIR,
    BUAT_REKAP,
    BUAT_SEMENTARA,
    BULAN_BERIKUT,
    INGATKAN,
    KIRIM_FORMULIR,
    KIRIM_HASIL,
    KIRIM_PERBAIKAN,
    MULAI,
    PILIH_VERSI,
    TERIMA,
    TUNGGU,
    URUS_DITOLAK,
    Act,
)
from iki_excel.runs.monthly.state import MonthState
from iki_excel.words import bahasa
from iki_excel.words.folders import INBOX
from iki_excel.words.periods import Periode

MOST_NAMED = 4

BUAT_DINI = "Semua formulir {kata} sudah sah, padahal bulan itu belum selesai."
BUAT_LAGI = "{apa} berubah sejak rekap {kata} dibuat. Semua formulirnya sudah sah."

SOMETHING = "ada yang"

NOT_BEGUN = "{bulan} belum mulai. Formulirnya sudah boleh dibuat, dan baru diisi sesudah bulan itu selesai."
NOT_OVER = "{bulan} masih berjalan sampai {akhir}. Formulirnya sudah boleh dibagikan, dan diisi sesudah itu."
IN_TOO_SOON = "{bulan} {kapan}, padahal {banyak} formulirnya sudah masuk. Periksa apakah bulannya tidak keliru."


WAYS: dict[str, tuple[str, str]] = {
    MULAI: (LINK, "/mulai"),
    BUAT_FORMULIR: (SENDS, "/b/{bulan}/formulir"),
    PILIH_VERSI: (LINK, "/kotak-masuk"),
    TERIMA: (SENDS, "/b/{bulan}/terima"),
    KIRIM_PERBAIKAN: (LINK, "/b/{bulan}/kirim/perbaikan"),
    KIRIM_FORMULIR: (SENDS, "/b/{bulan}/kirim/formulir/perbarui"),
    INGATKAN: (SENDS, "/b/{bulan}/kirim/pengingat/perbarui"),
    BUAT_REKAP: (SENDS, "/b/{bulan}/proses"),
    BUAT_SEMENTARA: (SENDS, "/b/{bulan}/proses"),
    KIRIM_HASIL: (LINK, "/b/{bulan}/hasil"),
    URUS_DITOLAK: (LINK, "/kotak-keluar"),
    BULAN_BERIKUT: (LINK, "/b/{berikut}"),
    TUNGGU: (CHOOSES, "#berkas"),
}

SENTENCES: dict[str, str] = {
    MULAI: "Kantor ini belum diatur.",
    BUAT_FORMULIR: "Formulir kosong {kata} belum lengkap. Buat dulu, lalu bagikan.",
    PILIH_VERSI: "Masuk dua kali dengan isi berbeda: {siapa}.",
    TERIMA: f"Di folder {INBOX} ada formulir yang belum diterima: {{siapa}}.",
    KIRIM_PERBAIKAN: "Perlu diperbaiki oleh pengisinya: {siapa}.",
    KIRIM_FORMULIR: "Formulir kosong {kata} sudah siap dan belum dibagikan{kepada}.",
    INGATKAN: "Batas kirim sudah lewat. Belum masuk: {siapa}.",
    BUAT_REKAP: "Semua formulir {kata} sudah sah.",
    BUAT_SEMENTARA: "Belum sah: {belum}. Rekapnya akan bertanda SEMENTARA.",
    KIRIM_HASIL: "Rekap {kata} sudah dibuat. Periksa sebentar, lalu kirim.",
    URUS_DITOLAK: "Ditolak server surat: surat kepada {siapa}. Betulkan alamatnya, atau sampaikan sendiri.",
    BULAN_BERIKUT: "{kata} sudah selesai.{kelak}",
    TUNGGU: "{kalimat} Jatuhkan berkas di halaman ini bila sudah ada.",
}


def button_of(act: Act, state: MonthState, catalog: Catalog) -> Button:
    """The button of an act, and what is said beside it."""
    way, address = WAYS[act.kode]
    month, lanjut = state.month, act.lanjut
    said = _sentence(act, state).format(
        kata=month.words,
        apa=(state.rekap.berubah if state.rekap and state.rekap.berubah else SOMETHING).capitalize(),
        kepada=f" kepada {_named(act.jabatan, catalog)}" if len(act.jabatan) < len(state.asked) else "",
        kalimat=act.kalimat,
        kelak=f" {said}" if (said := time_of(month.following, state.today)) else "",
        siapa=_named(act.jabatan, catalog),
        belum=_named([card.kode for card in state.asked if card.keadaan != SAH], catalog),
    )
    also = _rest_of_year(month) if act.kode == BUAT_FORMULIR else ""
    further = lanjut if act.kode == TUNGGU else None
    return Button(
        act.label,
        said,
        way,
        address.format(bulan=month, berikut=month.following),
        act.stays_here,
        further.words if further else "",
        f"/b/{further}" if further else "",
        also,
        f"/b/{month}/formulir/setahun" if also else "",
    )


def _sentence(act: Act, state: MonthState) -> str:
    if act.kode != BUAT_REKAP:
        return SENTENCES[act.kode]
    if state.rekap is not None:
        return BUAT_LAGI
    return BUAT_DINI if state.today <= state.month.last_day else SENTENCES[BUAT_REKAP]


def time_of(month: Periode, today: dt.date) -> str:
    """What is to be known of a month that is not over: its forms are not waited for yet; "" for any other."""
    if today < month.first_day:
        return NOT_BEGUN.format(bulan=month.words)
    return NOT_OVER.format(bulan=month.words, akhir=bahasa.date(month.last_day)) if today <= month.last_day else ""


def time_told(state: MonthState) -> str:
    """The same of a month as it stands: where forms came of one that is not over, that is what is to be known."""
    month, came = state.month, sum(bool(card.file) for card in state.cards)
    if not came or state.today > month.last_day:
        return time_of(month, state.today)
    when = "belum mulai" if state.today < month.first_day else f"baru selesai {bahasa.date(month.last_day)}"
    return IN_TOO_SOON.format(bulan=month.words, kapan=when, banyak=came)


def _rest_of_year(month: Periode) -> str:
    """What the button says that makes the forms of the later months of a year, too; "" where there are none."""
    return {1: "Buat formulir setahun", 12: ""}.get(month.month_number, "Buat sampai Desember")


def _named(kodes: Iterable[str], catalog: Catalog) -> str:
    """Some jabatan in short; a head who is not measured fills no form, and is not named."""
    return bahasa.some((catalog[kode].sheet for kode in kodes if kode in catalog), MOST_NAMED)
