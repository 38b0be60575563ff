# shellcheck shell=bash
# Finds a python3 that has some modules, and sets one up for the project where the system's lacks them. Made to be
# sourced:
#
#     source scripts/python.sh
#     find_python pyoxigraph && "$python" ...

# Sets `python`. Modules are named as they are imported, which is how they are installed too.
find_python() {
  local home="${XDG_CACHE_HOME:-$HOME/.cache}/newsgraph/python" imports
  imports="import $(IFS=,; echo "$*")"
  python=python3
  "$python" -c "$imports" 2>/dev/null && return 0
  python="$home/bin/python3"
  "$python" -c "$imports" 2>/dev/null && return 0
  command -v python3 >/dev/null || {
    echo "There is no python3" >&2
    return 1
  }
  echo "Installing $* into $home" >&2
  python3 -m venv "$home" || {
    echo "python3 cannot make environments; on Debian and Ubuntu: sudo apt-get install python3-venv" >&2
    return 1
  }
  "$python" -m pip install --quiet "$@"
}
