#pragma once

#include <string>
#include <string_view>

#include "domain/plan.h"
#include "formats/dataset.h"

namespace samspill::accounting::testing {

/// Three sites: mill (a), boiler (b), farm (c); bark, ash, gas, and a plant that burns bark.
formats::Dataset three_sites();

/// Writes states of a plan by hand, valuing each row as the network engine does.
class PlanBuilder {
 public:
  explicit PlanBuilder(const formats::Dataset& world) : world_(world) {}

  Endpoint stream(std::string_view key) const;
  Endpoint process(std::string_view key, std::string_view site) const;

  /// What the endpoint disposes of (an offer, an output) or buys (a need, an input).
  void recourse(NetworkState& state, const Endpoint& at, double amount, std::size_t period = 0,
                std::string_view resource = {}) const;
  /// What goes by lorry over 10 km, or stays within one site.
  void flow(NetworkState& state, const Endpoint& from, const Endpoint& to, double sent,
            std::size_t period = 0, std::string_view resource = {}) const;

  /// Adds up both years and calls the plan optimal.
  static void finish(Plan& plan);

 private:
  ResourceId resource_of(const Endpoint& at, std::string_view named) const;

  const formats::Dataset& world_;
};

}  // namespace samspill::accounting::testing
