"""What the planning peers share: the tables of a region, the clock, and the report at the end.

The tables are those that `first_order_bench --tables DIR` writes (bench/plan_tables.h); the report is
one line of JSON with the same keys as its `--json`.
"""
import argparse
import json
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd


def arguments(description):
    parser = argparse.ArgumentParser(description=description,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("engine", nargs="?", default="none", choices=["none", "ipm", "simplex"],
                        help="of HiGHS; none: only build the problem, up to the solver's door")
    parser.add_argument("--builds", action="store_true", help="plants and pipes as binaries")
    parser.add_argument("--crossover", action="store_true", help="an exact optimum of ipm")
    parser.add_argument("--limit", type=float, default=1800, metavar="SECONDS")
    return parser.parse_args()


def read(folder):
    names = ("nodes", "arcs", "pipes", "plants", "recipes")
    tables = SimpleNamespace(**{name: pd.read_csv(folder / f"{name}.csv") for name in names})
    demand = np.fromfile(folder / "demand.f64")
    tables.periods = len(demand) // len(tables.nodes)

    def by_period(name):
        return np.fromfile(folder / f"{name}.f64").reshape((-1, tables.periods))

    tables.demand = demand.reshape((-1, tables.periods))
    tables.arc_limits = by_period("arc_limits")
    tables.pipe_limits = by_period("pipe_limits")
    return tables


def per_size(fixed_costs, largest):
    """What a unit of size costs when a fixed cost falls due in parts; of what cannot be, nothing."""
    return np.divide(fixed_costs, largest, where=largest > 0, out=np.zeros(len(largest)))


def peak_mebibytes():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


class Clock:
    """CPU seconds, user and system, and wall from when it was made: after the imports."""

    def __init__(self):
        self.cpu, self.wall = time.process_time(), time.monotonic()

    def now(self):
        return time.process_time() - self.cpu

    def at_door(self, tool):
        self.report = {"tool": tool, "build_cpu_s": round(self.now(), 4),
                       "build_peak_mib": round(peak_mebibytes(), 1)}

    def end(self, **answer):
        self.report |= {"cpu_s": round(self.now(), 4),
                        "wall_s": round(time.monotonic() - self.wall, 4),
                        "peak_mib": round(peak_mebibytes(), 1)} | answer
        print(json.dumps(self.report), flush=True)


def solve(highs, asked, clock):
    """Runs HiGHS, whose problem is loaded, and reports."""
    if asked.engine == "none" and not asked.builds:
        return clock.end()
    options = {"output_flag": False, "threads": 1, "time_limit": asked.limit,
               "run_crossover": "on" if asked.crossover else "off"}
    if not asked.builds:
        options["solver"] = asked.engine
    for name, value in options.items():
        highs.setOptionValue(name, value)
    highs.run()
    info = highs.getInfo()
    objective = info.objective_function_value
    clock.end(objective=objective, bound=info.mip_dual_bound if asked.builds else objective,
              highs=highs.version())
