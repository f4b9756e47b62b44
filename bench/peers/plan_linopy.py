#!/usr/bin/env python3
"""The plan of a region in linopy, handed to HiGHS in memory.

    first_order_bench --tables DIR
    plan_linopy.py DIR none|ipm|simplex [--builds] [--limit SECONDS]

All variables of one kind are made at once, and balances by grouping, as linopy's own documentation
does it; without names for HiGHS, and without the file that is its default.
"""
import warnings

import linopy
import numpy as np
import pandas as pd
import xarray as xr

import plan_tables

warnings.filterwarnings("ignore")  # of the library to itself
linopy.Model()  # what is imported at first use


def sum_by(expression, dimension, group, all_groups):
    """Of the rows along `dimension`, the sums by the group that each belongs to."""
    key = xr.DataArray(np.asarray(group), coords=[expression.indexes[dimension]], name="group")
    sums = expression.groupby(key).sum()
    return sums.reindex(group=all_groups.values).rename(group=all_groups.name)


def column(values, index):
    return xr.DataArray(np.asarray(values), coords=[index])


def build(tables, has_builds):
    model = linopy.Model()
    time = pd.RangeIndex(tables.periods, name="time")
    node = pd.RangeIndex(len(tables.nodes), name="node")
    plant = pd.RangeIndex(len(tables.plants), name="plant")
    recipe = pd.RangeIndex(len(tables.recipes), name="recipe")
    way = pd.RangeIndex(len(tables.arcs) + len(tables.pipes), name="way")
    pipe = way[len(tables.arcs):].rename("way")
    ways = pd.concat([tables.arcs, tables.pipes])
    limits = np.concatenate([tables.arc_limits, tables.pipe_limits])

    sent = model.add_variables(lower=0, upper=xr.DataArray(limits, coords=[way, time]))
    bought = model.add_variables(lower=0, coords=[node, time])
    disposed = model.add_variables(lower=0, coords=[node, time])
    done = model.add_variables(lower=0, coords=[recipe, time])
    size = model.add_variables(lower=0, coords=[plant])
    chosen = {"binary": True} if has_builds else {"lower": 0, "upper": 1}
    is_plant_built = model.add_variables(coords=[plant], **chosen)
    is_pipe_built = model.add_variables(coords=[pipe], **chosen)

    balance = (bought - disposed + sum_by(1 * sent, "way", ways["to"], node)
               - sum_by(1 * sent, "way", ways["from"], node))
    for place in range(4):
        terms = tables.recipes[tables.recipes[f"node{place}"] >= 0]
        if len(terms) == 0:
            continue
        rows = recipe[terms.index].rename("recipe")
        flow = column(terms[f"amount{place}"], rows) * done.sel(recipe=rows)
        balance = balance + sum_by(flow, "recipe", terms[f"node{place}"], node)
    model.add_constraints(balance == xr.DataArray(tables.demand, coords=[node, time]))

    of_plant = sum_by(1 * done, "recipe", tables.recipes.plant, plant)
    model.add_constraints(of_plant - column(tables.plants.share, plant) * size <= 0)
    model.add_constraints(size - column(tables.plants.largest, plant) * is_plant_built <= 0)
    pipe_limits = xr.DataArray(tables.pipe_limits, coords=[pipe, time])
    model.add_constraints(sent.sel(way=pipe) - pipe_limits * is_pipe_built <= 0)

    model.add_objective((column(ways.cost, way) * sent).sum()
                        + (column(tables.nodes.purchase, node) * bought).sum()
                        + (column(tables.nodes.disposal, node) * disposed).sum()
                        + (column(tables.recipes.cost, recipe) * done).sum()
                        + (column(tables.plants.cost_per_size, plant) * size).sum()
                        + (column(tables.plants.fixed_cost, plant) * is_plant_built).sum()
                        + (column(tables.pipes.fixed_cost, pipe) * is_pipe_built).sum())
    return model


def main():
    asked = plan_tables.arguments(__doc__)
    clock = plan_tables.Clock()
    model = build(plan_tables.read(asked.tables), asked.builds)
    highs = model.to_highspy(set_names=False)
    clock.at_door(f"linopy {linopy.__version__}")
    plan_tables.solve(highs, asked, clock)


main()
