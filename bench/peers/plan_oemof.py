#!/usr/bin/env python3
"""The plan of a region in oemof.solph, handed to HiGHS by file.

    first_order_bench --tables DIR
    plan_oemof.py DIR none|ipm|simplex [--limit SECONDS]

A bus for each node, flows from bus to bus for ways, a converter for each recipe. So that the recipes
of a plant share its size, each unit of a recipe takes one from a bus of the plant, fed by a source
with an investment; a fixed cost is spread over the largest size, which is what parts of builds cost.
The LP file is oemof's way to all solvers; HiGHS reads it (file_cpu_s: what it took to write it).
"""
import tempfile
import warnings

import highspy
import numpy as np
import pandas as pd
from oemof import solph

import plan_tables

warnings.filterwarnings("ignore")  # of the libraries to each other
Flow, Investment = solph.flows.Flow, solph.Investment
Source, Sink = solph.components.Source, solph.components.Sink


def add_nodes(system, tables):
    nodes = tables.nodes
    bus = [solph.buses.Bus(label=f"node{i}") for i in range(len(nodes))]
    system.add(*bus)
    for i, demand in enumerate(tables.demand):
        if (demand > 0).any():
            needed = Flow(nominal_capacity=1, fix=np.maximum(demand, 0))
            system.add(Sink(label=f"need{i}", inputs={bus[i]: needed}))
        if (demand < 0).any():
            offered = Flow(nominal_capacity=1, fix=np.maximum(-demand, 0))
            system.add(Source(label=f"offer{i}", outputs={bus[i]: offered}))
        system.add(Source(label=f"purchase{i}",
                          outputs={bus[i]: Flow(variable_costs=nodes.purchase[i])}))
        system.add(Sink(label=f"disposal{i}",
                        inputs={bus[i]: Flow(variable_costs=nodes.disposal[i])}))
    return bus


def add_ways(tables, bus):
    for i, way in enumerate(tables.arcs.itertuples()):
        sent = Flow(variable_costs=way.cost, nominal_capacity=tables.arc_limits[i].max())
        bus[way[1]].outputs[bus[way.to]] = sent
    largest = tables.pipe_limits.max(axis=1)
    cost = plan_tables.per_size(tables.pipes.fixed_cost.values, largest)
    for i, way in enumerate(tables.pipes.itertuples()):
        if largest[i] == 0:
            continue
        sent = Flow(variable_costs=way.cost, maximum=tables.pipe_limits[i] / largest[i],
                    nominal_capacity=Investment(ep_costs=cost[i], maximum=largest[i]))
        bus[way[1]].outputs[bus[way.to]] = sent


def add_plants(system, tables, bus):
    room = [solph.buses.Bus(label=f"room{i}") for i in range(len(tables.plants))]
    system.add(*room)
    plants = tables.plants
    cost = plants.cost_per_size + plan_tables.per_size(plants.fixed_cost.values,
                                                       plants.largest.values)
    for i, plant in enumerate(plants.itertuples()):
        size = Investment(ep_costs=cost[i] / plant.share, maximum=plant.largest * plant.share)
        system.add(Source(label=f"plant{i}", outputs={room[i]: Flow(nominal_capacity=size)}))
    for i, recipe in enumerate(tables.recipes.itertuples()):
        inputs = {room[recipe.plant]: Flow(variable_costs=recipe.cost)}
        outputs, factors = {}, {room[recipe.plant]: 1}
        for place in range(4):
            node = getattr(recipe, f"node{place}")
            if node < 0:
                continue
            amount = getattr(recipe, f"amount{place}")
            factors[bus[node]] = abs(amount)
            (inputs if amount < 0 else outputs)[bus[node]] = Flow()
        system.add(solph.components.Converter(label=f"recipe{i}", inputs=inputs, outputs=outputs,
                                              conversion_factors=factors))


def build(tables):
    hours = pd.date_range("2025-01-01", periods=tables.periods + 1, freq="h")
    system = solph.EnergySystem(timeindex=hours, infer_last_interval=False)
    bus = add_nodes(system, tables)
    add_ways(tables, bus)
    add_plants(system, tables, bus)
    return solph.Model(system)


def main():
    asked = plan_tables.arguments(__doc__)
    if asked.builds:
        raise SystemExit("oemof.solph is compared without builds as binaries.")
    clock = plan_tables.Clock()
    model = build(plan_tables.read(asked.tables))
    with tempfile.NamedTemporaryFile(suffix=".lp") as file:
        model.write(file.name, io_options={"symbolic_solver_labels": False})
        written = round(clock.now(), 4)
        highs = highspy.Highs()
        highs.readModel(file.name)
    clock.at_door(f"oemof.solph {solph.__version__}")
    clock.report["file_cpu_s"] = written
    plan_tables.solve(highs, asked, clock)


main()
