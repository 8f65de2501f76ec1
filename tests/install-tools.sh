#!/bin/sh
# Installs what the tests need beyond Python packages, from Debian's packages, when it is missing.
# `install-tools.sh venv` installs only what a virtual environment needs.
set -eu

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install() {
    command -v apt-get >/dev/null || { echo "please install: $*" >&2; exit 1; }
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if [ "${1:-}" = venv ]; then
    install python3-venv
    exit 0
fi

missing=
command -v chromium >/dev/null || missing="$missing chromium"
# Pages are judged with real Chinese type; any Noto CJK will do.
fc-list 2>/dev/null | grep -q 'Noto.*CJK' || missing="$missing fonts-noto-cjk fontconfig"
# The ledger is tested on a real server; Debian puts it outside the path.
command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
command -v rsync >/dev/null || missing="$missing rsync"
# shellcheck disable=SC2086
[ -z "$missing" ] || install $missing
