#!/bin/sh
# 在没有网络的 Linux 电脑上安装 reportbot：sh install.sh [安装到的文件夹]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$HOME/reportbot}
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本" >&2; exit 2; }
if ! "$python" -m venv "$target" 2>/dev/null; then
  "$python" -m venv --without-pip "$target"
fi
if [ -x "$target/bin/pip" ]; then
  "$target/bin/python" -m pip install -q --no-index --find-links "$here/wheels" reportbot
else
  "$python" -m pip --python "$target/bin/python" install -q --no-index --find-links "$here/wheels" reportbot
fi
echo "安装好了。运行：$target/bin/reportbot demo"
