#!/usr/bin/env python3
"""The best ten matches of each offer in a database, as match_bench finds them.

    match_bench --tables DIR
    match_peers.py DIR sqlite|postgres|postgis [--offers 2000]

Prints rows, sum of benefits and CPU seconds per offer. PostgreSQL is the one that `psql` reaches
(PGHOST, PGUSER, PGDATABASE), as a superuser; its tables of the same names are dropped. Each query runs twice and
the second run, with everything in memory, counts. Of several ways to write the limits the script
runs all: "wide" has a column for each parameter, "rows" a table of limits.
"""
import argparse
import csv
import re
import sqlite3
import subprocess
import time
from pathlib import Path

PARAMETERS = range(40)
OFFER_COLUMNS = ["id", "code", "x", "y", "quantity", "disposal", "first", "last", "hazardous"]
NEED_COLUMNS = ["id", "x", "y", "quantity", "purchase", "reach", "first", "last", "takes_hazardous"]
WHOLE = {"id", "code", "first", "last", "hazardous", "takes_hazardous"}
# An offer's unstated parameter lies outside every limit; a need without a limit takes everything.
UNSTATED = (-1e30, 1e30)


def wide_rows(table, limits):
    ranges = {}
    for row, parameter, least, most in limits:
        ranges.setdefault(row, {})[int(parameter)] = (least, most)
    for row in table:
        stated = ranges.get(row[0], {})
        yield row + [bound for q in PARAMETERS for bound in stated.get(q, UNSTATED)]


def read(folder, name):
    with open(folder / f"{name}.csv", newline="") as file:
        return list(csv.reader(file))


def write_wide(folder):
    for name, limits in (("offers", "offer_ranges"), ("needs", "need_limits")):
        with open(folder / f"{name}_wide.csv", "w", newline="") as file:
            csv.writer(file).writerows(wide_rows(read(folder, name), read(folder, limits)))


def tables(real):
    def columns(names):
        plain = [f"{name} {'int' if name in WHOLE else real}" for name in names]
        return ", ".join(plain + [f"least{q} {real}, most{q} {real}" for q in PARAMETERS])

    return [
        f"create table offers({columns(OFFER_COLUMNS)}, primary key (id))",
        f"create table needs({columns(NEED_COLUMNS)}, primary key (id))",
        "create table accepted(code int, need int)",
        f"create table offer_ranges(offer int, parameter int, least {real}, most {real})",
        f"create table need_limits(need int, parameter int, least {real}, most {real})",
    ]


FILES = {"offers": "offers_wide", "needs": "needs_wide", "accepted": "accepted",
         "offer_ranges": "offer_ranges", "need_limits": "need_limits"}
INDEXES = [
    "create index accepted_by_code on accepted(code, need)",
    "create index ranges_by_offer on offer_ranges(offer, parameter, least, most)",
    "create index limits_by_need on need_limits(need, parameter, least, most)",
]
DISTANCE_SQUARED = "((o.x - n.x) * (o.x - n.x) + (o.y - n.y) * (o.y - n.y))"
LIMITS = {
    "wide": " and ".join(f"o.least{q} >= n.least{q} and o.most{q} <= n.most{q}"
                         for q in PARAMETERS),
    "rows": """not exists (select 1 from need_limits l left join offer_ranges r
                 on r.offer = o.id and r.parameter = l.parameter
                 where l.need = n.id
                 and (r.parameter is null or r.least < l.least or r.most > l.most))""",
}


def benefit(smaller, greater):
    return (f"{smaller}(o.quantity, n.quantity)"
            f" * (({smaller}(o.last, n.last) - {greater}(o.first, n.first) + 1) / 12.0{{cast}})"
            f" * (n.purchase + o.disposal - 4.0 - 0.1625 * sqrt({DISTANCE_SQUARED})) - 500.0")


def rules(smaller, greater, limits):
    return (f"{DISTANCE_SQUARED} <= n.reach * n.reach"
            f" and {smaller}(o.last, n.last) >= {greater}(o.first, n.first)"
            f" and (o.hazardous = 0 or n.takes_hazardous = 1) and {LIMITS[limits]}")


def sqlite_query(limits, offers):
    value = benefit("min", "max").format(cast="")
    return f"""select count(*), sum(b) from (
      select row_number() over (partition by offer order by b desc, need) as place, b from (
        select o.id as offer, n.id as need, {value} as b
        from offers o join accepted a on a.code = o.code join needs n on n.id = a.need
        where o.id < {offers} and b > 0 and {rules("min", "max", limits)}))
      where place <= 10"""


def postgres_query(limits, offers, accepted="accepted", near=""):
    value = benefit("least", "greatest").format(cast="::float8")
    return f"""select count(*), sum(b) from (select best.b from offers o cross join lateral (
        select n.id, v.b from {accepted} a join needs n on n.id = a.need
        cross join lateral (select {value} as b) v
        where a.code = o.code {near} and b > 0 and {rules("least", "greatest", limits)}
        order by v.b desc, n.id limit 10) best where o.id < {offers}) r"""


def report(what, rows, total, seconds, offers):
    print(f"{what}: {rows} rows, {total:.4f} EUR, {1e3 * seconds / offers:.3f} ms/offer", flush=True)


def run_sqlite(folder, offers):
    database = sqlite3.connect(":memory:")
    for statement in tables("real"):
        database.execute(statement)
    for table, file in FILES.items():
        rows = read(folder, file)
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(f"insert into {table} values ({marks})", rows)
    for statement in INDEXES + ["analyze"]:
        database.execute(statement)
    for limits in LIMITS:
        for _ in range(2):
            start = time.process_time()
            rows, total = database.execute(sqlite_query(limits, offers)).fetchone()
            seconds = time.process_time() - start
        report(f"SQLite {sqlite3.sqlite_version}, {limits}", rows, total, seconds, offers)


def psql(commands):
    script = "\n".join(commands)
    done = subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1"], input=script, text=True,
                          capture_output=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return done.stdout, done.stderr


def load_postgres(folder, with_places):
    commands = [f"drop table if exists {table} cascade;" for table in FILES]
    commands += [f"{statement};" for statement in tables("float8")]
    commands += [f"\\copy {table} from '{folder / file}.csv' csv" for table, file in FILES.items()]
    commands += [f"{statement};" for statement in INDEXES]
    if with_places:
        commands += [
            "create extension if not exists postgis; create extension if not exists btree_gist;",
            "drop table if exists accepted_places;",
            "create table accepted_places as select a.code, a.need, st_makepoint(n.x, n.y) as place"
            " from accepted a join needs n on n.id = a.need;",
            "create index on accepted_places using gist (code, place);",
        ]
    psql(commands + ["vacuum analyze;"])


def run_postgres(folder, offers, with_places):
    load_postgres(folder, with_places)
    version = psql(["show server_version;"])[0].split()[0]
    for limits in LIMITS:
        query = postgres_query(limits, offers)
        name = f"PostgreSQL {version}, {limits}"
        if with_places:
            near = "and st_dwithin(a.place, st_makepoint(o.x, o.y), 300.001)"
            query = postgres_query(limits, offers, "accepted_places", near)
            name = f"PostgreSQL {version} with PostGIS, {limits}"
        answer, log = psql(["set jit = off; set max_parallel_workers_per_gather = 0;",
                            "set log_executor_stats = on; set client_min_messages = log;",
                            query + ";", query + ";"])
        rows, total = answer.split()[-1].split("|")
        user, system = re.findall(r"^!\s+([\d.]+) s user, ([\d.]+) s system,", log, re.M)[-1]
        seconds = float(user) + float(system)
        report(name, int(rows), float(total), seconds, offers)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=lambda text: Path(text).resolve())
    parser.add_argument("peer", choices=["sqlite", "postgres", "postgis"])
    parser.add_argument("--offers", type=int, default=2000)
    arguments = parser.parse_args()
    write_wide(arguments.tables)
    if arguments.peer == "sqlite":
        run_sqlite(arguments.tables, arguments.offers)
    else:
        run_postgres(arguments.tables, arguments.offers, arguments.peer == "postgis")


main()
