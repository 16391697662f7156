"""``[surel]`` of iki.toml: whose account sends through which server, who is written to where, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import load_settings
from iki_excel.decree.surel import Server, Surel
from iki_excel.words.errors import SettingsError
from tests import kecil

APP_PASSWORD_OF_GMAIL = (
    "Gmail memerlukan sandi aplikasi, bukan sandi akunnya: nyalakan verifikasi dua langkah, lalu buat sandi aplikasi "
    "di myaccount.google.com/apppasswords."
)


class Office:
    """Kelurahan Contoh, and what it writes below ``[surel]``."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        self.folder, self.catalog = folder, catalog

    def surel(self, text: str) -> Surel:
        path = self.folder / "iki.toml"
        path.write_text(f"{kecil.PENGATURAN.read_text('utf-8')}\n[surel]\n{text}", "utf-8")
        return load_settings(path, self.catalog).surel

    def refusal(self, text: str) -> str:
        with pytest.raises(SettingsError) as caught:
            self.surel(text)
        return str(caught.value).replace(str(self.folder / "iki.toml"), "iki.toml")


@pytest.fixture
def office(tmp_path: Path, catalog: Catalog) -> Office:
    return Office(tmp_path, catalog)


# --- what is read -----------------------------------------------------------------------------------------------------


def test_an_office_that_says_nothing_has_no_mail(office: Office) -> None:
    assert office.surel("") == Surel()
    assert load_settings(kecil.PENGATURAN, office.catalog).surel == Surel()


def test_a_server_of_its_own_with_every_key(office: Office, tmp_path: Path) -> None:
    assert office.surel("""
        server = "smtp.kantor.example"
        port = 2525
        keamanan = "tls"
        imap = "imap.kantor.example"
        imap_port = 1993
        imap_keamanan = "starttls"
        pengguna = "contoh"
        dari = "kelurahan@contoh.example"
        sertifikat = "kunci/kantor.pem"
        tembusan = ["bagian.organisasi@kota.example", "arsip@kota.example"]
        [surel.alamat]
        pimpinan = "lurah@contoh.example"
        umum = "umum@contoh.example"
        pelayanan = ""
    """) == Surel(
        keluar=Server("smtp.kantor.example", 2525, "tls"),
        masuk=Server("imap.kantor.example", 1993, "starttls"),
        pengguna="contoh",
        dari="kelurahan@contoh.example",
        sertifikat=tmp_path / "kunci" / "kantor.pem",
        alamat={"pimpinan": "lurah@contoh.example", "umum": "umum@contoh.example"},
        tembusan=("bagian.organisasi@kota.example", "arsip@kota.example"),
    )


@pytest.mark.parametrize(
    ("said", "keluar", "masuk"),
    [
        ("", Server("mail.kantor.example", 587, "starttls"), None),
        ("port = 465", Server("mail.kantor.example", 465, "tls"), None),
        ("port = 25", Server("mail.kantor.example", 25, "starttls"), None),
        (
            'imap = "mail.kantor.example"',
            Server("mail.kantor.example", 587, "starttls"),
            Server("mail.kantor.example", 993, "tls"),
        ),
        (
            'imap = "mail.kantor.example"\nimap_port = 143',
            Server("mail.kantor.example", 587, "starttls"),
            Server("mail.kantor.example", 143, "starttls"),
        ),
    ],
)
def test_the_port_says_how_a_connection_is_kept_from_others(
    said: str, keluar: Server, masuk: Server | None, office: Office
) -> None:
    surel = office.surel(f'server = "mail.kantor.example"\n{said}')
    assert (surel.keluar, surel.masuk) == (keluar, masuk)


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        (
            "Gmail",
            Surel(
                keluar=Server("smtp.gmail.com", 587, "starttls"),
                masuk=Server("imap.gmail.com", 993, "tls"),
                menyimpan_terkirim=True,
                sandi=APP_PASSWORD_OF_GMAIL,
            ),
        ),
        (
            "smtp.gmail.com",
            Surel(
                keluar=Server("smtp.gmail.com", 587, "starttls"),
                masuk=Server("imap.gmail.com", 993, "tls"),
                menyimpan_terkirim=True,
                sandi=APP_PASSWORD_OF_GMAIL,
            ),
        ),
        (
            "yahoo",
            Surel(
                keluar=Server("smtp.mail.yahoo.com", 587, "starttls"),
                masuk=Server("imap.mail.yahoo.com", 993, "tls"),
                sandi=APP_PASSWORD_OF_GMAIL.replace("Gmail", "Yahoo").replace(
                    "myaccount.google.com/apppasswords", "pengaturan keamanan akun"
                ),
            ),
        ),
        (
            "zimbra:mail.kota.example",
            Surel(keluar=Server("mail.kota.example", 587, "starttls"), masuk=Server("mail.kota.example", 993, "tls")),
        ),
    ],
)
def test_servers_that_are_known_by_name(server: str, expected: Surel, office: Office) -> None:
    assert office.surel(f'server = "{server}"') == expected


def test_a_known_server_may_be_used_without_its_mailbox(office: Office) -> None:
    assert office.surel('server = "gmail"\nport = 465\nimap = ""') == Surel(
        keluar=Server("smtp.gmail.com", 465, "tls"), menyimpan_terkirim=True, sandi=APP_PASSWORD_OF_GMAIL
    )


@pytest.mark.parametrize(
    ("said", "pengguna", "dari"),
    [
        ('pengguna = "kantor@contoh.example"', "kantor@contoh.example", "kantor@contoh.example"),
        ('dari = "kantor@contoh.example"', "kantor@contoh.example", "kantor@contoh.example"),
        ('pengguna = "kantor"', "kantor", ""),
        ('pengguna = "kantor"\ndari = "k@contoh.example"', "kantor", "k@contoh.example"),
    ],
)
def test_who_logs_in_is_the_address_unless_something_else_is_said(
    said: str, pengguna: str, dari: str, office: Office
) -> None:
    surel = office.surel(said)
    assert (surel.pengguna, surel.dari) == (pengguna, dari)


def test_the_head_goes_by_the_code_of_the_jabatan_that_he_holds(office: Office) -> None:
    path = office.folder / "iki.toml"
    settings = kecil.PENGATURAN.read_text("utf-8").replace("[unit]", '[unit]\npimpinan = "umum"')
    path.write_text(f'{settings}\n[surel.alamat]\npimpinan = "lurah@contoh.example"', "utf-8")
    assert load_settings(path, office.catalog).surel.alamat == {"umum": "lurah@contoh.example"}


def test_its_own_address_is_known_in_whatever_capitals() -> None:
    surel = Surel(dari="Kantor@Contoh.example")
    assert [surel.is_own(one) for one in ("kantor@contoh.example", "umum@contoh.example")] == [True, False]
    assert not Surel().is_own("")


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["sandi", "password", "Kata_Sandi"])
def test_a_password_in_the_file_is_refused_and_not_shown(key: str, office: Office) -> None:
    assert office.refusal(f'{key} = "rahasia-37"') == (
        f"iki.toml, [surel]: sandi tidak ditulis di iki.toml, karena berkas ini mudah tersalin. Hapus baris “{key}”, "
        "lalu simpan sandinya dengan “iki surel --atur”, atau taruh di variabel lingkungan IKI_SANDI_SUREL."
    )


@pytest.mark.parametrize(
    "line",
    [
        "sandi = rahasia37",
        "sandi: rahasia37",
        "sandi = “rahasia37”",
        "sandi rahasia37",
        'sandi = "rahasia37',
        "“sandi” = 3",
    ],
)  # fmt: skip
def test_a_password_is_not_shown_where_its_line_is_no_toml_either(line: str, office: Office) -> None:
    assert office.refusal(line) == (
        "iki.toml, baris 9: sandi tidak ditulis di iki.toml, karena berkas ini mudah tersalin. Hapus baris “sandi”, "
        "lalu simpan sandinya dengan “iki surel --atur”, atau taruh di variabel lingkungan IKI_SANDI_SUREL."
    )


def test_a_text_of_a_like_name_is_told_as_ever(office: Office) -> None:
    assert office.refusal("sandiwara = satu").startswith("iki.toml, baris 9: teks “satu” tanpa tanda kutip.")


@pytest.mark.parametrize("server", ["outlook", "Office365", "smtp.office365.com", "smtp-mail.outlook.com"])
def test_a_server_of_microsoft_is_told_the_way_of_drafts(server: str, office: Office) -> None:
    assert office.refusal(f'server = "{server}"') == (
        f"iki.toml, [surel]: server “{server}” milik Microsoft, yang tidak lagi menerima sandi untuk mengirim surel "
        "dari program. Hapus baris server; “iki kirim --pratinjau” menulis surat siap kirim yang dibuka dengan Outlook."
    )


NOT_A_HOST = "padahal harus nama server tanpa port, garis miring dan spasi, misalnya"
NAMES = "Yang dikenal dengan nama: gmail, yahoo, zimbra:ALAMAT-SERVER."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('server = "gmal"', "server “gmal” tidak dikenal. Maksudnya “gmail”?"),
        ('server = "zimbr"', "server “zimbr” tidak dikenal. Maksudnya “zimbra”?"),
        (
            'server = "mail.kantor.example:587"',
            f'server berisi “mail.kantor.example:587”, {NOT_A_HOST} server = "mail.kantor.example". {NAMES}',
        ),
        (
            'server = "https://mail.kantor.example/"',
            f'server berisi “https://mail.kantor.example/”, {NOT_A_HOST} server = "mail.kantor.example". {NAMES}',
        ),
        ('server = "zimbra"', f'server berisi “zimbra:”, {NOT_A_HOST} server = "zimbra:mail.kantor.example".'),
        (
            'server = "zimbra:mail kota"',
            f'server berisi “zimbra:mail kota”, {NOT_A_HOST} server = "zimbra:mail.kantor.example".',
        ),
        ('imap = "imap kantor"', f'imap berisi “imap kantor”, {NOT_A_HOST} imap = "mail.kantor.example".'),
        ("port = 0", "port berisi 0, padahal harus 1 sampai 65535, biasanya 587."),
        ("imap_port = 70000", "imap_port berisi 70000, padahal harus 1 sampai 65535, biasanya 993."),
        (
            'port = "587"',
            'kunci “port” berisi "587", padahal harus bilangan bulat tanpa tanda kutip. Tulis bilangannya saja: 587.',
        ),
        ('keamanan = "tanpa"', "kunci “keamanan” berisi “tanpa”. Yang dikenal: starttls, tls."),
        ('imap_keamanan = "ssl"', "kunci “imap_keamanan” berisi “ssl”. Yang dikenal: starttls, tls."),
        ('prot = 587', "kunci “prot” tidak dikenal. Maksudnya “port”?"),
        (
            f'pengguna = "{"a" * 101}"',
            f"pengguna “{'a' * 79}…” harus satu baris teks biasa, paling banyak 100 huruf.",
        ),
        (
            'tembusan = "a@contoh.example"',
            'kunci “tembusan” berisi "a@contoh.example", padahal harus daftar dalam kurung siku [ ].',
        ),
        ("tembusan = [1]", "kunci “tembusan” harus daftar teks dalam tanda kutip."),
        (
            'tembusan = ["a@contoh.example", "A@contoh.example"]',
            "tembusan memuat “A@contoh.example” dua kali. Hapus salah satunya.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_a_sentence_with_its_place(said: str, sentence: str, office: Office) -> None:
    assert office.refusal(said) == f"iki.toml, [surel]: {sentence}"


EXAMPLE = 'misalnya "alamat@kantor.example".'


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("contoh.example", f"berisi “contoh.example”. Sebuah alamat surel memuat tepat satu @, {EXAMPLE}"),
        ("a@b@contoh.example", f"berisi “a@b@contoh.example”. Sebuah alamat surel memuat tepat satu @, {EXAMPLE}"),
        (
            "Umum <umum@contoh.example>",
            f"berisi “Umum <umum@contoh.example>”. Tulis alamatnya saja, tanpa nama dan tanda < >, {EXAMPLE}",
        ),
        (
            "a@contoh.example, b@contoh.example",
            "berisi “a@contoh.example, b@contoh.example”. Tulis satu alamat saja, tanpa koma atau titik koma.",
        ),
        (
            "umum @contoh.example",
            "berisi “umum @contoh.example”. Tulis alamatnya tanpa spasi dan pada satu baris.",
        ),
        (
            r"a@contoh.example\nBcc:b@contoh.example",
            "berisi “a@contoh.example Bcc:b@contoh.example”. Tulis alamatnya tanpa spasi dan pada satu baris.",
        ),
        (
            "umüm@contoh.example",
            "berisi “umüm@contoh.example”. Tulis alamatnya dengan huruf biasa (a–z), angka dan tanda, tanpa huruf "
            "beraksen.",
        ),
        ("umum@contoh", f"berisi “umum@contoh”. Itu bukan alamat surel yang lengkap; tulis {EXAMPLE}"),
        ("@contoh.example", f"berisi “@contoh.example”. Itu bukan alamat surel yang lengkap; tulis {EXAMPLE}"),
        (
            "umum..satu@contoh.example",
            f"berisi “umum..satu@contoh.example”. Itu bukan alamat surel yang lengkap; tulis {EXAMPLE}",
        ),
        (
            f"{'a' * 250}@contoh.example",
            f"berisi “{'a' * 79}…”. Sebuah alamat surel paling banyak 254 huruf.",
        ),
        (
            "Alamat@kantor.example",
            "“Alamat@kantor.example” masih contoh dari “iki mulai”. Ketik alamat surelnya, atau hapus baris itu.",
        ),
    ],
)
def test_an_address_that_is_none_is_told_wherever_it_stands(address: str, sentence: str, office: Office) -> None:
    assert office.refusal(f'dari = "{address}"') == f"iki.toml, [surel]: dari {sentence}"
    assert office.refusal(f'tembusan = ["{address}"]') == f"iki.toml, [surel]: tembusan {sentence}"
    assert office.refusal(f'[surel.alamat]\numum = "{address}"') == f"iki.toml, [surel], [alamat]: umum {sentence}"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('umun = "umum@contoh.example"', "“umun” tidak dikenal. Maksudnya “umum”?"),
        (
            'pimpinan = "a@contoh.example"\ncamat = "b@contoh.example"',
            "“pimpinan” dan “camat” adalah orang yang sama. Hapus salah satunya.",
        ),
        ("umum = 1", "kunci “umum” berisi 1, padahal harus teks dalam tanda kutip."),
    ],
)
def test_an_address_of_nobody_there_is_told(said: str, sentence: str, office: Office) -> None:
    assert office.refusal(f"[surel.alamat]\n{said}") == f"iki.toml, [surel], [alamat]: {sentence}"
