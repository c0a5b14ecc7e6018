#!/usr/bin/env python3
"""Times the benchmark month: Leitstand beside what an analyst would script, as whole processes, in turn.

Needs the folder of comparison scripts (`--rivals`, or LEITSTAND_SHARED/rivals, or ../shared/rivals), which are
no part of this repository. Makes the month and a Python environment once, below target/. Prints medians and
ratios; with `--growth` Leitstand's time and memory at 1, 5 and 10 million calls.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The comparison is with these versions.
PACKAGES = ["numpy==2.4.6", "polars==2.1.0", "duckdb==2.0.0", "XlsxWriter==3.3.1"]


def arguments():
    shared = Path(os.environ.get("LEITSTAND_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", type=Path, default=shared / "rivals", help="folder of the comparison scripts")
    parser.add_argument("--work", type=Path, default=ROOT / "target" / "bench-month", help="where months are kept")
    parser.add_argument("--calls", type=int, default=5_000_000)
    parser.add_argument("--runs", type=int, default=3, help="runs of each program, in turn")
    parser.add_argument("--growth", action="store_true", help="only Leitstand, at 1, 5 and 10 million calls")
    return parser.parse_args()


def python_of(work):
    """An environment with what the scripts import."""
    python = work / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def month(python, rivals, work, calls):
    folder = work / f"month-{calls}"
    if not folder.exists():
        part = work / f"month-{calls}.part"
        shutil.rmtree(part, ignore_errors=True)
        subprocess.run([python, rivals / "make_month.py", str(calls), part], check=True)
        part.rename(folder)
    return folder


def measure(command):
    """Wall and CPU seconds and the highest memory in MB of a whole process."""
    begun = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    if status != 0:
        sys.exit(f"{command[0]} ended with status {status}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def built():
    """The program, wherever cargo puts it."""
    command = ["cargo", "build", "--release", "--locked", "--bin", "leitstand", "--message-format=json"]
    output = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    messages = [json.loads(message) for message in output.splitlines()]
    return next(m["executable"] for m in messages if m.get("executable"))


def leitstand(program, folder, work):
    out = work / "out"
    shutil.rmtree(out, ignore_errors=True)
    workspace = ROOT / "benches" / "month.toml"
    options = ["--data-root", folder, "--period", "2026-10", "--out", out, "--quiet"]
    return [program, "run", workspace, *options]


def line(name, wall, cpu, memory, base=None):
    ratio = "".join(f" {value / of:>9.2f}" for value, of in zip((wall, cpu, memory), base)) if base else ""
    print(f"{name:<22} {wall:>7.2f} s {cpu:>7.2f} s {memory:>7.0f} MB {ratio}")


def compare(program, python, options):
    folder = month(python, options.rivals, options.work, options.calls)
    workbook = options.work / "rival.xlsx"
    script = lambda name: [python, options.rivals / name, folder, workbook]
    programs = {
        "DuckDB + XlsxWriter": lambda: script("rival_duckdb.py"),
        "polars + XlsxWriter": lambda: script("rival_polars.py"),
        "Leitstand": lambda: leitstand(program, folder, options.work),
    }
    results = {name: [] for name in programs}
    for _ in range(options.runs):
        for name, command in programs.items():
            results[name].append(measure(command()))
    medians = {name: [statistics.median(part) for part in zip(*runs)] for name, runs in results.items()}
    base = medians["DuckDB + XlsxWriter"]
    print(", ".join(PACKAGES))
    print(f"{options.calls:,} calls, medians of {options.runs}; ratios to DuckDB: wall, CPU, memory")
    for name, median in medians.items():
        line(name, *median, base)


def growth(program, python, options):
    for calls in (1_000_000, 5_000_000, 10_000_000):
        folder = month(python, options.rivals, options.work, calls)
        runs = [measure(leitstand(program, folder, options.work)) for _ in range(options.runs)]
        line(f"{calls:,} calls", *[statistics.median(part) for part in zip(*runs)])


def main():
    options = arguments()
    if not (options.rivals / "make_month.py").exists():
        sys.exit(f"no make_month.py in {options.rivals}; see --rivals")
    options.work.mkdir(parents=True, exist_ok=True)
    program, python = built(), python_of(options.work)
    (growth if options.growth else compare)(program, python, options)


main()
