"""Forms are read in a Dask cluster: the same comes of it as here, whichever of its computers dies or sees no file."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from iki_excel import __version__
from iki_excel.decree.office import Offices
from iki_excel.forms.reading import Record, find_files
from iki_excel.forms.reading.cluster import cluster_at, connecting
from iki_excel.words.errors import IkiError
from tests.console import Iki
from tests.deadly import ZIP
from tests.machines import BLIND, DEADLY, OLDER, Machines, machines
from tests.test_many_units import tree
from tests.test_readers import STOPPED, heap, here, offices, read, told

__all__ = ["heap", "here", "offices"]


@pytest.fixture
def some(tmp_path: Path) -> Iterator[Machines]:
    """Computers of which every worker is added by the test."""
    with machines(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Two computers with the same disk as this one."""
    with machines(tmp_path_factory.mktemp("machines")) as made:
        made.add()
        made.add()
        yield made


# --- the same comes of it --------------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_a_cluster_reads_what_is_read_here_in_the_order_of_the_paths(
    heap: Path, offices: Offices, two: Machines, here: list[Record]
) -> None:
    said: list[tuple[int, int, str]] = []
    paths = find_files([heap])
    with cluster_at(two.address) as cluster:
        found = [
            one.record
            for one in cluster.read([*paths, heap / "~$a.xlsx", paths[0]], offices, lambda *n: said.append(n))
        ]
    assert found == here
    assert said == [(done, len(paths), path.name) for done, path in enumerate(paths, start=1)]


@pytest.mark.panjang
def test_a_computer_that_sees_no_file_is_sent_its_bytes_and_tells_the_same(
    heap: Path, offices: Offices, some: Machines, here: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    some.add(BLIND)
    with cluster_at(some.address) as cluster:
        assert read(cluster, heap, offices) == here
        monkeypatch.chdir(heap.parent)
        relative = read(cluster, Path(heap.name), offices)
        inside = [one.record for one in cluster.read([heap / "sent.zip" / "c.xlsx"], offices)]
    assert [one.row for one in relative] == [one.row | _renamed(one.row, heap) for one in here]
    assert inside == [one for one in here if one.row["file"].endswith("sent.zip/c.xlsx")]


def _renamed(row: dict[str, str], heap: Path) -> dict[str, str]:
    return {name: row[name].replace(f"{heap.parent}/", "") for name in ("file", "arsip")}


@pytest.mark.panjang
def test_what_nobody_can_read_is_told_as_it_is_here(
    heap: Path, offices: Offices, two: Machines, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes((heap / "a.xlsx").read_bytes())
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "a.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    paths = [tmp_path / f"{name}.xlsx" for name in ("gone", "link", "folder", "a")]
    with cluster_at(two.address) as cluster:
        found = told([one.record for one in cluster.read(paths, offices)])
    assert found == {
        "gone.xlsx": "gone.xlsx tidak ditemukan. Periksa nama dan foldernya.",
        "link.xlsx": "link.xlsx hanya tautan ke berkas lain. Salin berkas aslinya ke sini.",
        "folder.xlsx": "folder.xlsx adalah folder, bukan berkas. Sebutkan berkas di dalamnya.",
        "a.xlsx": "dipakai",
    }


@pytest.mark.panjang
def test_many_units_come_to_the_same_roll_up_in_a_cluster_that_is_started_here(
    iki: Iki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree(tmp_path))
    asked = ("proses", "--periode", "2019-01", "--hanya-rekap", "--waktu", "2019-02-05T08:00")
    alone = iki(*asked, "--ke", "sendiri")
    together = iki(*asked, "--ke", "bersama", "--klaster", "lokal", "--pekerja", "2")
    assert together == alone._replace(out=alone.out.replace("sendiri", "bersama"))
    rollup = Path("2019-01", "IKI_2019-01_rekap.xlsx")
    assert Path("bersama", rollup).read_bytes() == Path("sendiri", rollup).read_bytes()


# --- what dies -------------------------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_a_computer_that_is_killed_costs_nothing(
    heap: Path, offices: Offices, some: Machines, here: list[Record]
) -> None:
    workers, found = [some.add(), some.add(BLIND)], []
    with cluster_at(some.address) as cluster:
        for packed in cluster.read(find_files([heap]), offices):
            if not found:
                workers[0].kill()
            found.append(packed.record)
    assert found == here


@pytest.mark.panjang
def test_when_all_computers_were_killed_others_that_come_go_on(
    heap: Path, offices: Offices, some: Machines, here: list[Record]
) -> None:
    worker, found = some.add(), []
    with cluster_at(some.address) as cluster:
        for packed in cluster.read(find_files([heap]), offices):
            if not found:
                worker.kill()
                some.add()
            found.append(packed.record)
    assert found == here


@pytest.mark.panjang
def test_a_form_that_kills_its_reader_costs_itself_alone_and_never_the_computer(
    heap: Path, offices: Offices, some: Machines, tmp_path: Path
) -> None:
    forms = tmp_path / "forms"
    forms.mkdir()
    for name in ("a", "b", "d"):
        (forms / f"{name}.xlsx").write_bytes((heap / "a.xlsx").read_bytes())
    (forms / "c.xlsx").write_bytes(ZIP + b"abort")
    worker = some.add(DEADLY)
    with cluster_at(some.address) as cluster:
        found = told(read(cluster, forms, offices))
    assert found == {
        "a.xlsx": "dipakai",
        "b.xlsx": "dipakai",
        "c.xlsx": STOPPED.format("c.xlsx"),
        "d.xlsx": "dipakai",
    }
    assert worker.poll() is None


# --- what stops it ---------------------------------------------------------------------------------------------------


def refusal(address: str) -> str:
    with pytest.raises(IkiError) as refused, cluster_at(address):
        pass
    return str(refused.value)


@pytest.mark.panjang
@pytest.mark.parametrize("address", ["besok", "udp://127.0.0.1:1", "tcp://x:y", ""])
def test_an_address_of_another_kind_is_not_known(address: str) -> None:
    assert refusal(address) == (
        f"Alamat klaster “{address}” tidak dikenal. Tulis misalnya tcp://192.168.1.10:8786, atau lokal."
    )


@pytest.mark.panjang
def test_an_address_where_nobody_is_is_told(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "CONNECTING", 1)
    assert refusal("tcp://127.0.0.1:1") == (
        "Klaster tcp://127.0.0.1:1 tidak dapat dihubungi. Periksa alamatnya, dan apakah “dask scheduler” berjalan di "
        "sana."
    )
    assert capfd.readouterr() == ("", "")


@pytest.mark.panjang
def test_a_cluster_without_workers_is_told(some: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "CONNECTING", 2)
    assert refusal(some.address) == (
        f"Klaster {some.address} tidak mempunyai pekerja. Jalankan “dask worker {some.address}” di komputer yang ikut "
        "membaca, lalu ulangi."
    )


@pytest.mark.panjang
def test_a_cluster_of_another_version_is_told(heap: Path, offices: Offices, some: Machines) -> None:
    some.add(OLDER)
    with cluster_at(some.address) as cluster, pytest.raises(IkiError) as refused:
        read(cluster, heap, offices)
    assert str(refused.value) == (
        f"Klaster {some.address} tidak memakai iki-excel {__version__}. Pasang versi itu di semua komputernya, lalu "
        "ulangi."
    )


@pytest.mark.panjang
@pytest.mark.parametrize("what", ["scheduler", "worker"])
def test_a_cluster_that_is_gone_stops_the_run_with_a_sentence(
    what: str,
    heap: Path,
    offices: Offices,
    some: Machines,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(connecting, "CONNECTING", 3)
    monkeypatch.setattr(connecting, "WITHOUT_WORKERS", 1)
    dies = {"worker": some.add(), "scheduler": some.scheduler}[what]
    with pytest.raises(IkiError) as refused, cluster_at(some.address) as cluster:
        for _ in cluster.read(find_files([heap]), offices):
            dies.kill()
    assert (
        str(refused.value)
        == {
            "scheduler": f"Sambungan ke klaster {some.address} terputus sebelum semua berkas dibaca. Hidupkan lagi "
            "klasternya, lalu ulangi.",
            "worker": f"Klaster {some.address} tidak mempunyai pekerja. Jalankan “dask worker {some.address}” di "
            "komputer yang ikut membaca, lalu ulangi.",
        }[what]
    )
    assert capfd.readouterr() == ("", "")


def test_without_what_it_needs_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert refusal("lokal") == (
        "Klaster belum dapat dipakai, karena pelengkapnya belum dipasang. Pasang dengan: pip install "
        "'iki-excel[klaster]', atau jalankan tanpa --klaster."
    )


@pytest.mark.parametrize("command", ["periksa", "proses"])
def test_one_unit_needs_no_cluster(command: str, iki: Iki) -> None:
    os.mkdir("input_templates")
    assert iki(command, "--klaster", "lokal") == (
        2, "", "Pilihan “--klaster” dipakai bila iki.toml memuat banyak unit.\n"
    )  # fmt: skip
