#!/usr/bin/env python3
"""The cheapest portfolio by another solver than ours, from the model that Samspill writes.

    samspill portfolio DATA --write-model model.lp       or: portfolio_bench 300 25 1 DIR
    portfolio_peers.py model.lp … [--solver cbc|glpsol] [--gap 0.001] [--time-limit 600]

Prints objective, bound and CPU seconds of each model; the objective is to be held against the cost
that `samspill portfolio` or portfolio_bench tells of the same problem, million EUR. Both solvers are
packages of Debian (coinor-cbc, glpk-utils); one that is not installed is skipped with a word.
"""
import argparse
import re
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path


def cbc(model, gap, limit, out):
    command = ["cbc", model, "ratio", gap, "seconds", limit, "solve", "solution", out]
    log = subprocess.run([str(part) for part in command], capture_output=True, text=True).stdout
    # "Optimal - objective value 1 234.5" or "Stopped on time - objective value …"
    first = Path(out).read_text().splitlines()[0]
    objective = re.search(r"objective value\s+(\S+)", first)
    bound = re.search(r"Lower bound:\s+(\S+)", log)
    return first.split(" - ")[0], objective and objective[1], bound and bound[1]


def glpsol(model, gap, limit, out):
    command = ["glpsol", "--lp", model, "--mipgap", gap, "--tmlim", limit, "-o", out]
    log = subprocess.run([str(part) for part in command], capture_output=True, text=True).stdout
    text = Path(out).read_text()
    objective = re.search(r"^Objective:.*=\s*(\S+)", text, re.M)
    status = re.search(r"^Status:\s+(.*)$", text, re.M)
    bounds = re.findall(r">=\s+(\S+)\s+\S+ %", log)
    return status and status[1], objective and objective[1], bounds and bounds[-1]


SOLVERS = {"cbc": cbc, "glpsol": glpsol}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+")
    parser.add_argument("--solver", choices=SOLVERS, action="append")
    parser.add_argument("--gap", type=float, default=0.001)
    parser.add_argument("--time-limit", type=int, default=600, metavar="SECONDS")
    asked = parser.parse_args()
    for solver in asked.solver or SOLVERS:
        if shutil.which(solver) is None:
            print(f"{solver}: not installed, skipped")
            continue
        for model in asked.models:
            with tempfile.NamedTemporaryFile(suffix=".txt") as out:
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                status, objective, bound = SOLVERS[solver](model, asked.gap, asked.time_limit,
                                                           out.name)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{Path(model).name}  {solver}  {status}  objective {objective}  "
                  f"bound {bound}  {seconds:.1f} s CPU", flush=True)


if __name__ == "__main__":
    main()
