# shellcheck shell=bash
# Finds a python3 that has some modules, and sets one up for the project where the system's lacks them. Made to be
# sourced:
#
#     source scripts/python.sh
#     find_python pyoxigraph && "$python" ...
#     find_program oxigraph

own_python="${XDG_CACHE_HOME:-$HOME/.cache}/newsgraph/python"

# Sets `python`. Modules are named as they are imported, which is how they are installed too.
find_python() {
  local imports
  imports="import $(IFS=,; echo "$*")"
  python=python3
  "$python" -c "$imports" 2>/dev/null && return 0
  python="$own_python/bin/python3"
  "$python" -c "$imports" 2>/dev/null && return 0
  command -v python3 >/dev/null || {
    echo "There is no python3" >&2
    return 1
  }
  echo "Installing $* into $own_python" >&2
  python3 -m venv "$own_python" || {
    echo "python3 cannot make environments; on Debian and Ubuntu: sudo apt-get install python3-venv" >&2
    return 1
  }
  "$python" -m pip install --quiet "$@"
}

# Installs a program that comes as a package of its name, where there is none.
find_program() {
  command -v "$1" >/dev/null && return 0
  [[ -x "$own_python/bin/$1" ]] && return 0
  [[ -x "$own_python/bin/python3" ]] || python3 -m venv "$own_python" || return 1
  echo "Installing $1 into $own_python" >&2
  "$own_python/bin/python3" -m pip install --quiet "$1"
}
