#!/bin/sh
# Opens IKI in the browser; the first time it makes a private environment of this user.
# Where the wheels beside are for another system, what is missing comes from the internet.
VERSION="@VERSION@"
HERE=$(cd -- "$(dirname -- "$0")" && pwd) || exit 1
DATA="$HERE/@DATA@"
PLACE="${XDG_DATA_HOME:-$HOME/.local/share}/iki-excel"
LOG="$PLACE/catatan_pasang.txt"
unset PYTHONHOME PYTHONPATH

tell() {
    printf '%s\n' "$1" >&2
    if [ ! -t 2 ]; then  # by double click nobody sees a terminal
        { command -v zenity >/dev/null && zenity --error --title IKI --text "$1"; } ||
            { command -v kdialog >/dev/null && kdialog --title IKI --error "$1"; } ||
            { command -v xmessage >/dev/null && xmessage "$1"; }
    fi
    exit 1
}

say() {
    printf '%s\n' "$1"
    [ -t 1 ] || ! command -v notify-send >/dev/null || notify-send IKI "$1"
}

ready() {
    [ -e "$PLACE/$VERSION/siap.txt" ] &&
        "$PLACE/$VERSION/bin/python" -I -c "import iki_excel.cli,flask,waitress,tomlkit" 2>/dev/null
}

find_python() {
    for PYTHON in python3.13 python3.12 python3.11 python3 python; do
        "$PYTHON" -c "import sys,venv,ensurepip;sys.exit(sys.version_info<(3,11))" 2>/dev/null && return 0
    done
    tell "IKI memerlukan Python 3.11 atau yang lebih baru, beserta venv. Pasang dahulu, lalu buka Mulai IKI lagi."
}

pip_of_ours() {
    "$PLACE/$VERSION/bin/python" -I -m pip --disable-pip-version-check "$@" --find-links "$HERE/wheels" "iki-excel[halaman,pdf,surel]==$VERSION" >>"$LOG" 2>&1
}

prepare() {
    [ -e "$HERE/wheels/iki_excel-$VERSION-py3-none-any.whl" ] ||
        tell "Folder wheels tidak ada di samping berkas ini. Ekstrak dahulu seluruh zip-nya, lalu buka Mulai IKI lagi."
    find_python
    say "Menyiapkan IKI. Hanya sekali ini, kira-kira satu menit."
    rm -f "$PLACE/$VERSION/siap.txt"
    "$PYTHON" -m venv --clear "$PLACE/$VERSION" >"$LOG" 2>&1 ||
        tell "Tempat untuk IKI tidak dapat dibuat. Periksa ruang cakram, lalu buka Mulai IKI lagi."
    pip_of_ours --isolated install --no-index --no-compile || pip_of_ours install ||
        tell "IKI tidak dapat dipasang. Sambungkan komputer ke internet, lalu buka Mulai IKI lagi. Catatannya di $LOG"
    echo "$VERSION" >"$PLACE/$VERSION/siap.txt"
}

mkdir -p "$PLACE" 2>/dev/null ||
    tell "Tempat untuk IKI tidak dapat dibuat. Periksa ruang cakram, lalu buka Mulai IKI lagi."
exec 9>"$PLACE/sedang_disiapkan.txt"
if command -v flock >/dev/null; then flock 9; fi  # a second click waits for the first
ready || prepare
exec 9>&-
mkdir -p "$DATA" 2>/dev/null && cd -- "$DATA" ||
    tell "Folder ini tidak boleh ditulisi. Salin seluruh foldernya ke Dokumen, lalu buka Mulai IKI di sana."
if [ -t 2 ]; then exec "$PLACE/$VERSION/bin/python" -I -m iki_excel; fi
"$PLACE/$VERSION/bin/python" -I -m iki_excel >"$LOG" 2>&1 || tell "$(tail -n 1 "$LOG")"
