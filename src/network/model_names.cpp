// What the rows and columns of the model are called in the files that other solvers read.
#include <format>
#include <string>
#include <string_view>

#include "network/endpoints.h"
#include "network/model.h"

namespace samspill::network {
namespace {

class Namer {
 public:
  Namer(const Network& network, Model& model)
      : network_(network),
        model_(model),
        columns_(model.problem.column_names),
        rows_(model.problem.row_names) {
    for (std::size_t i = 0; i < model.problem.columns(); ++i) {
      columns_.push_back(std::format("column{}", i));
    }
    for (std::size_t i = 0; i < model.problem.rows(); ++i) rows_.push_back(std::format("row{}", i));
  }

  void name() && {
    const std::size_t periods = network_.region.period_count();
    for (std::size_t i = 0; i < network_.nodes.nodes.size(); ++i) name_node(i);
    for (std::size_t i = 0; i < network_.arcs.arcs.size(); ++i) {
      const Arc& arc = network_.arcs.arcs[i];
      const Node &from = network_.nodes[arc.giver], &to = network_.nodes[arc.taker];
      std::string name =
          std::format("send.{}.{}.{}.{}", name_of(network_.region, from.at),
                      name_of(network_.region, to.at), key(from.resource), key(arc.way.mode));
      if (arc.relay != kNone) name += ".from." + site_of(arc.relay);
      name_each(columns_, model_.arc_columns[i], periods_of(network_, arc), name);
    }
    for (std::size_t i = 0; i < network_.arcs.relays.size(); ++i) {
      name_each(rows_, model_.relay_rows[i], periods, "passed_on." + name_of_relay(i));
    }
    for (std::size_t i = 0; i < network_.arcs.legs.size(); ++i) {
      const Leg& leg = network_.arcs.legs[i];
      std::string name = std::format("bring.{}.{}", name_of_relay(leg.to), key(leg.way.mode));
      if (leg.from != kNone) name += ".from." + site_of(leg.from);
      name_each(columns_, model_.leg_columns[i], periods, name);
    }
    for (std::size_t i = 0; i < network_.nodes.instances.size(); ++i) name_instance(i, periods);
    for (std::size_t i = 0; i < network_.arcs.connections.size(); ++i) {
      const Connection& connection = network_.arcs.connections[i];
      const std::string name = std::format("{}.{}.{}.{}", network_.region[connection.from].key,
                                           network_.region[connection.to].key,
                                           key(connection.resource), key(connection.mode));
      name_one(columns_, model_.connection_columns[i], "connect." + name);
      name_each(rows_, model_.connection_rows[i], periods, "connection." + name);
    }
    for (std::size_t i = 0; i < network_.arcs.today.size(); ++i) {
      const std::string& name = network_.region.exchanges[network_.arcs.today[i].exchange].key;
      name_one(columns_, model_.shortfall_columns[i], "shortfall." + name);
      name_one(rows_, model_.today_rows[i], "recorded." + name);
    }
    for (std::size_t i = 0; i < network_.blends.size(); ++i) {
      const Blend& blend = network_.blends[i];
      const Node& need = network_.nodes[blend.need];
      name_each(
          rows_, model_.blend_rows[i], periods_of(network_, need),
          std::format("mix.{}.{}.{}", name_of(network_.region, need.at),
                      network_.reference[blend.property].key, blend.is_most ? "most" : "least"));
    }
    for (std::size_t i = 0; i < network_.holders.storages.size(); ++i) name_storage(i, periods);
    for (std::size_t i = 0; i < network_.holders.holders.size(); ++i) name_holder(i, periods);
    rows_[model_.co2e_row] = "co2e_kg";
  }

 private:
  std::string_view key(ResourceId resource) const { return network_.reference[resource].key; }
  std::string_view key(ModeId mode) const {
    return mode ? std::string_view(network_.reference[mode].key) : "on_site";
  }

  const std::string& site_of(std::size_t relay) const {
    return network_.region[network_.arcs.relays[relay].site].key;
  }
  std::string name_of_relay(std::size_t relay) const {
    const Node& giver = network_.nodes[network_.arcs.relays[relay].giver];
    return std::format("{}.{}.{}", site_of(relay), name_of(network_.region, giver.at),
                       key(giver.resource));
  }

  static void name_one(std::vector<std::string>& names, std::size_t index, std::string name) {
    if (index != kNone) names[index] = std::move(name);
  }

  /// One per period, or the year alone.
  void name_each(std::vector<std::string>& names, std::size_t first, std::size_t count,
                 const std::string& name) const {
    const bool is_year = count == 1 && network_.region.period_count() > 1;
    for (std::size_t t = 0; first != kNone && t < count; ++t) {
      names[first + t] = name + (is_year ? ".year" : std::format(".p{}", t + 1));
    }
  }

  void name_node(std::size_t index) {
    const Node& node = network_.nodes[index];
    const bool gives = node.direction == Direction::offer;
    const std::string name =
        std::format(".{}.{}", name_of(network_.region, node.at), key(node.resource));
    const std::size_t periods = periods_of(network_, node);
    name_each(rows_, model_.node_rows[index], periods, (gives ? "given" : "taken") + name);
    name_each(columns_, model_.way_out_columns[index], periods, (gives ? "dispose" : "buy") + name);
  }

  void name_instance(std::size_t index, std::size_t periods) {
    const Instance& instance = network_.nodes.instances[index];
    const std::string name = name_of(network_.region, {{}, instance.process, instance.site});
    name_each(columns_, model_.activity_columns[index], periods, "run." + name);
    if (model_.size_columns[index] == kNone) return;
    name_one(columns_, model_.size_columns[index], "size." + name);
    name_one(columns_, model_.build_columns[index], "build." + name);
    const std::size_t rows = model_.activity_rows[index];
    name_each(rows_, rows, periods, "within_size." + name);
    rows_[rows + periods] = "largest." + name;
    rows_[rows + periods + 1] = "least." + name;
  }

  void name_storage(std::size_t index, std::size_t periods) {
    const std::string& name = network_.region[network_.holders.storages[index]].key;
    name_each(rows_, model_.room_rows[index], periods, "room." + name);
    if (model_.room_columns[index] == kNone) return;
    rows_[model_.room_rows[index] + periods] = "largest." + name;
    name_one(columns_, model_.room_columns[index], "size." + name);
    name_one(columns_, model_.storage_build_columns[index], "build." + name);
  }

  void name_holder(std::size_t index, std::size_t periods) {
    const Holder& holder = network_.holders.holders[index];
    const Node& giver = network_.nodes[holder.giver];
    std::string name = std::format(".{}.{}.{}", network_.region[holder.storage].key,
                                   name_of(network_.region, giver.at), key(giver.resource));
    if (holder.arc != kNone) {
      const Arc& arc = network_.arcs.arcs[holder.arc];
      name += std::format(".{}.{}", name_of(network_.region, network_.nodes[arc.taker].at),
                          key(arc.way.mode));
      name_each(rows_, model_.arrival_rows[holder.arc], periods, "arrived" + name);
    }
    const std::size_t first = model_.level_columns[index];
    name_each(rows_, model_.level_rows[index], periods, "level" + name);
    name_each(columns_, first, periods, "hold" + name);
    name_each(columns_, first + periods, periods, "put_in" + name);
    name_each(columns_, first + 2 * periods, periods, "take_out" + name);
  }

  const Network& network_;
  Model& model_;
  std::vector<std::string>& columns_;
  std::vector<std::string>& rows_;
};

}  // namespace

void name_model(const Network& network, Model& model) {
  Namer(network, model).name();
}

}  // namespace samspill::network
