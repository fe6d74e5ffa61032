"""Two thousand answers files in one check: files a second of CPU (all processes), and memory.

Run: .venv/bin/python benchmarks/many_files.py [COUNT]
"""

import os
import sys
import tempfile
from pathlib import Path

HUAIAN = Path(__file__).parent.parent / "examples" / "huaian-2024" / "answers.yaml"


def run(paths: list[str]) -> tuple[float, int]:
    """Check the files; returns CPU seconds of all processes and peak memory of the largest in kB."""
    command = [
        sys.executable,
        "-c",
        "from reportbot.cli import main; main()",
        "check",
        *paths,
        "--select",
        "CEL,T2,T3,T4",
    ]
    child = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    usage = os.wait4(child, 0)[2]
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main() -> None:
    """Print the figures for one file, half of them and all of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(count):
            path = Path(folder) / f"{number}.yaml"
            path.write_bytes(HUAIAN.read_bytes())
            paths.append(str(path))
        start, base = run(paths[:1])
        for number in (count // 2, count):
            seconds, memory = run(paths[:number])
            rate = (number - 1) / (seconds - start)
            print(
                f"{number:6} files: {seconds:6.2f} s of CPU, {rate:6.0f} a second after start, peak {memory / 1024:.0f} MB (one file: {base / 1024:.0f} MB)"
            )


if __name__ == "__main__":
    main()
