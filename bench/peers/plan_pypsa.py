#!/usr/bin/env python3
"""The plan of a region in PyPSA, handed to HiGHS in memory.

    first_order_bench --tables DIR
    plan_pypsa.py DIR none|ipm|simplex [--limit SECONDS]

A bus for each node, links for ways and recipes, generators for purchase and disposal, a snapshot for
each period, all components of one kind at once. So that the recipes of a plant share its size, each
unit of a recipe takes one from a bus of the plant, fed by an extendable generator; a fixed cost is
spread over the largest size, which is what parts of builds cost. Its own check of the
network, which costs as much as the building, is left out. Builds as binaries PyPSA has not.
"""
import logging
import warnings

import linopy
import numpy as np
import pandas as pd
import pypsa

import plan_tables

warnings.filterwarnings("ignore")  # of the libraries to each other
logging.disable(logging.WARNING)
linopy.Model()  # what is imported at first use
PLENTY = 1e7


def named(letter, count):
    return np.array([f"{letter}{i}" for i in range(count)])


def by_period(values, names, snapshots):
    return pd.DataFrame(values.T, index=snapshots, columns=names)


def add_ways(network, tables, bus):
    arcs, pipes = tables.arcs, tables.pipes
    network.add("Link", named("arc", len(arcs)), bus0=bus[arcs["from"]], bus1=bus[arcs["to"]],
                marginal_cost=arcs.cost.values, p_nom=tables.arc_limits.max(axis=1))
    names, largest = named("pipe", len(pipes)), tables.pipe_limits.max(axis=1)
    network.add("Link", names, bus0=bus[pipes["from"]], bus1=bus[pipes["to"]],
                marginal_cost=pipes.cost.values, p_nom_extendable=True, p_nom_max=largest,
                capital_cost=plan_tables.per_size(pipes.fixed_cost.values, largest),
                p_max_pu=by_period(tables.pipe_limits / np.where(largest > 0, largest, 1)[:, None],
                                   names, network.snapshots))


def add_plants(network, tables, bus):
    plants, recipes = tables.plants, tables.recipes
    cost = plants.cost_per_size + plan_tables.per_size(plants.fixed_cost.values,
                                                       plants.largest.values)
    room = named("room", len(plants))
    network.add("Bus", room)
    network.add("Generator", named("plant", len(plants)), bus=room, p_nom_extendable=True,
                p_nom_max=(plants.largest * plants.share).values,
                capital_cost=(cost / plants.share).values)
    used = -recipes.amount0.values  # a link counts what it takes from its first bus
    ports = {"bus4": room[recipes.plant], "efficiency4": -1 / used}
    for place in (1, 2, 3):
        node = recipes[f"node{place}"].values
        ports[f"bus{place}"] = np.where(node >= 0, bus[node], "")
        ports["efficiency" if place == 1 else f"efficiency{place}"] = (
            recipes[f"amount{place}"].values / used)
    network.add("Link", named("recipe", len(recipes)), bus0=bus[recipes.node0], p_nom=PLENTY,
                marginal_cost=recipes.cost.values / used, **ports)


def build(tables):
    network = pypsa.Network()
    network.set_snapshots(pd.RangeIndex(tables.periods))
    nodes = tables.nodes
    bus = named("node", len(nodes))
    network.add("Bus", bus)
    loads = named("need", len(nodes))
    network.add("Load", loads, bus=bus,
                p_set=by_period(tables.demand, loads, network.snapshots))
    network.add("Generator", named("purchase", len(nodes)), bus=bus, p_nom=PLENTY,
                marginal_cost=nodes.purchase.values)
    network.add("Generator", named("disposal", len(nodes)), bus=bus, p_nom=PLENTY, sign=-1.0,
                marginal_cost=nodes.disposal.values)
    add_ways(network, tables, bus)
    if len(tables.plants):
        add_plants(network, tables, bus)
    return network.optimize.create_model(consistency_check=False)


def main():
    asked = plan_tables.arguments(__doc__)
    if asked.builds:
        raise SystemExit("PyPSA has no builds as binaries.")
    clock = plan_tables.Clock()
    highs = build(plan_tables.read(asked.tables)).to_highspy(set_names=False)
    clock.at_door(f"PyPSA {pypsa.__version__}")
    plan_tables.solve(highs, asked, clock)


main()
