#pragma once

#include <cstddef>
#include <vector>

#include "network/arcs.h"
#include "network/holders.h"
#include "network/limits.h"
#include "network/nodes.h"
#include "solver/problem.h"

namespace samspill::network {

/// The region's balances, arcs and bounds: everything the model is made of.
struct Network {
  const Region& region;
  const reference::Reference& reference;
  CarbonPrice carbon_price;
  Nodes nodes;
  Arcs arcs;
  Holders holders;
  Limits limits;
};

/// The mixed-integer problem of a network in its solver's terms: amounts in base units, money in
/// EUR, CO2e in kg, all per year. As built it is the plan without a cap; today.h turns it into the
/// baseline.
struct Model {
  solver::Problem problem;    // its cost is money + carbon price × co2e
  std::vector<double> money;  // of one unit of each column [EUR]
  std::vector<double> co2e;   // of one unit of each column [kg]
  double fixed_money = 0;     // whatever the plan [EUR]

  // First columns; one column per period unless it is said otherwise.
  std::vector<std::size_t> arc_columns;       // by arc; one column for a yearly arc
  std::vector<std::size_t> way_out_columns;   // by node, kNone = no way out; one for a yearly node
  std::vector<std::size_t> activity_columns;  // by instance
  std::vector<std::size_t> size_columns;      // by instance, one each, kNone = existing
  std::vector<std::size_t> build_columns;     // by instance, one each, kNone = nothing to decide
  std::vector<std::size_t>
      level_columns;                      // by holder; then what it puts in, then what it takes out
  std::vector<std::size_t> room_columns;  // by storage of the nodes, one each, kNone = existing
  std::vector<std::size_t> storage_build_columns;  // likewise built, kNone = nothing to decide
  std::vector<std::size_t> connection_columns;     // by connection, one each, kNone = no fixed cost
  std::vector<std::size_t> shortfall_columns;  // by today's flow, one each, kNone = not recorded

  // First rows.
  std::vector<std::size_t> node_rows;  // one for a yearly node
  std::vector<std::size_t> connection_rows;
  std::vector<std::size_t> today_rows;  // one each, kNone = no recorded quantity
  std::size_t co2e_row = 0;
};

Model build_model(const Network& network);

/// How many columns an arc, or rows and columns a node, has.
std::size_t periods_of(const Network& network, const Arc& arc);
std::size_t periods_of(const Network& network, const Node& node);

}  // namespace samspill::network
