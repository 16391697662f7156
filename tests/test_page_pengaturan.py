"""Pengaturan: its tabs as they are shown, what they save, and what they refuse with all that was typed kept."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path
from typing import Any

import pytest

from iki_excel.delivery import journal, trials
from iki_excel.runs import office
from tests import loopback
from tests.keyrings import Broken, Kept, used
from tests.page_office import BASE, OURS, TODAY, Seen, office_in, server_of, visitor

TABS = ["Kantor", "Pejabat", "Target", "Batas waktu", "Surel"]
HEAD = [
    "Langsung ke isi", "IKI", "Kelurahan Contoh",
    "Bulan", "Kotak masuk", "Hasil", "Kotak keluar", "Pengaturan", "Selesai",
    "Pengaturan", "Disimpan di iki.toml di folder ini", *TABS,
]  # fmt: skip
UNSAVED = "Belum ada yang disimpan; isian lain tetap seperti yang Anda ketik."


class Office:
    """The folder of Kelurahan Contoh, and somebody who looks at its settings."""

    def __init__(self, folder: Path, today: dt.date = TODAY) -> None:
        self.folder, self.path = office_in(folder), folder / "iki.toml"
        self.server = server_of(self.folder, today)
        self.client = visitor(self.server)

    def look(self, tab: str, status: int = 200) -> Seen:
        answer = self.client.get(f"/pengaturan/{tab}", base_url=BASE)
        assert answer.status_code == status
        return Seen(answer.text)

    def send(self, address: str, **typed: str) -> Any:
        return self.client.post(f"/pengaturan/{address}", base_url=BASE, headers=OURS, data=typed)

    def stand(self, tab: str) -> str:
        text = self.client.get(f"/pengaturan/{tab}", base_url=BASE).text
        return str(text.partition('name="stand" value="')[2].partition('"')[0])

    def save(self, tab: str, typed: dict[str, str]) -> Any:
        return self.send(tab, **typed, stand=self.stand(tab))

    def saved(self, tab: str, typed: dict[str, str]) -> Seen:
        answer = self.save(tab, typed)
        assert answer.status_code == 303, answer.text
        return Seen(self.client.get(answer.headers["Location"], base_url=BASE).text)

    def write(self, more: str) -> None:
        self.path.write_text(self.path.read_text("utf-8") + more, "utf-8")


@pytest.fixture
def contoh(tmp_path: Path) -> Office:
    return Office(tmp_path)


def shown(page: Seen) -> list[str]:
    """What of a page stands between its tabs and its foot."""
    end = next(number for number, line in enumerate(page.lines) if line.startswith(("Perintah yang", "Hari ini")))
    assert page.lines[: len(HEAD)] == HEAD and page.faults == []
    return page.lines[len(HEAD) : end]


# --- the tabs ---------------------------------------------------------------------------------------------------------


def test_the_office(contoh: Office) -> None:
    lines = shown(contoh.look("kantor"))
    months = [line for line in lines if line.endswith((" 2017", " 2018", " 2019"))]
    assert [months[0], months[-1], len(months)] == ["Januari 2017", "Desember 2019", 36]
    assert [line for line in lines if line not in months] == [
        "Kantor",
        "Nama kantor dicetak di formulir dan rekap.",
        "Nama dan bulan pertama",
        "Nama kantor",
        "Kabupaten atau kota",
        "Tempat", "Dicetak di depan tanggal tanda tangan.",
        "Jabatan pimpinan",
        "Bulan pertama", "tidak dibatasi", "Bulan sebelumnya tidak ditunggu.",
        "Kode", "Huruf kecil dan angka. Ada pada nama berkas, jadi jangan diganti sesudah dibagikan.",
        "Simpan",
    ]  # fmt: skip


def test_whoever_opens_the_settings_sees_the_first_tab_and_no_other_than_there_is(contoh: Office) -> None:
    assert contoh.client.get("/pengaturan", base_url=BASE).headers["Location"] == "/pengaturan/kantor"
    assert contoh.client.get("/pengaturan/lain", base_url=BASE).status_code == 404


def test_officials_with_where_one_writes_to(contoh: Office) -> None:
    sebutan = ["Sebagai", "pejabat tetap", "Plt.", "Plh.", "Pj."]
    lines = shown(contoh.look("pejabat"))
    assert lines[3:14] == ["Nama dan gelar", "NIP (18 angka)", "Pangkat", *sebutan, "Surel", "WhatsApp",
                           "Kepala Subbagian Umum"]  # fmt: skip
    start = lines.index("Kepala Subbagian Umum")
    assert lines[start + 11 : start + 16] == [
        "Yang mengetahui", "Yang mengetahui", "Pimpinan Kelurahan Contoh (bawaan)", "Kepala Seksi Pelayanan",
        "Kepala Seksi Ketertiban",
    ]  # fmt: skip


def test_what_is_typed_is_saved_and_said(contoh: Office) -> None:
    typed = {
        "pejabat.umum.nama": "Siti Contoh, S.Sos.",
        "pejabat.umum.sebutan": "Plt.",
        "pejabat.umum.whatsapp": "0812-3456-7890",
        "surel.alamat.umum": "siti@contoh.example",
    }
    assert shown(contoh.saved("pejabat", typed))[0] == "Pengaturan disimpan."
    settings = office.load(None, contoh.folder).settings
    official = settings.official("umum")
    assert (official.nama, official.sebutan, official.whatsapp) == ("Siti Contoh, S.Sos.", "Plt.", "6281234567890")
    assert settings.surel.alamat == {"umum": "siti@contoh.example"}
    assert shown(contoh.saved("pejabat", typed))[0] == "Tidak ada yang diubah."


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_saved(contoh: Office) -> None:
    before = contoh.path.read_bytes()
    typed = {
        "pejabat.umum.nip": "19000202",
        "pejabat.pelayanan.nama": "Budi Contoh",
        "pejabat.ketertiban.whatsapp": "0351-321",
        "surel.alamat.umum": "siti@",
    }
    answer = contoh.save("pejabat", typed)
    nip = "NIP “19000202” harus 18 angka."
    surel = 'Alamat surel berisi “siti@”. Itu bukan alamat surel yang lengkap; tulis misalnya "alamat@kantor.example".'
    whatsapp = (
        "Nomor WhatsApp berisi “0351-321”. Itu bukan nomor ponsel, yang berawalan 08 atau 628; tulis misalnya "
        '"0812-0000-0000".'
    )
    assert answer.status_code == 422 and contoh.path.read_bytes() == before
    lines = shown(Seen(answer.text))
    assert lines[:5] == [
        "3 isian perlu dibetulkan",
        f"Kepala Subbagian Umum: {nip}",
        f"Kepala Subbagian Umum: {surel}",
        f"Kepala Seksi Ketertiban: {whatsapp}",
        UNSAVED,
    ]
    assert [line for line in lines[5:] if line in (nip, surel, whatsapp)] == [nip, surel, whatsapp]
    assert '<a href="#surel.alamat.umum">' in answer.text and 'value="Budi Contoh"' in answer.text
    assert 'id="pejabat.umum.nip" name="pejabat.umum.nip" value="19000202"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 3
    assert 'aria-describedby="pejabat.umum.nip-galat" aria-invalid="true"' in answer.text


def test_targets_by_triwulan(contoh: Office) -> None:
    lines = shown(contoh.look("target"))
    assert lines[:15] == [
        "Target 2019", "Target 2017", "Target 2018",
        "Setahun, atau jumlah sejak Januari sampai akhir setiap triwulan. Yang abu-abu berlaku bila kosong. Target "
        "tahun lain tidak berubah.",
        "Kepala Subbagian Umum",
        "UM-1 · Surat dan arsip", "dokumen", "Setahun", "Menurut triwulan", "s.d. TW I", "s.d. TW II", "s.d. TW III",
        "s.d. TW IV",
        "UM-2 · Kehadiran tepat waktu", "%",
    ]  # fmt: skip
    quarters = {f"target.UM-1.tw{number}": value for number, value in enumerate(("300", "600", "900", "1.200"), 1)}
    assert shown(contoh.saved("target", quarters))[0] == "Pengaturan disimpan."
    assert "UM-1 = { 2019 = { triwulan = [300, 300, 300, 300] } }" in contoh.path.read_text("utf-8")
    wrong = shown(Seen(contoh.save("target", {"target.UM-1.setahun": "1,2,0", "target.UM-2.setahun": "sering"}).text))
    assert wrong[:4] == [
        "2 isian perlu dibetulkan",
        "UM-1: “1,2,0” bukan bilangan. Tulis angkanya saja, misalnya 1.200 atau 82,5.",
        "UM-2: “sering” bukan bilangan. Tulis angkanya saja, misalnya 1.200 atau 82,5.",
        UNSAVED,
    ]


def test_another_year_has_targets_of_its_own(contoh: Office) -> None:
    contoh.write('mulai = "2018-05"\n\n[target]\nUM-1 = 1200\n')
    address = "target?tahun=2018"
    assert shown(contoh.look(address))[:2] == ["Target 2018", "Target 2019"]
    answer = contoh.save("target", {"target.UM-1.setahun": "800", "tahun": "2018"})
    assert answer.headers["Location"] == "/pengaturan/target?simpan=ya&tahun=2018"
    assert "UM-1 = { 2018 = 800, 2019 = 1200 }\n" in contoh.path.read_text("utf-8")
    assert 'value="800"' in contoh.client.get(f"/pengaturan/{address}", base_url=BASE).text
    assert shown(contoh.look("target?tahun=2030"))[0] == "Target 2019"


@pytest.mark.parametrize("today", [dt.date(2019, 12, 3), dt.date(2020, 1, 5)])
def test_from_december_on_the_targets_of_the_next_year_can_be_typed(today: dt.date, tmp_path: Path) -> None:
    office = Office(tmp_path, today)
    office.write('mulai = "2019-01"\n\n[target]\nUM-1 = 1200\n')
    assert shown(office.look("target"))[:2] == ["Target 2019", "Target 2020"]
    answer = office.save("target", {"target.UM-1.setahun": "1500", "tahun": "2020"})
    assert answer.headers["Location"] == "/pengaturan/target?simpan=ya&tahun=2020"
    assert "UM-1 = { 2019 = 1200, 2020 = 1500 }\n" in office.path.read_text("utf-8")


def test_the_month_that_is_led_to_is_none_before_the_first(tmp_path: Path) -> None:
    office = Office(tmp_path, dt.date(2019, 3, 5))
    office.write('mulai = "2019-03"\n')
    text = office.client.get("/pengaturan/kantor", base_url=BASE).text
    assert '<a href="/b/2019-03">Bulan' in text and '<a href="/b/2019-03/hasil">Hasil' in text


def test_what_counts_of_documents_while_no_target_is_typed_is_said(contoh: Office) -> None:
    field = 'name="target.PL-2.setahun" value="" placeholder="semua yang jatuh tempo"'
    assert field in contoh.client.get("/pengaturan/target", base_url=BASE).text


def test_a_target_that_has_no_fields_says_what_it_is_and_stays(contoh: Office) -> None:
    contoh.write("\n[target]\nUM-1 = { bulan = 10 }\n")
    assert "Sekarang: 10 tiap bulan. Diganti bila diisi di sini." in shown(contoh.look("target"))
    assert shown(contoh.saved("target", {"target.UM-2.setahun": "90"}))[0] == "Pengaturan disimpan."
    assert "UM-1 = { bulan = 10 }" in contoh.path.read_text("utf-8")


def test_deadlines_by_the_names_of_documents(contoh: Office) -> None:
    assert shown(contoh.look("batas")) == [
        "Batas waktu",
        "Yang abu-abu berlaku bila kosong. Hari libur daerah dan hari kerja tidak diisi di sini; keduanya tertulis di "
        "bagian kalender pada iki.toml.",
        "Formulir",
        "Batas kirim formulir, tanggal",
        "Tanggal di bulan berikutnya. Formulir yang sampai sesudahnya terlambat.",
        "Dokumen",
        "Tanggal dan bulan, misalnya 31 Januari; kosong: menurut keputusan.",
        "Buku Profil (Pelayanan)",
        "Laporan Kinerja",
        "Laporan Profil (Umum)",
        "Rencana Kerja",
        "Buku Tamu",
        "Simpan",
    ]
    wrong = shown(Seen(contoh.save("batas", {"batas_waktu.tamu": "Maret"}).text))
    assert wrong[:2] == [
        "1 isian perlu dibetulkan",
        "Buku Tamu: Berisi “Maret”. Tulis tanggal dan bulan, misalnya “28 Februari”.",
    ]


# --- changed meanwhile, or wrong before -------------------------------------------------------------------------------


def test_what_an_editor_saved_meanwhile_is_not_overwritten(contoh: Office) -> None:
    stand = contoh.stand("kantor")
    contoh.path.write_text(contoh.path.read_text("utf-8").replace("Kelurahan Contoh", "Kelurahan Lain"), "utf-8")
    now = contoh.path.read_bytes()
    answer = contoh.send("kantor", **{"unit.nama": "Kelurahan Baru", "unit.kode": ""}, stand=stand)
    assert answer.status_code == 409 and contoh.path.read_bytes() == now
    assert Seen(answer.text).lines[len(HEAD) :][:3] == [
        "Pengaturan baru saja diubah di tempat lain, jadi isian Anda belum disimpan. Di bawah ini keadaan yang baru.",
        "Nama kantor: tadi Anda ketik “Kelurahan Baru”",
        "Kode: tadi Anda kosongkan",
    ]
    assert 'value="Kelurahan Lain"' in answer.text


def test_of_two_tabs_only_what_was_typed_in_the_later_one_is_told(contoh: Office) -> None:
    text = contoh.client.get("/pengaturan/pejabat", base_url=BASE).text
    hidden = {name: html.unescape(value) for name, value in re.findall(r'name="(stand|semula)" value="([^"]*)"', text)}
    contoh.saved("pejabat", {"pejabat.umum.nama": "Siti Contoh", "pejabat.umum.pangkat": "Penata"})
    blank = {"pejabat.umum.nama": "Sri Contoh", "pejabat.umum.pangkat": "", "pejabat.umum.nip": ""}
    lines = Seen(contoh.send("pejabat", **blank, **hidden).text).lines[len(HEAD) :]
    assert lines[1:3] == ["Nama dan gelar, Kepala Subbagian Umum: tadi Anda ketik “Sri Contoh”", "Pejabat"]


def test_settings_that_are_wrong_can_be_mended_on_the_page(contoh: Office) -> None:
    contoh.write("\n[batas_kirim]\nhari = 40\n")
    assert contoh.client.get("/b/2019-03", base_url=BASE).status_code == 409
    page = contoh.look("batas")
    assert page.lines[2] == "Indikator Kinerja Individu" and page.faults == []
    assert page.lines[10:12] == [
        "Pengaturan yang tersimpan keliru",
        "iki.toml, [batas_kirim]: hari berisi 40, padahal harus tanggal 1 sampai 31 bulan berikutnya.",
    ]
    assert shown(contoh.saved("batas", {"batas_kirim.hari": "7"}))[0] == "Pengaturan disimpan."


# --- mail -------------------------------------------------------------------------------------------------------------


ACCOUNT = '\n[surel]\nserver = "mail.kantor.example"\ndari = "kantor@contoh.example"\nimap = ""\n'


def state(page: Seen) -> list[str]:
    """What the panel of the state of mail says."""
    lines = shown(page)
    return lines[lines.index("Keadaan surel") + 1 : lines.index("Surel")]


def test_mail_is_led_step_by_step_to_its_use(contoh: Office) -> None:
    with used(Kept()):
        assert state(contoh.look("surel")) == ["Belum diatur", "Isi alamat surel kantor, lalu simpan."]
        page = contoh.saved("surel", {"surel.dari": "kantor.contoh@gmail.com", "surel.server": ""})
        assert shown(page)[0] == "Pengaturan disimpan. Server surel diisi menurut alamatnya."
        assert state(page) == [
            "Sandi belum ada", "Ketik sandi aplikasi kantor.contoh@gmail.com di bawah, lalu simpan."
        ]  # fmt: skip
        assert office.load(None, contoh.folder).settings.surel.keluar is not None


def test_an_address_at_microsoft_is_told_of_drafts(contoh: Office) -> None:
    with used(Kept()):
        page = contoh.saved("surel", {"surel.dari": "kantor.contoh@outlook.co.id"})
    assert state(page) == [
        "Lewat Outlook",
        "Microsoft (Outlook, Hotmail) tidak lagi menerima surat dari program. Di halaman Kirim ada surat siap "
        "kirim untuk setiap orang: unduh, buka dengan Outlook, lihat, lalu kirim dari sana.",
    ]


def test_where_nothing_keeps_a_password_the_rest_still_works(contoh: Office) -> None:
    contoh.write(ACCOUNT)
    with used(Broken()):
        page = contoh.look("surel")
    assert state(page) == [
        "Sandi belum dapat disimpan",
        "Tempat sandi komputer ini tidak dapat dipakai, jadi sandi belum dapat disimpan. Mintalah bantuan kepada yang "
        "memasang IKI. Selain mengirim surel, semuanya tetap berjalan: pesan dapat ditempel di WhatsApp.",
    ]
    assert "Simpan sandi" not in page.lines


def followed(contoh: Office, answer: Any) -> Seen:
    """Where a button leads."""
    assert answer.status_code == 303, answer.text
    return Seen(contoh.client.get(answer.headers["Location"], base_url=BASE).text)


def test_a_real_server_takes_the_password_and_the_letter_to_the_office_itself(
    contoh: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ground, inbox, kept = loopback.Office(tmp_path_factory.mktemp("surel")), loopback.Inbox(), Kept()
    with loopback.mail_server(inbox, ground.context()) as port, used(kept):
        typed = {
            "surel.dari": loopback.USER,
            "surel.server": "localhost",
            "surel.port": str(port),
            "surel.keamanan": "starttls",
            "surel.sertifikat": ground.certificate.as_posix(),
        }
        assert state(contoh.saved("surel", typed))[0] == "Sandi belum ada"
        empty = contoh.send("surel/sandi", sandi="  ")
        assert empty.status_code == 422
        assert shown(Seen(empty.text))[1] == "Sandinya masih kosong. Ketik atau tempel sandinya."
        assert shown(followed(contoh, contoh.send("surel/sandi", sandi="salah")))[:2] == [
            "Belum berhasil",
            "Server localhost tidak menerima sandi untuk kantor@contoh.example. Periksa pengguna di halaman ini, lalu "
            "simpan sandi yang benar.",
        ]
        assert kept.all == {}
        page = followed(contoh, contoh.send("surel/sandi", sandi=f" {loopback.PASSWORD} "))
        assert shown(page)[0] == (
            "Server menerima sandi kantor@contoh.example. Sandinya disimpan di tempat sandi komputer ini."
        )
        assert [*kept.all.values()] == [loopback.PASSWORD] and not any(loopback.PASSWORD in one for one in page.lines)
        assert state(page) == [
            "Masa uji", "Sampai surat uji terbaca kembali, surat hanya dikirim ke kantor@contoh.example."
        ]  # fmt: skip
        page = followed(contoh, contoh.send("surel/uji"))
        assert shown(page)[0] == (
            "Surat uji dikirim ke kantor@contoh.example. Buka surat itu, lalu ketik kodenya di bawah."
        )
        assert "Periksa kode" in page.lines
        wrong = contoh.send("surel/kode", kode="lupa")
        assert wrong.status_code == 422 and shown(Seen(wrong.text))[1] == (
            "Kode itu bukan yang ada di surat uji terakhir. Lihat juga folder Spam. Masih boleh dicoba 2 kali."
        )
        code = re.findall(rb"Kode: ([0-9]{6})", inbox.letters[-1].content)[0].decode()
        page = followed(contoh, contoh.send("surel/kode", kode=f" {code[:3]} {code[3:]} "))
    assert shown(page)[0] == "Tersampaikan: kodenya cocok. Surat kini boleh dikirim ke semua alamat."
    assert state(page)[0] == "Siap dipakai"
    with journal.opened(contoh.folder) as connection:
        assert not trials.is_trial(connection, office.load(None, contoh.folder).settings.surel)


def test_three_wrong_codes_are_enough(contoh: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    contoh.write(ACCOUNT)
    monkeypatch.setenv("IKI_SANDI_SUREL", "rahasia-37")
    monkeypatch.setattr("iki_excel.runs.account.send_code", lambda *_: None)
    contoh.send("surel/uji")
    answers = [contoh.send("surel/kode", kode="lupa") for _ in range(4)]
    assert [one.status_code for one in answers] == [422, 422, 422, 303]
    assert shown(Seen(answers[2].text))[:2] == [
        "Belum berhasil", "Kode itu juga bukan yang dikirim. Kirim surat uji lagi; kode yang lama tidak berlaku lagi."
    ]  # fmt: skip


def test_a_letter_that_arrives_in_the_mailbox_ends_the_trial(contoh: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    contoh.write(ACCOUNT.replace('imap = ""', 'imap = "mail.kantor.example"'))
    monkeypatch.setenv("IKI_SANDI_SUREL", "rahasia-37")
    monkeypatch.setattr("iki_excel.runs.account.try_out", lambda *_, **__: None)
    answer = contoh.send("surel/uji")
    page = Seen(contoh.client.get(answer.headers["Location"], base_url=BASE).text)
    assert shown(page)[0] == (
        "Tersampaikan: surat uji terbaca kembali di kantor@contoh.example. Surat kini boleh dikirim ke semua alamat."
    )
