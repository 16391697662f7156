"""iki terima --surel: what came into a real mailbox, and lies in the folder then."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from iki_excel.delivery import journal, mailbox
from iki_excel.delivery.attached import Attached
from iki_excel.runs.fetching import Fetched, fetch
from iki_excel.runs.fetching.names import names_for
from iki_excel.runs.fetching.ours import glance
from iki_excel.runs.office import Office, Offices
from tests import forms, kecil
from tests.console import Iki, sentences
from tests.grounds import KECIL
from tests.servers import Account, Mail
from tests.shapes import letter, variant, with_files, zipped

pytestmark = pytest.mark.panjang

WAKTU = dt.datetime(2019, 4, 5, 9, tzinfo=dt.UTC)
TIBA = dt.datetime(2019, 4, 2, 2, 15, tzinfo=dt.UTC)
JABATAN = ("umum", "pelayanan", "ketertiban")


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKI_SANDI_SUREL", "rahasia")


@pytest.fixture
def kantor(mail: Mail) -> Account:
    return mail.account("kantor")


def office_of(mail: Mail, kantor: Account, **alamat: str) -> Office:
    surel = dataclasses.replace(mail.surel(kantor), alamat=alamat)
    return Office(KECIL.catalog, dataclasses.replace(KECIL.settings, surel=surel))


def fetched(folder: Path, mail: Mail, kantor: Account, **alamat: str) -> Fetched:
    mail.postfix.settle()
    return fetch(folder, Offices.one(office_of(mail, kantor, **alamat)), WAKTU)


def filled(folder: Path, jabatan: str = "ketertiban", periode: str = "2019-03") -> bytes:
    return forms.complete(folder / "isi", jabatan, periode).read_bytes()


def from_(sender: str, made: EmailMessage | bytes) -> bytes:
    return f"From: {sender}\r\nMessage-ID: <1@luar.example>\r\n".encode() + bytes(made)


def lying(folder: Path) -> dict[str, bytes]:
    """By name what lies in the folder of what came."""
    return {path.name: path.read_bytes() for path in sorted((folder / "kotak_masuk").iterdir())}


def noted(folder: Path) -> dict[str, tuple[str, str, str]]:
    """By the SHA-256 of a file who sent it, the verdict, and when it came."""
    with journal.opened(folder) as jejak:
        rows = jejak.execute("SELECT * FROM kiriman").fetchall()
    return {row["sha256"]: (row["dari"], row["putusan"], row["tiba"]) for row in rows}


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# --- one by one -------------------------------------------------------------------------------------------------------


def test_a_form_lies_in_the_folder_with_the_time_at_which_it_came_and_who_sent_it(
    mail: Mail, kantor: Account, tmp_path: Path
) -> None:
    form = filled(tmp_path)
    mail.put(kantor, from_("Andi <andi@luar.example>", with_files((form, "baru (1).xlsx"))), moment=TIBA)
    before = mail.stored(kantor)
    told = fetched(tmp_path, mail, kantor)
    assert told == Fetched(surat=1, berkas=[tmp_path / "kotak_masuk" / "baru (1).xlsx"])
    assert lying(tmp_path) == {"baru (1).xlsx": form}
    assert (tmp_path / "kotak_masuk" / "baru (1).xlsx").stat().st_mtime == TIBA.timestamp()
    assert noted(tmp_path) == {sha(form): ("andi@luar.example", "tidak diketahui", "2019-04-02T02:15:00")}
    assert mail.stored(kantor) == before


def test_the_next_time_only_what_is_new_is_fetched(mail: Mail, kantor: Account, tmp_path: Path) -> None:
    first, second = filled(tmp_path), filled(tmp_path, "umum")
    mail.put(kantor, from_("a@luar.example", with_files((first, "a.xlsx"))))
    assert fetched(tmp_path, mail, kantor).surat == 1
    assert fetched(tmp_path, mail, kantor) == Fetched()
    mail.put(kantor, from_("a@luar.example", with_files((second, "a.xlsx"))))
    assert fetched(tmp_path, mail, kantor).surat == 1
    assert lying(tmp_path) == {"a.xlsx": first, "a (2).xlsx": second}


def test_without_its_journal_everything_is_fetched_again_and_nothing_changes(
    mail: Mail, kantor: Account, tmp_path: Path
) -> None:
    for number in range(3):
        form = variant(filled(tmp_path), number)
        mail.put(kantor, from_("a@luar.example", with_files((form, "a.xlsx"))), moment=TIBA)
    fetched(tmp_path, mail, kantor)
    before, times = lying(tmp_path), [path.stat().st_mtime for path in (tmp_path / "kotak_masuk").iterdir()]
    (tmp_path / "jejak.sqlite").unlink()
    assert fetched(tmp_path, mail, kantor).surat == 3
    assert (lying(tmp_path), len(noted(tmp_path))) == (before, 3)
    assert [path.stat().st_mtime for path in (tmp_path / "kotak_masuk").iterdir()] == times


def test_the_first_time_mail_from_before_the_year_before_is_left_alone(
    mail: Mail, kantor: Account, tmp_path: Path
) -> None:
    for year in (2017, 2018):
        form = variant(filled(tmp_path), year)
        moment = dt.datetime(year, 12, 31, 9, tzinfo=dt.UTC)
        mail.put(kantor, from_("a@luar.example", with_files((form, f"{year}.xlsx"))), moment=moment)
    assert [path.name for path in fetched(tmp_path, mail, kantor).berkas] == ["2018.xlsx"]


def test_who_sent_a_file_in_a_zip_is_noted_of_the_zip_and_of_the_file(
    mail: Mail, kantor: Account, tmp_path: Path
) -> None:
    form = filled(tmp_path)
    archive = zipped(form, "folder/a.xlsx")
    mail.put(kantor, from_("a@luar.example", with_files((archive, "kiriman.zip"))), moment=TIBA)
    fetched(tmp_path, mail, kantor)
    assert lying(tmp_path) == {"kiriman.zip": archive}
    assert noted(tmp_path) == dict.fromkeys(
        [sha(archive), sha(form)], ("a@luar.example", "tidak diketahui", "2019-04-02T02:15:00")
    )


def test_what_is_no_form_stays_in_the_mailbox_and_what_may_be_one_is_told(
    mail: Mail, kantor: Account, tmp_path: Path
) -> None:
    made = with_files(
        (b"%PDF-1.7", "surat.pdf"),
        (zipped(b"<x/>", "word/document.xml"), "surat.docx"),
        (zipped(b"<x/>", "xl/workbook.xml"), "daftar.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "lama.xls"),
        (b"Rar!\x1a\x07\x00", "kiriman.rar"),
        (b"\x78\x9f\x3e\x22", "winmail.dat"),
    )
    mail.put(kantor, from_("a@luar.example", made), moment=TIBA)
    where = "Dalam surat dari a@luar.example, 2 April 2019 pukul 09.15 WIB, lampiran"
    assert fetched(tmp_path, mail, kantor) == Fetched(
        surat=1,
        lain=5,
        catatan=[
            f"{where} “winmail.dat” bungkusan Outlook (winmail.dat) yang tidak dapat dibuka di sini. Minta formulirnya "
            "dikirim lagi sebagai lampiran biasa.",
            f"{where} “lama.xls” tidak diambil: Excel lama (.xls). Buka sendiri di kotak surat bila itu formulir.",
            f"{where} “kiriman.rar” tidak diambil: arsip yang dibuat dengan RAR, jadi isinya tidak dibaca. Buka "
            "sendiri di kotak surat bila itu formulir.",
        ],
    )
    assert lying(tmp_path) == {}


def test_what_is_called_a_form_is_taken_though_it_cannot_be_read(mail: Mail, kantor: Account, tmp_path: Path) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    mail.put(kantor, from_("a@luar.example", with_files((old, "IKI_2019-03_contoh_umum.xls"))))
    fetched(tmp_path, mail, kantor)
    assert lying(tmp_path) == {"IKI_2019-03_contoh_umum.xls": old}


def test_a_message_that_is_too_large_is_told(
    mail: Mail, kantor: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "LARGEST_MESSAGE", 10_000)
    mail.put(kantor, from_("a@luar.example", with_files((filled(tmp_path), "a.xlsx"))), moment=TIBA)
    assert fetched(tmp_path, mail, kantor) == Fetched(
        surat=1,
        catatan=[
            "Surat yang tiba 2 April 2019 pukul 09.15 WIB lebih dari 40 MB, jadi tidak diambil. Buka sendiri di kotak "
            "surat bila ada formulir di dalamnya."
        ],
    )


def test_a_letter_of_ours_and_one_that_was_refused_bring_no_form(mail: Mail, kantor: Account, tmp_path: Path) -> None:
    ours = with_files((forms.blank("umum", "2019-03"), "IKI_2019-03_contoh_umum.xlsx"))
    ours["From"], ours["To"] = kantor.address, "umum@contoh.example"
    ours["Message-ID"] = "<iki.0123456789abcdef0123456789abcdef01234567@contoh.example>"
    refusal = letter("Surat Anda tidak dapat disampaikan.")
    refusal.add_attachment(ours)
    mail.put(kantor, bytes(ours))
    mail.put(kantor, from_("mailer-daemon@luar.example", refusal))
    assert fetched(tmp_path, mail, kantor) == Fetched(surat=2)


def test_a_form_that_somebody_else_sent_or_somebody_in_his_name_is_told(
    mail: Mail, kantor: Account, tmp_path: Path
) -> None:
    form = filled(tmp_path)
    alamat = {"ketertiban": "trantib@luar.example"}
    sent = [
        ("trantib@luar.example", "mx.luar.example"),
        ("Trantib@Luar.example", "mx.luar.example"),
        ("anak@lain.example", "mx.lain.example"),
        ("trantib@luar.example", "mx.lain.example"),
        ("kantor@contoh.example", "mx.contoh.example"),
    ]
    for number, (sender, helo) in enumerate(sent):
        made = with_files((variant(form, number), f"{number}.xlsx"))
        mail.receive(from_(sender, made), kantor.address, sender.lower(), helo)
        mail.postfix.settle()
    form_of = f"formulir {KECIL.catalog['ketertiban'].nama} Maret 2019"
    assert fetched(tmp_path, mail, kantor, **alamat).catatan == [
        f"Perhatikan: {form_of} dikirim dari anak@lain.example, bukan alamatnya di iki.toml. Tanyakan kepada "
        "pejabatnya.",
        f"Perhatikan: {form_of} dikirim dari trantib@luar.example, tidak lolos pemeriksaan server. Tanyakan kepada "
        "pejabatnya.",
    ]
    assert [noted(tmp_path)[sha(variant(form, number))][:2] for number in range(5)] == [
        ("trantib@luar.example", "sah"),
        ("Trantib@Luar.example", "sah"),
        ("anak@lain.example", "sah"),
        ("trantib@luar.example", "tidak lolos"),
        ("kantor@contoh.example", "sah"),
    ]


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("IKI_2019-03_contoh_umum.xlsx", "IKI_2019-03_contoh_umum.xlsx"),
        ("Laporan é Maret.XLSX", "Laporan é Maret.XLSX"),
        ("formulir", "formulir.xlsx"),
        ("formulir.pdf", "formulir.pdf.xlsx"),
        ("../../etc/passwd", "passwd.xlsx"),
        ("C:\\Users\\x\\a.xlsx", "a.xlsx"),
        ("CON.xlsx", "lampiran CON.xlsx"),
        ("~$a.xlsx", "a.xlsx"),
        (".iki.toml", "iki.toml.xlsx"),
        ("a\x00b\n?*.xlsx", "a\N{REPLACEMENT CHARACTER}b.xlsx"),
        ("...", "lampiran.xlsx"),
        ("", "lampiran.xlsx"),
        ("a. .xlsx", "a.xlsx"),
        ("x" * 300, f"{'x' * 100}.xlsx"),
    ],
)
def test_a_file_is_called_as_it_was_sent_as_far_as_every_system_allows(sent: str, name: str) -> None:
    assert next(names_for(sent, zipped(b"", "xl/workbook.xml"))) == name


def test_a_zip_is_called_one_and_further_names_have_a_number() -> None:
    names = names_for("kiriman", zipped(b"", "a.txt"))
    assert [next(names) for _ in range(3)] == ["kiriman.zip", "kiriman (2).zip", "kiriman (3).zip"]


def test_a_glance_knows_the_form_in_what_every_program_makes_of_it(tmp_path: Path) -> None:
    blank = forms.blank("umum", "2019-03")
    for content in (blank, filled(tmp_path, "umum"), zipped(blank, "a/b.xlsx")):
        seen = glance(Attached("x", content))
        assert (seen.is_ours, {(form.jabatan, form.periode) for form in seen.forms}) == (True, {("umum", "2019-03")})


# --- the command ------------------------------------------------------------------------------------------------------


def settings_file(folder: Path, mail: Mail, kantor: Account, further: str = "") -> None:
    kecil.move_into(folder)
    with (folder / "iki.toml").open("a", encoding="utf-8") as file:
        file.write(
            f"""
mulai = "2019-01"

[surel]
server = "{mail.host}"
port = {mail.ports.submission}
imap = "{mail.host}"
imap_port = {mail.imaps}
imap_keamanan = "tls"
dari = "{kantor.address}"
sertifikat = "{mail.sertifikat}"
{further}
"""
        )


def test_the_command_fetches_and_sorts_at_once(mail: Mail, kantor: Account, iki: Iki, tmp_path: Path) -> None:
    settings_file(tmp_path, mail, kantor, '[surel.alamat]\nketertiban = "trantib@luar.example"')
    form = filled(tmp_path)
    mail.put(kantor, from_("anak@lain.example", with_files((form, "baru.xlsx"), (b"%PDF", "a.pdf"))), moment=TIBA)
    nama = KECIL.catalog["ketertiban"].nama
    said = iki("terima", "--surel", *kecil.OPTION)
    assert (said.status, said.err, sentences(said.out)) == (
        0,
        "",
        [
            "Kotak surat: 1 surat baru, 1 berkas diambil, 1 lampiran lain dibiarkan di sana.",
            f"Perhatikan: formulir {nama} Maret 2019 dikirim dari anak@lain.example, bukan alamatnya di iki.toml. "
            "Tanyakan kepada pejabatnya.",
            f"Masuk: Maret 2019, {nama}: kotak_masuk/baru.xlsx, dari anak@lain.example",
            "1 berkas: 1 masuk.",
            "Berikutnya: iki periksa --periode 2019-03.",
            "Belum masuk Maret 2019: Umum dan Pelayanan.",
        ],
    )
    placed = tmp_path / "input_templates" / "2019-03" / "IKI_2019-03_contoh_ketertiban.xlsx"
    assert (placed.read_bytes(), placed.stat().st_mtime) == (form, TIBA.timestamp())
    said = iki("terima", "--surel", *kecil.OPTION)
    assert sentences(said.out)[0] == "Kotak surat: 0 surat baru, 0 berkas diambil."
    assert (said.status, sentences(said.out)[-1]) == (0, "1 berkas: 1 sama.")


def test_the_command_says_what_is_missing_before_it_can_look_into_a_mailbox(
    mail: Mail, kantor: Account, iki: Iki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kecil.move_into(tmp_path)
    said = iki("terima", "--surel", *kecil.OPTION)
    assert (said.status, sentences(said.err)) == (2, [mailbox.NO_MAILBOX])
    settings_file(tmp_path, mail, kantor)
    monkeypatch.setenv("IKI_SANDI_SUREL", "salah")
    said = iki("terima", "--surel", *kecil.OPTION)
    assert (said.status, said.out) == (2, "")
    assert not (tmp_path / "kotak_masuk").exists()


# --- breaks -----------------------------------------------------------------------------------------------------------


def test_a_line_that_breaks_keeps_what_came_and_the_next_time_goes_on(
    mail: Mail, kantor: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {f"{number}.xlsx": variant(filled(tmp_path), number) for number in range(6)}
    for name, form in sent.items():
        mail.put(kantor, from_("a@luar.example", with_files((form, name))))
    whole = mailbox.Mailbox.incoming

    def breaking(box: mailbox.Mailbox, mark: mailbox.Mark) -> mailbox.Incoming | None:
        if mark.uid > 4:
            box._box.client.shutdown()
        return whole(box, mark)

    monkeypatch.setattr(mailbox.Mailbox, "incoming", breaking)
    told = fetched(tmp_path, mail, kantor)
    assert (told.surat, told.putus) == (
        4,
        "Sambungan ke server localhost terputus. Periksa sambungan internet, lalu coba lagi.",
    )
    assert lying(tmp_path) == dict([*sent.items()][:4])
    monkeypatch.setattr(mailbox.Mailbox, "incoming", whole)
    assert (fetched(tmp_path, mail, kantor).surat, lying(tmp_path)) == (2, sent)


@pytest.mark.panjang
def test_a_kill_at_any_moment_loses_nothing_and_makes_nothing_twice(
    mail: Mail, kantor: Account, tmp_path: Path
) -> None:
    settings_file(tmp_path, mail, kantor)
    sent = {f"{number:02}.xlsx": variant(filled(tmp_path), number) for number in range(30)}
    for name, form in sent.items():
        mail.put(kantor, from_(f"{name[:2]}@luar.example", with_files((form, name))), moment=TIBA)
    command = [sys.executable, "-m", "tests.killing_fetches", str(tmp_path), "25"]
    killed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    assert int(killed) > 0
    assert fetched(tmp_path, mail, kantor).putus == ""
    assert lying(tmp_path) == sent
    assert {sha256: dari for sha256, (dari, *_) in noted(tmp_path).items()} == {
        sha(form): f"{name[:2]}@luar.example" for name, form in sent.items()
    }
    assert {path.stat().st_mtime for path in (tmp_path / "kotak_masuk").iterdir()} == {TIBA.timestamp()}
    assert fetched(tmp_path, mail, kantor) == Fetched()
