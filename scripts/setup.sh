# shellcheck shell=bash
# Finds what it takes to build newsgraph, and installs what is missing where it can. Made to be sourced:
#
#     source scripts/setup.sh
#
# RocksDB, in which stores are kept, is C++ and needs a compiler for that, and libclang for its bindings. The bindings
# come last, so that a missing libclang would show only after many minutes of compiling: it is looked for first.

say() {
  printf '%s\n' "$*" >&2
}

find_cargo() {
  if ! command -v cargo >/dev/null && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
    PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
  fi
  if ! command -v cargo >/dev/null; then
    say "There is no cargo. Install the Rust toolchain from https://rustup.rs and run this again."
    return 1
  fi
}

# Where the shared library is that the bindings are made with; LIBCLANG_PATH may name the file or its folder.
has_libclang() {
  local folder
  is_libclang "${LIBCLANG_PATH:-}" && return 0
  for folder in "${LIBCLANG_PATH:-}" /usr/lib/llvm*/lib /usr/lib/*-linux-gnu /usr/lib /usr/lib64 /usr/lib64/llvm*/lib \
    /usr/local/lib /usr/local/llvm*/lib /opt/homebrew/opt/llvm/lib /usr/local/opt/llvm/lib \
    /Library/Developer/CommandLineTools/usr/lib; do
    [ -n "$folder" ] && holds_libclang "$folder" && return 0
  done
  # A system that keeps libraries elsewhere, such as NixOS, knows of it by this tool.
  command -v llvm-config >/dev/null && holds_libclang "$(llvm-config --libdir)"
}

holds_libclang() {
  local file
  for file in "$1"/libclang.so* "$1"/libclang-*.so* "$1"/libclang.dylib; do
    is_libclang "$file" && return 0
  done
  return 1
}

# Clang's interface for C++, libclang-cpp.so, comes with LLVM's packages and is no libclang.
is_libclang() {
  case "$1" in
  *libclang-cpp.*) return 1 ;;
  *libclang*) [ -f "$1" ] ;;
  *) return 1 ;;
  esac
}

has_compiler() {
  command -v "${CXX:-c++}" >/dev/null || command -v g++ >/dev/null || command -v clang++ >/dev/null
}

# Installs packages of Debian or Ubuntu, as root or through sudo.
apt_install() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || return 1
    as_root=(sudo)
  fi
  say "Installing $*"
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

find_build_tools() {
  local missing=()
  has_compiler || missing+=(g++)
  has_libclang || missing+=(libclang-dev)
  [ ${#missing[@]} -eq 0 ] && return 0
  if command -v apt-get >/dev/null && apt_install "${missing[@]}"; then
    return 0
  fi
  say "Compiling RocksDB needs a C++ compiler and libclang, and this is missing: ${missing[*]}"
  say "  Debian, Ubuntu:  sudo apt-get install g++ libclang-dev"
  say "  Fedora:          sudo dnf install gcc-c++ clang-devel"
  say "  Arch:            sudo pacman -S gcc clang"
  say "  macOS:           xcode-select --install"
  say "Or set LIBCLANG_PATH to the folder that holds libclang."
  return 1
}

find_cargo
find_build_tools
# One folder for all programs, tests and lints, outside of the project, so that RocksDB is compiled once and survives
# a fresh clone.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/newsgraph/target}"
if ! compgen -G "$CARGO_TARGET_DIR/debug/build/oxrocksdb-sys-*/output" >/dev/null; then
  say "The first build compiles RocksDB, which takes 15 to 30 minutes on two cores. It is kept in $CARGO_TARGET_DIR"
fi
