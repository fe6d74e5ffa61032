"""The examples say something: the bounds of benchmarks/substance.py hold."""

import subprocess
import sys

from .conftest import ROOT


def test_the_examples_keep_the_bounds_of_substance() -> None:
    script = ROOT / "benchmarks" / "substance.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()
