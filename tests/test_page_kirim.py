"""The page Kirim: who gets what, the question, and what become of letters; and an office without mail."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from iki_excel.cli import clock
from iki_excel.delivery import sending
from iki_excel.forms.layout import form_path
from iki_excel.page.letter_cards import KINDS
from iki_excel.runs.outbox import look
from iki_excel.words.folders import FORMS
from tests import kecil, loopback
from tests.console import Iki
from tests.forms import complete
from tests.loopback import PASSWORD, mail_server
from tests.page_mail import Desk, Picky, desk, end_trial, faultless, part, write_office
from tests.page_office import BASE, OURS, office_in, visitor
from tests.posting import IN_NO_TIME

FORMULIR = "/b/2019-03/kirim/formulir"
UMUM, PELAYANAN = "umum@contoh.example", "pelayanan@contoh.example"
OF_OURS = {"base_url": BASE, "headers": OURS}
SURELY = "Tekan sesudah pesan dan berkasnya benar-benar Anda kirim."
FIRST, FOOT = "Kirim formulir kosong", "Perintah yang sama:"


@pytest.fixture(scope="module")
def inbox() -> Picky:
    return Picky()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, inbox: Picky) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("surel")
    server = loopback.Office(folder)
    with mail_server(inbox, server.context()) as port:
        yield write_office(folder / "kantor", port, server.certificate)


@pytest.fixture
def kantor(prepared: Path, inbox: Picky, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The office with mail, on its own, with an empty outbox."""
    monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)
    monkeypatch.setattr(sending, "USUAL", IN_NO_TIME)
    inbox.letters.clear()
    inbox.unknown.clear()
    return desk(Path(shutil.copytree(prepared, tmp_path / "kantor")))


@pytest.fixture
def without_mail(tmp_path: Path) -> Desk:
    folder = office_in(tmp_path / "kantor")
    made = desk(folder)
    made.post("/b/2019-03/formulir")
    return made


def keys(html: str) -> list[str]:
    return re.findall(r'name="surat" value="(\w+)"', html)


def boxes(kantor: Desk, address: str = FORMULIR) -> list[str]:
    """The keys of the letters that have a box."""
    html = kantor.client.get(address, base_url=BASE).text
    return re.findall(r'type="checkbox" form="kirim" name="surat" value="(\w+)"', html)


def question(kantor: Desk, **form: Any) -> str:
    """The page that a form leads to."""
    return str(kantor.client.get(kantor.post(FORMULIR, **form).headers["Location"], base_url=BASE).text)


def folder_of(kantor: Desk) -> dict[str, bytes]:
    return {
        str(path.relative_to(kantor.folder)): path.read_bytes() for path in kantor.folder.rglob("*") if path.is_file()
    }


# --- who gets what ----------------------------------------------------------------------------------------------------


def letter_of(short: str, kode: str) -> list[str]:
    return [
        f"Formulir IKI Maret 2019: {short}, ditunggu sampai 5 April 2019",
        "Lampiran:",
        f"IKI_2019-03_contoh_{kode}.xlsx",
    ]


def without_texts(lines: list[str]) -> list[str]:
    """The lines of a page but the texts of letters."""
    told: list[str] = []
    for line in lines:
        is_text = line.startswith(("*", "Formulir IKI Maret 2019 Kelurahan", "FORMULIR")) or len(line) > 200
        told += [] if is_text else [line]
    return told


def test_everybody_is_listed_with_what_goes_along_and_how(kantor: Desk) -> None:
    page = kantor.get(FORMULIR)
    assert without_texts(part(page.lines, FIRST, FOOT)) == [
        "Kirim formulir kosong",
        "Maret 2019 · setiap orang hanya menerima berkasnya sendiri",
        "Langkah berikut",
        "2 surat siap; 1 orang tanpa surel, lewat WhatsApp. Periksa daftarnya di bawah; sesudah ini masih ditanya "
        "sekali lagi.",
        "Lanjut",
        "Perhatikan",
        "6 formulir kosong Januari 2019 sampai Februari 2019 belum dibuat, jadi tidak dapat dikirim.",
        "Daftar surat",
        "Satu Contoh, S.E.", "Kepala Subbagian Umum", UMUM,
        *letter_of("Umum", "umum"),
        "Isi surat", "Isi surat untuk Satu Contoh, S.E.",
        "Lewat WhatsApp saja", "Pesan untuk Satu Contoh, S.E.", "Salin pesan", "Sudah saya sampaikan", SURELY,
        "Kepala Seksi Pelayanan", PELAYANAN,
        *letter_of("Pelayanan", "pelayanan"),
        "Isi surat", "Isi surat untuk Kepala Seksi Pelayanan",
        "Lewat WhatsApp saja", "Pesan untuk Kepala Seksi Pelayanan", "Salin pesan", "Sudah saya sampaikan", SURELY,
        "Kepala Seksi Ketertiban", "tanpa alamat surel",
        *letter_of("Ketertiban", "ketertiban"),
        "Isi alamat surel",
        "Pesan untuk ditempel", "Pesan untuk Kepala Seksi Ketertiban",
        "Salin pesan", "Buka di WhatsApp", "Sudah saya sampaikan", SURELY,
    ]  # fmt: skip
    assert page.lines[page.lines.index(FOOT) + 1] == "iki kirim --periode 2019-03 --formulir"
    html = kantor.client.get(FORMULIR, base_url=BASE).text
    assert 'href="https://wa.me/6281234567890?text=%2AFormulir%20IKI%20Maret%202019%2A' in html
    assert 'href="/pengaturan/pejabat#surel.alamat.ketertiban"' in html
    assert (html.count('class="utama"'), len(boxes(kantor))) == (1, 2)


def test_an_attachment_is_what_would_be_sent_and_nothing_else_is_given_out(kantor: Desk) -> None:
    (key, _), name = boxes(kantor), "IKI_2019-03_contoh_umum.xlsx"
    given = kantor.client.get(f"{FORMULIR}/{key}/{name}", base_url=BASE)
    assert given.data == form_path(kantor.folder / FORMS, kecil.UNIT, "umum", "2019-03").read_bytes()
    kantor.get(f"{FORMULIR}/{key}/iki.toml", 404)
    kantor.get(f"{FORMULIR}/0000/{name}", 404)
    kantor.get("/b/2019-03/kirim/apa-saja", 404)


def test_looking_writes_nothing(kantor: Desk) -> None:
    complete(kantor.folder / FORMS / "2019-03", "umum", "2019-03", 'surat | "tujuh"\n', name="IKI_2019-03_contoh_umum")
    (kantor.folder / "jejak.sqlite").unlink()
    before = folder_of(kantor)
    for kind in KINDS:
        kantor.get(f"/b/2019-03/kirim/{kind.path}")
    kantor.get("/kotak-keluar")
    assert folder_of(kantor) == before


def test_in_the_trial_a_test_letter_comes_first(kantor: Desk) -> None:
    (kantor.folder / "jejak.sqlite").unlink()
    page = kantor.get(FORMULIR)
    assert part(page.lines, "Langkah berikut", "Perhatikan")[1:] == [
        "1 orang tanpa surel, lewat WhatsApp; 2 surat menunggu surat uji. Masa uji: surat baru boleh ke alamat kantor "
        "sendiri. Kirim surat uji dulu; yang mendesak dapat lewat WhatsApp.",
        "Kirim surat uji",
    ]
    assert boxes(kantor) == []
    end_trial(kantor.folder)
    assert len(boxes(kantor)) == 2


# --- the question -----------------------------------------------------------------------------------------------------


def test_the_question_says_who_gets_which_file(kantor: Desk) -> None:
    asked = question(kantor, daftar="ya", surat=boxes(kantor))
    page = faultless(asked)
    assert without_texts(part(page.lines, "Kirim 2 surat?", FOOT)) == [
        "Kirim 2 surat?",
        "Tanpa alamat surel, jadi disampaikan sendiri sesudah ini: Kepala Seksi Ketertiban.",
        "Setiap orang hanya menerima berkasnya sendiri. Yang sudah terkirim tidak dapat ditarik kembali.",
        "Kepada", "Berkas",
        "Satu Contoh, S.E.", UMUM, "IKI_2019-03_contoh_umum.xlsx",
        "Isi surat", letter_of("Umum", "umum")[0], "Isi surat untuk Satu Contoh, S.E.",
        "Kepala Seksi Pelayanan", PELAYANAN, "IKI_2019-03_contoh_pelayanan.xlsx",
        "Isi surat", letter_of("Pelayanan", "pelayanan")[0], "Isi surat untuk Kepala Seksi Pelayanan",
        "Ya, kirim 2 surat", "Kembali, jangan kirim",
    ]  # fmt: skip
    assert keys(asked) == boxes(kantor)
    assert question(kantor) == asked  # a page without boxes means all


def test_only_what_is_chosen_is_asked_for_and_nothing_chosen_is_said(kantor: Desk) -> None:
    one = question(kantor, daftar="ya", surat=boxes(kantor)[:1])
    assert "Ya, kirim 1 surat" in faultless(one).lines
    assert "Tidak ikut dikirim sekarang: Kepala Seksi Pelayanan." in faultless(one).lines
    none = kantor.post(FORMULIR, 422, daftar="ya")
    assert (
        "Belum ada surat yang dipilih. Beri centang pada surat yang mau dikirim, lalu tekan Lanjut."
        in faultless(none.text).lines
    )


def test_the_question_has_an_address_that_one_may_go_back_to_until_it_was_answered(kantor: Desk) -> None:
    address = kantor.post(FORMULIR, daftar="ya", surat=boxes(kantor)).headers["Location"]
    assert [kantor.get(address).lines for _ in range(2)] == [kantor.get(address).lines] * 2
    assert "Kirim 2 surat?" in kantor.get(address).lines
    kantor.post(FORMULIR, pasti="ya", surat=boxes(kantor))
    for known in (address, f"{FORMULIR}?tanya=lain"):
        assert "Kirim formulir kosong" in kantor.get(known).lines


# --- blank forms of before --------------------------------------------------------------------------------------------


def blank(folder: Path, kode: str = "umum") -> bytes:
    return form_path(folder / FORMS, kecil.UNIT, kode, "2019-03").read_bytes()


def change_settings(folder: Path) -> None:
    """Somebody else holds a jabatan, since the blank forms were made."""
    with (folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[pejabat.pelayanan]\nnama = "Pengganti Contoh"\n')


OLD_BLANKS = "1 formulir kosong masih seperti dulu, padahal pengaturan berubah. Perbarui dulu, lalu bagikan."


def test_the_act_of_handing_out_renews_blank_forms_of_before_as_the_command_does(
    kantor: Desk, tmp_path: Path, iki: Iki, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete(kantor.folder / FORMS / "2019-03", "ketertiban", "2019-03", name="IKI_2019-03_contoh_ketertiban")
    change_settings(kantor.folder)
    before, other = folder_of(kantor), Path(shutil.copytree(kantor.folder, tmp_path / "perintah"))
    page = kantor.follow(f"{FORMULIR}/perbarui")
    assert "1 formulir kosong diperbarui: pengaturan berubah." in page.lines
    monkeypatch.chdir(other)
    iki("template", "--periode=2019-03")
    after = folder_of(kantor)
    changed = [name for name in after if after[name] != before.get(name)]
    assert changed == ["input_templates/2019-03/IKI_2019-03_contoh_pelayanan.xlsx"]
    assert blank(kantor.folder, "pelayanan") == blank(other, "pelayanan")
    assert kantor.post(f"{FORMULIR}/perbarui").headers["Location"] == FORMULIR  # and there is nothing to tell


def test_no_blank_form_of_before_is_handed_out_from_a_page_that_was_open(kantor: Desk, inbox: Picky) -> None:
    chosen = boxes(kantor)
    change_settings(kantor.folder)
    before = folder_of(kantor)
    for page in (kantor.get(FORMULIR), faultless(kantor.post(FORMULIR, 409, pasti="ya", surat=chosen).text)):
        lines = part(page.lines, "Langkah berikut", "Perhatikan")
        assert lines[1:] == [OLD_BLANKS, "Perbarui 1 formulir kosong"]
        assert "Daftar surat" not in page.lines
    assert (folder_of(kantor), inbox.letters) == (before, [])
    kantor.post(f"{FORMULIR}/perbarui")
    assert "Lanjut" in kantor.get(FORMULIR).lines


def test_a_reminder_brings_no_blank_form_of_before_either_and_a_result_needs_none(kantor: Desk) -> None:
    change_settings(kantor.folder)
    assert "Perbarui 1 formulir kosong" in kantor.get("/b/2019-03/kirim/pengingat").lines
    assert "Perbarui 1 formulir kosong" not in kantor.get("/b/2019-03/kirim/hasil").lines
    assert kantor.post("/b/2019-03/kirim/hasil/perbarui").headers["Location"] == "/b/2019-03/kirim/hasil"


def test_the_page_of_a_form_offers_no_blank_one_of_before(kantor: Desk) -> None:
    change_settings(kantor.folder)
    at = "/b/2019-03/formulir/pelayanan"
    assert {OLD_BLANKS, "Perbarui formulir kosong"} <= {*kantor.get(at).lines}
    assert "Unduh formulir kosong" in kantor.get("/b/2019-03/formulir/umum").lines
    page = kantor.follow(f"{at}/perbarui")
    assert {"1 formulir kosong diperbarui: pengaturan berubah.", "Unduh formulir kosong"} <= {*page.lines}


# --- it goes ----------------------------------------------------------------------------------------------------------


def test_a_yes_delivers_to_each_the_own_file_and_tells_of_it(kantor: Desk, inbox: Picky) -> None:
    page = kantor.follow(FORMULIR, pasti="ya", surat=boxes(kantor))
    assert part(page.lines, "Yang baru saja dikerjakan", "Langkah berikut")[1:] == [
        "2 surat terkirim: diterima server surat.",
        "Lihat Kotak keluar",
    ]
    assert inbox.addresses == [UMUM, PELAYANAN]
    for letter, kode in zip(inbox.letters, ("umum", "pelayanan"), strict=True):
        message = email.message_from_bytes(letter.content or b"", policy=email.policy.default)
        assert [one.get_filename() for one in message.iter_attachments()] == [f"IKI_2019-03_contoh_{kode}.xlsx"]  # type: ignore[attr-defined]
    assert boxes(kantor) == []
    assert "Diterima server surat 3 April 2019 pukul" in " ".join(kantor.get(FORMULIR).lines)


def test_the_command_and_the_page_leave_the_same_folder(
    kantor: Desk, prepared: Path, tmp_path: Path, iki: Iki, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, place = Path(shutil.copytree(prepared, tmp_path / "perintah")), kantor.server.place
    monkeypatch.setattr(clock, "today", place.today)
    monkeypatch.setattr(clock, "now", lambda: place.printed().astimezone())
    kantor.post(FORMULIR, pasti="ya", surat=boxes(kantor))
    html = kantor.client.get(FORMULIR, base_url=BASE).text
    kantor.post(f"{FORMULIR}/sampaikan", surat=keys(html)[-1])
    monkeypatch.chdir(other)
    assert "2 surat terkirim." in iki("kirim", "--periode=2019-03", "--formulir", "--ya").out
    assert iki("kirim", "--periode=2019-03", "--formulir", "--diserahkan", "--ya").status == 0
    by_page, by_command = (
        {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (kantor.folder, other)
    )
    for files in (by_page, by_command):
        del files["jejak.sqlite"]
    assert by_page == by_command
    assert look(kantor.folder) == look(other)


def test_a_double_submit_and_two_tabs_send_once(kantor: Desk, inbox: Picky) -> None:
    chosen = boxes(kantor)
    tabs = [visitor(kantor.server) for _ in range(3)]
    with ThreadPoolExecutor(3) as pressed:
        said = [*pressed.map(lambda tab: tab.post(FORMULIR, **OF_OURS, data={"pasti": "ya", "surat": chosen}), tabs)]
    assert [one.status_code for one in said] == [303] * 3
    late = kantor.follow(FORMULIR, pasti="ya", surat=chosen)
    assert "Surat itu sudah diurus sebelumnya, jadi tidak dikirim lagi." in late.lines
    assert inbox.addresses == [UMUM, PELAYANAN]


def test_what_changed_since_it_was_shown_is_not_sent_and_shown_anew(kantor: Desk, inbox: Picky) -> None:
    chosen = boxes(kantor)
    complete(kantor.folder / FORMS / "2019-03", "umum", "2019-03", name="IKI_2019-03_contoh_umum")
    anew = faultless(kantor.post(FORMULIR, 409, pasti="ya", surat=chosen).text)
    assert part(anew.lines, FIRST, "Daftar surat")[2:5] == [
        "Berkasnya berubah sejak halaman tadi dibuka, jadi belum ada yang dikirim atau dicatat. Ini daftar yang baru.",
        "Langkah berikut",
        "1 surat siap; 1 orang tanpa surel, lewat WhatsApp. Periksa daftarnya di bawah; sesudah ini masih ditanya "
        "sekali lagi.",
    ]
    assert (inbox.letters, look(kantor.folder)) == ([], [])


def test_it_is_stopped_between_two_letters(kantor: Desk, inbox: Picky, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(_: float) -> None:
        running = kantor.server.jobs.running()
        if inbox.letters and running:
            running.stopping.set()

    patience = IN_NO_TIME.__class__(between=0, again=(), arrival=(), answer=5, wait=wait)
    monkeypatch.setattr(sending, "USUAL", patience)
    page = kantor.follow(FORMULIR, pasti="ya", surat=boxes(kantor))
    sent = len(inbox.letters)
    assert f"Dihentikan. {sent} surat sudah terkirim; sisanya belum." in page.lines
    assert len(boxes(kantor)) == 2 - sent


def test_without_a_password_nothing_leaves_and_the_page_says_where_to_type_it(
    kantor: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IKI_SANDI_SUREL")
    monkeypatch.setattr("iki_excel.delivery.password._kept", lambda _: None)
    page = kantor.follow(FORMULIR, pasti="ya", surat=boxes(kantor))
    assert part(page.lines, "Yang baru saja dikerjakan", "Langkah berikut")[1:] == [
        "Sandi surel belum disimpan.",
        "Buka Pengaturan, Surel",
    ]


# --- refused ----------------------------------------------------------------------------------------------------------


def act(kantor: Desk) -> list[str]:
    """The next act of the month: its sentence and its button."""
    return part(kantor.get("/b/2019-03").lines, "Langkah berikut", "Formulir Maret 2019")[1:]


def test_a_refused_letter_is_an_act_of_its_own_until_somebody_sees_to_it(kantor: Desk, inbox: Picky) -> None:
    inbox.unknown.add(PELAYANAN)
    page = kantor.follow(FORMULIR, pasti="ya", surat=boxes(kantor))
    assert part(page.lines, "Yang baru saja dikerjakan", "Langkah berikut")[1:] == [
        "1 surat terkirim: diterima server surat.", "Lihat Kotak keluar",
        "Surat ke Kepala Seksi Pelayanan ditolak. Alamat pelayanan@contoh.example tidak dikenal.", "Urus surat ini",
    ]  # fmt: skip
    html = kantor.client.get(FORMULIR, base_url=BASE).text
    (by_hand,) = [key for key in dict.fromkeys(keys(html)) if key not in boxes(kantor)][-1:]
    assert act(kantor)[1] == "Kirim 1 formulir kosong"  # whoever has no mail is still to be told
    kantor.post(f"{FORMULIR}/sampaikan", surat=by_hand)
    assert act(kantor) == [
        "Ditolak server surat: surat kepada Pelayanan. Betulkan alamatnya, atau sampaikan sendiri.",
        "Urus 1 surat yang ditolak",
    ]
    assert part(kantor.get(FORMULIR).lines, "Langkah berikut", "Perhatikan")[1:] == [
        "1 surat ditolak. Betulkan alamatnya, atau sampaikan lewat WhatsApp.",
        "Betulkan alamat",
    ]
    settings = (kantor.folder / "iki.toml").read_text("utf-8")
    (kantor.folder / "iki.toml").write_text(settings.replace("pelayanan@", "seksi.pelayanan@"), "utf-8")
    assert act(kantor)[1] == "Kirim 1 formulir kosong"
    kantor.post(FORMULIR, pasti="ya", surat=boxes(kantor))
    assert inbox.addresses == [UMUM, "seksi.pelayanan@contoh.example"]
    assert act(kantor)[1] == "Pilih berkas yang masuk"


def test_a_refused_letter_that_nobody_needs_any_more_is_closed(kantor: Desk, inbox: Picky) -> None:
    inbox.unknown.add(PELAYANAN)
    by_hand = keys(kantor.client.get(FORMULIR, base_url=BASE).text)[-1]
    kantor.post(FORMULIR, pasti="ya", surat=boxes(kantor))
    complete(kantor.folder / FORMS / "2019-03", "pelayanan", "2019-03", name="IKI_2019-03_contoh_pelayanan")
    kantor.post(f"{FORMULIR}/sampaikan", surat=by_hand)
    assert {one.kepada: one.keadaan for one in look(kantor.folder)} == {
        "umum": "terkirim", "pelayanan": "diganti", "ketertiban": "diserahkan",
    }  # fmt: skip


# --- without mail -----------------------------------------------------------------------------------------------------


def test_an_office_without_mail_hands_everything_over_from_here(without_mail: Desk) -> None:
    page = without_mail.get(FORMULIR)
    assert part(page.lines, "Langkah berikut", "Perhatikan")[1:] == [
        "3 pesan siap disampaikan. Surel kantor belum diatur, jadi semua disampaikan lewat WhatsApp. Untuk setiap "
        "orang di bawah: unduh lampirannya, salin pesannya, lalu kirim keduanya di percakapannya. Sesudah itu catat.",
        "Atur surel kantor",
        "Mulai dari yang pertama",
    ]
    assert page.lines[page.lines.index(FOOT) - 3 : page.lines.index(FOOT)] == [
        "Semua sudah disampaikan?",
        "Tekan sesudah 3 pesan beserta berkasnya benar-benar Anda kirim. Semuanya dicatat sekaligus.",
        "Semua sudah saya sampaikan",
    ]
    html = without_mail.client.get(FORMULIR, base_url=BASE).text
    each = [*dict.fromkeys(keys(html))]
    first = without_mail.post(f"{FORMULIR}/sampaikan", surat=each[0])
    assert first.headers["Location"].startswith(f"{FORMULIR}?kabar=")
    told = without_mail.get(first.headers["Location"]).lines
    assert part(told, "Yang baru saja dikerjakan", "Langkah berikut")[1:] == [
        "1 pesan dicatat sudah Anda sampaikan.", "Keliru? Urungkan di Kotak keluar",
    ]  # fmt: skip
    assert told.count("Ternyata belum? Urungkan") == 1
    bulan = without_mail.follow(f"{FORMULIR}/sampaikan", surat=each)
    assert "2 pesan dicatat sudah Anda sampaikan." in bulan.lines
    assert "Pilih berkas yang masuk" in bulan.lines
    assert [one.keadaan for one in look(without_mail.folder)] == ["diserahkan"] * 3
    assert part(without_mail.get(FORMULIR).lines, "Langkah berikut", "Perhatikan")[1:] == [
        "Semua sudah disampaikan. Tidak ada yang perlu dikirim lagi.",
        "Kembali ke Maret 2019",
    ]


@pytest.mark.panjang
def test_an_office_without_mail_reaches_the_end_of_its_month(without_mail: Desk) -> None:
    def hand_all_over(kind: str) -> Any:
        html = without_mail.client.get(f"/b/2019-03/kirim/{kind}", base_url=BASE).text
        return without_mail.post(f"/b/2019-03/kirim/{kind}/sampaikan", surat=[*dict.fromkeys(keys(html))])

    hand_all_over("formulir")
    forms = without_mail.folder / FORMS / "2019-03"
    for kode in kecil.catalog().kode:
        wrong = 'surat | "tujuh"\n' if kode == "umum" else ""
        complete(forms, kode, "2019-03", wrong, name=f"IKI_2019-03_contoh_{kode}")
    assert act(without_mail)[1] == "Kirim perbaikan ke 1 orang"
    hand_all_over("perbaikan")
    assert act(without_mail)[1] == "Pilih berkas yang masuk"
    complete(forms, "umum", "2019-03", name="IKI_2019-03_contoh_umum")
    assert act(without_mail)[1] == "Buat rekap"
    without_mail.post("/b/2019-03/proses")
    assert act(without_mail)[1] == "Lihat hasil, lalu kirim"
    assert hand_all_over("hasil").headers["Location"].startswith("/b/2019-03?")
    assert act(without_mail)[1] == "Buka bulan berikut"


def test_an_office_at_microsoft_gets_letters_that_outlook_sends(without_mail: Desk) -> None:
    with (without_mail.folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[surel]\ndari = "kantor.contoh@outlook.co.id"\n[surel.alamat]\numum = "{UMUM}"\n')
    page, html = without_mail.get(FORMULIR), without_mail.client.get(FORMULIR, base_url=BASE).text
    assert page.faults == [] and "Atur surel kantor" not in page.lines
    assert page.lines[page.lines.index("Langkah berikut") + 1] == (
        "1 surat siap kirim; 2 orang tanpa surel, lewat WhatsApp. Unduh setiap surat siap kirim, buka dengan Outlook, "
        "lihat, lalu kirim dari sana; lampirannya sudah ada. Untuk yang lain: unduh lampirannya, salin pesannya, "
        "lalu kirim keduanya di percakapannya. Sesudah itu catat."
    )
    assert [page.lines.count(one) for one in ("Unduh surat siap kirim", "Isi alamat surel")] == [1, 2]
    [address] = re.findall(r'href="(/b/2019-03/draf/[^"]+)"', html)
    before = folder_of(without_mail)
    answer = without_mail.client.get(address, base_url=BASE)
    letter = email.message_from_bytes(answer.data, policy=email.policy.default)
    assert "2019-03_formulir_umum.eml" in answer.headers["Content-Disposition"]
    assert (letter["X-Unsent"], letter["To"], letter["From"]) == (
        "1", UMUM, "Kelurahan Contoh <kantor.contoh@outlook.co.id>"
    )  # fmt: skip
    assert [part.get_filename() for part in letter.iter_attachments()] == ["IKI_2019-03_contoh_umum.xlsx"]
    assert folder_of(without_mail) == before
    assert without_mail.client.get(f"{address}x", base_url=BASE).status_code == 404
