#!/bin/sh
# Write the lock files: names and versions only, each file what it adds to the one before.
set -eu
python=${1:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m venv --without-pip "$work/venv"
# Dependency groups need pip 25.1, which the machine's own may not be.
"$python" -m pip --disable-pip-version-check -q install --target "$work/pip" 'pip>=25.1'
export PYTHONPATH="$work/pip"
install() { "$python" -m pip --python "$work/venv/bin/python" --disable-pip-version-check -q install --upgrade "$@"; }
frozen() { "$python" -m pip --python "$work/venv/bin/python" freeze --exclude-editable | grep -v ' @ ' | grep -viE '^(pip|setuptools|reportbot)=='; }

# write FILE TITLE BEFORE: what was installed since the list in BEFORE
write() {
  frozen > "$work/now"
  { echo "# $2 Written by 'make lock'."; [ -z "$3" ] || echo "-r $3"; grep -vxFf "$work/before" "$work/now"; } > "$1"
  cp "$work/now" "$work/before"
}

: > "$work/before"
echo '#' > "$work/before"
install .
write requirements.lock "Versions that the project runs with." ""
install --group test
write requirements-test.lock "Versions that the tests need besides." requirements.lock
install --group lint build hatchling
write requirements-lint.lock "Versions of the linters and of the build." requirements-test.lock
