"""make bench: every measurement that needs no material from outside, one after another."""

import subprocess
import sys

BENCHES = ("bench.film", "bench.animatic", "bench.recut", "bench.allocation", "bench.critic")

for name in BENCHES:
    print(f"\n== {name}", flush=True)
    subprocess.run([sys.executable, "-m", name], check=True)
