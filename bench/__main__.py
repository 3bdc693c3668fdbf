"""make bench: every measurement that needs no material from outside, one after another."""

import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as takes:
    for command in (
        ["film"],
        ["animatic", "speed"],
        ["recut"],
        ["takes", takes],
        ["critic", takes],
        ["allocation"],
        ["loop"],
    ):
        print(f"\n== bench.{' '.join(command)}", flush=True)
        subprocess.run([sys.executable, "-m", f"bench.{command[0]}", *command[1:]], check=True)
