# shellcheck shell=sh
# Sourced by every script: the top level as the folder, the tools on the PATH, one way to speak.

cd "$(dirname "$0")/.." || exit 1

# Tools that setup fetched, and rustup's, which is not on the PATH of a shell that was open before it came.
PATH="$PWD/target/tools/bin:$PWD/target/tools/node_modules/.bin:$PATH:$HOME/.cargo/bin"
export PATH

# Where cargo puts what it builds.
# shellcheck disable=SC2034 # read by the scripts that source this file
built=${CARGO_TARGET_DIR:-target}

# nameless_places: what cargo builds from here on tells places in its sources without where this machine keeps them. The
# flags are parted by the byte 31, since folders may have spaces in their names.
nameless_places() {
    crates=${CARGO_HOME:-$HOME/.cargo}/registry/src
    top=$PWD
    if command -v cygpath >/dev/null 2>&1; then
        crates=$(cygpath -w "$crates") top=$(cygpath -w "$top")
    fi
    CARGO_ENCODED_RUSTFLAGS=$(printf -- '--remap-path-prefix=%s=\037--remap-path-prefix=%s=crates' "$top" "$crates")
    export CARGO_ENCODED_RUSTFLAGS
}

say() { printf '\n== %s\n' "$*"; }

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}
