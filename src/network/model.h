#pragma once

#include <cstddef>
#include <vector>

#include "network/network.h"
#include "solver/problem.h"

namespace samspill::network {

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
  std::vector<std::size_t> leg_columns;       // by leg
  std::vector<std::size_t> way_out_columns;   // by node, kNone = no way out; one for a yearly node
  std::vector<std::size_t> activity_columns;  // by instance
  std::vector<std::size_t> size_columns;      // by instance, one each, kNone = existing
  std::vector<std::size_t> build_columns;     // by instance, one each, kNone = nothing to decide
  std::vector<std::size_t> level_columns;     // by holder; then what it puts in, then what it takes
  std::vector<std::size_t> room_columns;  // by storage of the holders, one each, kNone = existing
  std::vector<std::size_t> storage_build_columns;  // likewise built, kNone = nothing to decide
  std::vector<std::size_t> connection_columns;     // by connection, one each, kNone = no fixed cost
  std::vector<std::size_t> shortfall_columns;  // by today's flow, one each, kNone = not recorded

  // First rows.
  std::vector<std::size_t> node_rows;  // one for a yearly node
  std::vector<std::size_t> relay_rows;
  std::vector<std::size_t> activity_rows;  // by instance; none of an existing one
  std::vector<std::size_t> connection_rows;
  std::vector<std::size_t> today_rows;    // one each, kNone = no recorded quantity
  std::vector<std::size_t> room_rows;     // by storage of the holders; last size ≤ U · build
  std::vector<std::size_t> level_rows;    // by holder
  std::vector<std::size_t> arrival_rows;  // by arc, kNone = it ends at no storage
  std::vector<std::size_t> blend_rows;    // by blend; one of a yearly node
  std::size_t co2e_row = 0;
};

Model build_model(const Network& network);

/// Gives every row and column a name that says what it is: what it stands for, the stream or
/// process@site, resource, mode, and the period from p1 on: "flow.bark.boiler@mill.lorry.p1".
void name_model(const Network& network, Model& model);

/// The most that can usefully flow on a connection in a period: its capacity, or what its givers
/// have, or what its takers want, whichever is least.
Amount most_on(const Network& network, const Connection& connection, std::size_t period);

/// How many columns an arc, or rows and columns a node, has.
std::size_t periods_of(const Network& network, const Arc& arc);
std::size_t periods_of(const Network& network, const Node& node);

}  // namespace samspill::network
