#include "network/nodes.h"

#include <algorithm>

#include "base/each_once.h"
#include "reference/suitability.h"
#include "reference/valuation.h"

namespace samspill::network {
namespace {

using reference::FactorKind;
using reference::PriceKind;
using reference::Reference;

class NodeFinder {
 public:
  NodeFinder(const Region& region, const Reference& reference, std::span<const SiteId> without)
      : region_(region), reference_(reference), is_away_(region.sites.size()) {
    for (const SiteId site : without) is_away_[site.index()] = true;
  }

  Nodes find() && {
    out_.of_stream.assign(region_.streams.size(), kNone);
    for (std::size_t i = 0; i < region_.streams.size(); ++i) add_stream(StreamId(i));
    for (std::size_t i = 0; i < region_.processes.size(); ++i) add_process(ProcessId(i));
    return std::move(out_);
  }

 private:
  void add_stream(StreamId id) {
    const Stream& stream = region_[id];
    if (is_away_[stream.site.index()]) return;
    const auto price = reference::present_price(region_, reference_, stream);
    if (!price) {
      out_.left_out.push_back(id);
      return;
    }
    if (stream.quantity <= AmountFlow{}) return;
    const auto factor = reference::present_factor(region_, reference_, stream);
    Node node;
    node.at = {.stream = id, .process = {}, .site = stream.site};
    node.resource = stream.resource;
    node.direction = stream.direction;
    node.is_yearly = region_.period_count() > 1 && waits_for_free(region_, reference_, stream);
    node.way_out = way_out(*price, factor);
    if (node.is_yearly) {
      node.amounts.push_back(stream.quantity * (1.0 * year));
    } else {
      for (std::size_t t = 0; t < region_.period_count(); ++t) {
        node.amounts.push_back(period_amount(region_, stream, t));
      }
    }
    out_.of_stream[id.index()] = out_.nodes.size();
    out_.nodes.push_back(std::move(node));
  }

  static WayOut way_out(const reference::ValuedPrice& price,
                        const std::optional<reference::ValuedFactor>& factor) {
    WayOut way{price.value, price.price_id, {}, {}};
    if (factor) {
      way.co2e = factor->value;
      way.factor_id = factor->factor_id;
    }
    return way;
  }

  void add_process(ProcessId id) {
    const Process& process = region_[id];
    if (!process.sites.empty()) {
      std::vector<SiteId> sites = process.sites;
      keep_each_once(sites);
      for (const SiteId site : sites) {
        if (!is_away_[site.index()]) add_instance(id, site);
      }
      return;
    }
    if (process.status == ProcessStatus::existing) {
      note(out_.notes, {"network.process_without_site", {process.key}});
      return;
    }
    std::vector<bool> suits(region_.sites.size());
    for (const Stream& stream : region_.streams) {
      const std::size_t site = stream.site.index();
      if (!suits[site] && !is_away_[site]) suits[site] = concerns(process, stream.resource);
    }
    for (std::size_t i = 0; i < suits.size(); ++i) {
      if (suits[i]) add_instance(id, SiteId(i));
    }
  }

  /// Whether a stream of this resource is reason enough to think of the process at its site.
  bool concerns(const Process& process, ResourceId resource) const {
    return reference::input_for(reference_, process, resource) ||
           std::ranges::any_of(process.outputs, [&](const ProcessFlow& flow) {
             return !reference::is_loss(reference_, flow.resource) &&
                    reference_.fit(flow.resource, resource);
           });
  }

  void add_instance(ProcessId id, SiteId site) {
    const Process& process = region_[id];
    Instance instance{id, site, {}, {}};
    for (std::size_t i = 0; i < process.inputs.size(); ++i) {
      instance.inputs.push_back(out_.nodes.size());
      add_flow(process.inputs[i], id, site, Direction::need, i);
    }
    for (std::size_t i = 0; i < process.outputs.size(); ++i) {
      const bool leaves_the_books = reference::is_loss(reference_, process.outputs[i].resource);
      instance.outputs.push_back(leaves_the_books ? kNone : out_.nodes.size());
      if (!leaves_the_books) add_flow(process.outputs[i], id, site, Direction::offer, i);
    }
    out_.instances.push_back(std::move(instance));
  }

  void add_flow(const ProcessFlow& flow, ProcessId id, SiteId site, Direction direction,
                std::size_t index) {
    Node node;
    node.at = {.stream = {}, .process = id, .site = site};
    node.resource = flow.resource;
    node.direction = direction;
    node.instance = out_.instances.size();
    node.flow = index;
    const bool takes = direction == Direction::need;
    const auto price = reference::market_price(region_, reference_,
                                               takes ? PriceKind::purchase : PriceKind::disposal,
                                               flow.resource, site);
    if (price && !(takes && index == 0 && is_blind(region_[id]))) {
      node.way_out = way_out(
          *price, reference::market_factor(region_, reference_,
                                           takes ? FactorKind::production : FactorKind::disposal,
                                           flow.resource, site));
    }
    out_.nodes.push_back(std::move(node));
  }

  /// Whether a property that the process's flows depend on is unknown of its main input as bought.
  bool is_blind(const Process& process) const {
    const auto is_unknown = [&](const ProcessFlow& flow) {
      return flow.times_property && reference_.property_value(process.inputs.front().resource,
                                                              flow.times_property) == nullptr;
    };
    return std::ranges::any_of(process.inputs, is_unknown) ||
           std::ranges::any_of(process.outputs, is_unknown);
  }

  const Region& region_;
  const Reference& reference_;
  std::vector<bool> is_away_;
  Nodes out_;
};

}  // namespace

Nodes find_nodes(const Region& region, const Reference& reference,
                 std::span<const SiteId> without) {
  return NodeFinder(region, reference, without).find();
}

std::optional<double> property_of(const Region& region, const Reference& reference,
                                  const Node& giver, PropertyId property) {
  if (giver.at.stream) {
    return reference::typical_value(region, reference, giver.at.stream, property);
  }
  const auto* row = reference.property_value(giver.resource, property);
  if (row == nullptr) return {};
  return row->value;
}

bool depends_on_property(const Process& process) {
  const auto depends = [](const ProcessFlow& flow) { return bool(flow.times_property); };
  return std::ranges::any_of(process.inputs, depends) ||
         std::ranges::any_of(process.outputs, depends);
}

bool disposes_of_losses(const Node& giver) {
  return giver.way_out && giver.way_out->price > UnitPrice{};
}

bool waits_for_free(const Region& region, const Reference& reference, const Stream& stream) {
  return stream.is_storable && std::ranges::none_of(region.storages, [&](const Storage& storage) {
           return storage.site == stream.site &&
                  reference.is_within(stream.resource, storage.resource);
         });
}

void note(std::vector<Remark>& notes, Remark remark) {
  if (!std::ranges::contains(notes, remark)) notes.push_back(std::move(remark));
}

}  // namespace samspill::network
