# shellcheck shell=sh
# Sourced by every script: the top level as the folder, the tools on the PATH, one way to speak.

cd "$(dirname "$0")/.." || exit 1

# Tools that setup fetched, and rustup's, which is not on the PATH of a shell that was open before it came.
PATH="$PWD/target/tools/bin:$PWD/target/tools/node_modules/.bin:$PATH:$HOME/.cargo/bin"
export PATH

# Where cargo puts what it builds.
# shellcheck disable=SC2034 # read by the scripts that source this file
built=${CARGO_TARGET_DIR:-target}

say() { printf '\n== %s\n' "$*"; }

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}
