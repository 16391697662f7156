"""The wheels of a release: which ones a computer needs, by what they say themselves; fetched, and packed tighter.

``pip download`` for another platform asks the markers of *this* one: it would bring what Linux needs and leave out what
Windows does. So each wheel is asked what it requires, as its METADATA has it, by the markers of the computer it is for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from iki_excel import __version__

EXTRAS = "halaman,pdf,surel"
ROOT = Path(__file__).parents[1]
PLATFORM = "win_amd64"
LARGEST_ARCHIVE = 90_000_000


@dataclass(frozen=True)
class Computer:
    """A Windows of 64 bits with this Python."""

    python: str

    @property
    def environment(self) -> dict[str, str]:
        """What markers ask about."""
        return {
            "python_version": self.python, "python_full_version": f"{self.python}.0", "os_name": "nt",
            "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64",
            "platform_python_implementation": "CPython", "implementation_name": "cpython", "platform_release": "10",
            "implementation_version": f"{self.python}.0", "platform_version": "10.0",
        }  # fmt: skip

    @property
    def tags(self) -> list[Tag]:
        """Of wheels that can be installed there, the most fitting first."""
        major, minor = map(int, self.python.split("."))
        version = (major, minor)
        return [
            *cpython_tags(version, platforms=[PLATFORM]),
            *compatible_tags(version, f"cp{major}{minor}", platforms=[PLATFORM]),
        ]


COMPUTERS = tuple(map(Computer, ("3.11", "3.12", "3.13")))


@dataclass(frozen=True)
class Resolved:
    """What is used of a folder of wheels on a computer; what is missing there, and a sentence of each."""

    used: tuple[Path, ...]
    missing: Mapping[str, str]


def wanted(version: str = __version__) -> Requirement:
    """What is installed by double click."""
    return Requirement(f"iki-excel[{EXTRAS}]=={version}")


def resolve(folder: Path, computer: Computer, root: Requirement | None = None) -> Resolved:
    """Follow what each wheel requires, from the program itself on."""
    wheels, used, missing = list(folder.glob("*.whl")), {}, {}
    asked, seen = [root or wanted()], set()
    while asked:
        requirement = asked.pop()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        found = best(wheels, requirement, computer)
        if found is None:
            missing[str(requirement)] = _why_not(wheels, requirement, computer)
            continue
        used[found.name] = found
        asked += required_by(found, requirement.extras, computer)
    return Resolved(tuple(used[name] for name in sorted(used)), {one: missing[one] for one in sorted(missing)})


def best(wheels: Iterable[Path], requirement: Requirement, computer: Computer) -> Path | None:
    """The newest wheel of these that is right there, and of those the one with the most fitting tag."""
    rank = {tag: place for place, tag in enumerate(computer.tags)}
    fitting: list[tuple[Version, int, Path]] = []
    for wheel in wheels:
        name, version, _, tags = parse_wheel_filename(wheel.name)
        places = [rank[tag] for tag in tags if tag in rank]
        if places and name == canonicalize_name(requirement.name) and requirement.specifier.contains(version):
            fitting.append((version, -min(places), wheel))
    return max(fitting)[2] if fitting else None


def required_by(wheel: Path, extras: Iterable[str], computer: Computer) -> Iterator[Requirement]:
    """What a wheel requires on a computer, without the markers, which hold there."""
    for text in _metadata(wheel):
        requirement = Requirement(text)
        marker, requirement.marker = requirement.marker, None
        environments = [computer.environment | {"extra": extra} for extra in ("", *sorted(extras))]
        if marker is None or any(marker.evaluate(one) for one in environments):
            yield requirement


def _metadata(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [one for one in archive.namelist() if one.endswith(".dist-info/METADATA") and one.count("/") == 1]
        told = HeaderParser().parsestr(archive.read(name).decode())
    return [str(one) for one in told.get_all("Requires-Dist", [])]


def _why_not(wheels: Iterable[Path], requirement: Requirement, computer: Computer) -> str:
    same = sorted(
        one.name for one in wheels if parse_wheel_filename(one.name)[0] == canonicalize_name(requirement.name)
    )
    there = f"only {', '.join(same)}" if same else "none"
    return f"Python {computer.python}: no wheel of {requirement} for {PLATFORM}, {there}"


# --- fetching ---------------------------------------------------------------------------------------------------------


def fetch(folder: Path, computer: Computer, pinned: Path = ROOT / "constraints.txt") -> Resolved:
    """Fetch what is missing until nothing is, or what is cannot be had: each wheel may require further ones."""
    before: Mapping[str, str] | None = None
    while True:
        resolved = resolve(folder, computer)
        if not resolved.missing or resolved.missing == before:
            return resolved
        before = resolved.missing
        _download([*resolved.missing], folder, computer, pinned)


def _download(requirements: Sequence[str], folder: Path, computer: Computer, pinned: Path) -> None:
    """All at once, as to start pip takes longer than most wheels do; where one cannot be had, each by itself."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
    where = ["--platform", PLATFORM, "--python-version", computer.python, "--implementation", "cp"]
    told = subprocess.run([*command, *where, "-c", str(pinned), "-d", str(folder), *requirements], check=False)
    if told.returncode and len(requirements) > 1:
        for requirement in requirements:
            _download([requirement], folder, computer, pinned)
    elif told.returncode:
        print(f"pip cannot fetch {requirements[0]} for {PLATFORM}, Python {computer.python}", file=sys.stderr)


# --- packing ----------------------------------------------------------------------------------------------------------


def repack(wheel: Path, to: Path) -> None:
    """The same files in the same order, packed by LZMA, which every Python for Windows reads: a quarter smaller."""
    with zipfile.ZipFile(wheel) as before, zipfile.ZipFile(to, "w") as after:
        for one in before.infolist():
            same = zipfile.ZipInfo(one.filename, one.date_time)
            same.external_attr = one.external_attr
            after.writestr(same, before.read(one), zipfile.ZIP_LZMA)


def archive(folder: Path, to: Path, executable: Iterable[str] = ()) -> None:
    """A folder as a zip that is always the same: sorted, with one time, and nothing of this computer."""
    with zipfile.ZipFile(to, "w") as written:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            one = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), (2020, 1, 1, 0, 0, 0))
            one.create_system = 3  # so that the mode counts
            one.external_attr = (0o100755 if path.name in executable else 0o100644) << 16
            method = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            written.writestr(one, path.read_bytes(), method)


def collect(fetched: Path, into: Path) -> list[str]:
    """Fetch for every computer into one folder, and pack what is used into another; what is missing, a line each."""
    resolved = [fetch(fetched, computer) for computer in COMPUTERS]
    into.mkdir(parents=True, exist_ok=True)
    for wheel in sorted({wheel for one in resolved for wheel in one.used}):
        repack(wheel, into / wheel.name)
    return [line for one in resolved for line in one.missing.values()]


def main(dist: str, folder: str) -> int:
    """Make the archive in a folder from the program's own wheel in another."""
    from iki_excel.runs import installing

    work, to = Path(dist), Path(folder)
    missing = collect(work, work / "wheels")
    if missing:
        print("The release is not complete:", *missing, sep="\n  ", file=sys.stderr)
        return 1
    installing.install(work / "IKI", wheels=work / "wheels")
    to.mkdir(parents=True, exist_ok=True)
    made = to / f"iki-excel-{__version__}.zip"
    archive(work / "IKI", made, installing.TO_BE_RUN)
    size = os.path.getsize(made)
    pythons = ", ".join(computer.python for computer in COMPUTERS)
    print(f"{made}: {size / 1e6:.1f} MB of at most {LARGEST_ARCHIVE / 1e6:.0f}, for Python {pythons}")
    return 0 if size <= LARGEST_ARCHIVE else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
