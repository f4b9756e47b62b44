// Reading a plan from its machine form.
//
// What the plan is made of is read; the plan is written again, and what the file says besides is
// compared with that. So no figure of the file is left unread.
#include "formats/plan_reader.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "formats/result_json.h"
#include "reference/suitability.h"

namespace samspill::formats {
namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 30;
/// Figures that follow from others are the same but for the last digits.
constexpr double kSame = 1e-9;

using Tree = nlohmann::json;

/// A value for a message; of lists and objects only what they are.
std::string shown(const Tree& value) {
  if (value.is_string()) return in_quotes(value.get_ref<const std::string&>());
  return value.is_structured() ? std::format("an {}", value.type_name()) : value.dump();
}

class PlanReader {
 public:
  PlanReader(const Dataset& dataset, const std::string& file, Diagnostics& diagnostics)
      : region_(dataset.region),
        tables_(dataset.reference),
        file_(file),
        diagnostics_(diagnostics) {
    index(region_.sites, sites_);
    index(region_.streams, streams_);
    index(region_.processes, processes_);
    index(region_.storages, storages_);
  }

  Plan read(const Tree& top) {
    Plan plan;
    plan.status = static_cast<PlanStatus>(word(top, "", "status", kPlanStatuses));
    plan.gap = number(top, "", "gap");
    read_terms(part(top, "", "terms"), plan.terms);
    plan.method = static_cast<Method>(word(top, "", "method", kMethods));
    if (top.is_object() && top.contains("solved_by")) {  // not in files of before
      plan.solved_by = static_cast<SolvedBy>(word(top, "", "solved_by", kSolvedBy));
    }
    read_parts(top, "", plan.planned);
    each(top, "", "flows", [&](const Tree& row, const std::string& path) {
      plan.planned.flows.push_back(flow(row, path));
    });
    each(top, "", "disposals", [&](const Tree& row, const std::string& path) {
      plan.planned.disposals.push_back(recourse(row, path, Direction::offer));
    });
    each(top, "", "purchases", [&](const Tree& row, const std::string& path) {
      plan.planned.purchases.push_back(recourse(row, path, Direction::need));
    });
    each(top, "", "activities", [&](const Tree& row, const std::string& path) {
      plan.planned.activities.push_back(activity(row, path));
    });
    each(top, "", "storages", [&](const Tree& row, const std::string& path) {
      plan.planned.storages.push_back(storage_use(row, path));
    });
    each(top, "", "link_builds", [&](const Tree& row, const std::string& path) {
      plan.planned.link_builds.push_back(
          {site(row, path, "from_site"), site(row, path, "to_site"), mode(row, path),
           number(row, path, "investment_eur_per_year") * euro / year, resource(row, path)});
    });
    each(top, "", "prices", [&](const Tree& row, const std::string& path) {
      plan.prices.push_back({end(row, path, "id"), resource(row, path), unit_price(row, path)});
    });
    if (const Tree& proof = member(top, "", "proof"); !proof.is_null()) {
      plan.proof = read_proof(part(top, "", "proof"));
    }
    read_parts(part(top, "", "baseline"), "baseline", plan.baseline);
    const Tree& left_out = list(top, "", "left_out");
    for (std::size_t i = 0; i < left_out.size(); ++i) {
      const std::string path = std::format("left_out[{}]", i);
      plan.left_out.push_back(
          StreamId(find(streams_, text(left_out[i], path), path, "a stream of the dataset")));
    }
    return plan;
  }

 private:
  using Index = TextMap<std::size_t>;

  template <typename Rows>
  static void index(const Rows& rows, Index& keys) {
    for (std::size_t i = 0; i < rows.size(); ++i) keys.emplace(rows[i].key, i);
  }

  static std::string join(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : std::format("{}.{}", path, key);
  }
  void wrong(const std::string& path, const std::string& found, std::string_view expected) {
    diagnostics_.error(file_, 0, path, tell("found {}, expected {}", found, expected));
  }

  // Values of any kind.

  const Tree& member(const Tree& object, const std::string& path, const char* key) {
    static const Tree kNothing;
    if (!object.is_object()) return kNothing;  // said where the object was looked for
    const auto found = object.find(key);
    if (found != object.end()) return *found;
    wrong(join(path, key), "nothing", "a part that every plan has");
    return kNothing;
  }

  const Tree& part(const Tree& object, const std::string& path, const char* key) {
    const Tree& value = member(object, path, key);
    if (object.is_object() && object.contains(key) && !value.is_object()) {
      wrong(join(path, key), shown(value), "an object");
    }
    return value;
  }

  const Tree& list(const Tree& object, const std::string& path, const char* key) {
    static const Tree kEmpty = Tree::array();
    const Tree& value = member(object, path, key);
    if (value.is_array()) return value;
    if (object.is_object() && object.contains(key)) wrong(join(path, key), shown(value), "a list");
    return kEmpty;
  }

  template <typename Deed>
  void each(const Tree& object, const std::string& path, const char* key, Deed deed) {
    const Tree& rows = list(object, path, key);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string place = std::format("{}[{}]", join(path, key), i);
      if (rows[i].is_object()) {
        deed(rows[i], place);
      } else {
        wrong(place, shown(rows[i]), "an object");
      }
    }
  }

  double number(const Tree& value, const std::string& path) {
    if (value.is_number()) return value.get<double>();
    wrong(path, shown(value), "a number");
    return 0;
  }
  double number(const Tree& object, const std::string& path, const char* key) {
    const Tree& value = member(object, path, key);
    if (!object.is_object() || !object.contains(key)) return 0;
    return number(value, join(path, key));
  }
  std::optional<double> number_if_known(const Tree& object, const std::string& path,
                                        const char* key) {
    if (member(object, path, key).is_null()) return {};
    return number(object, path, key);
  }

  std::string text(const Tree& value, const std::string& path) {
    if (value.is_string()) return value.get<std::string>();
    wrong(path, shown(value), "a text");
    return {};
  }
  std::string text(const Tree& object, const std::string& path, const char* key) {
    const Tree& value = member(object, path, key);
    if (!object.is_object() || !object.contains(key)) return {};
    return text(value, join(path, key));
  }
  std::string text_if_known(const Tree& object, const std::string& path, const char* key) {
    if (member(object, path, key).is_null()) return {};
    return text(object, path, key);
  }

  template <std::size_t Count>
  std::size_t word(const Tree& object, const std::string& path, const char* key,
                   const std::array<std::string_view, Count>& words) {
    const std::string found = text(object, path, key);
    const auto place = std::ranges::find(words, found);
    if (place != words.end()) return static_cast<std::size_t>(place - words.begin());
    std::string all;
    for (const std::string_view each : words) all += (all.empty() ? "" : ", ") + std::string(each);
    wrong(join(path, key), in_quotes(found), "one of " + all);
    return 0;
  }

  std::size_t find(const Index& keys, const std::string& key, const std::string& path,
                   std::string_view expected) {
    const auto found = keys.find(key);
    if (found != keys.end()) return found->second;
    wrong(path, in_quotes(key), expected);
    return 0;
  }

  // Values of the domain. A dataset without any row of a kind has no id to stand in for a wrong
  // one; the plan is not returned then.

  SiteId site(const Tree& row, const std::string& path, const char* key) {
    return SiteId(find(sites_, text(row, path, key), join(path, key), "a site of the dataset"));
  }
  ResourceId resource(const Tree& row, const std::string& path) {
    const std::string key = text(row, path, "resource");
    const ResourceId found = tables_.find_resource_id(key);
    if (!found) wrong(join(path, "resource"), in_quotes(key), "a resource");
    return found;
  }
  ModeId mode(const Tree& row, const std::string& path) {
    const std::string key = text(row, path, "mode");
    const ModeId found = tables_.find_mode(key);
    if (!found && key != "on_site") {
      wrong(join(path, "mode"), in_quotes(key), "a mode of transport or on_site");
    }
    return found;
  }
  UnitPrice unit_price(const Tree& row, const std::string& path) {
    return number(row, path, "eur_per_unit") * euro / unit_amount;
  }
  std::size_t period(const Tree& row, const std::string& path) {
    const Tree& value = member(row, path, "period");
    const std::size_t count = region_.period_count();
    if (value.is_number_unsigned() && value.get<std::uint64_t>() < count) {
      return value.get<std::size_t>();
    }
    wrong(join(path, "period"), shown(value), std::format("a period from 0 to {}", count - 1));
    return 0;
  }

  /// A stream_id, or process_id@site_id, where both ids may themselves have an @.
  Endpoint end(const Tree& row, const std::string& path, const char* key) {
    const std::string id = text(row, path, key);
    if (const auto found = streams_.find(id); found != streams_.end()) {
      return {StreamId(found->second), {}, region_.streams[found->second].site};
    }
    for (std::size_t at = id.find('@'); at != std::string::npos; at = id.find('@', at + 1)) {
      const auto process = processes_.find(std::string_view(id).substr(0, at));
      const auto place = sites_.find(std::string_view(id).substr(at + 1));
      if (process != processes_.end() && place != sites_.end()) {
        return {{}, ProcessId(process->second), SiteId(place->second)};
      }
    }
    wrong(join(path, key), in_quotes(id), "a stream or process_id@site_id of the dataset");
    return {};
  }

  // Parts of the plan.

  void read_terms(const Tree& terms, PlanTerms& out) {
    out.objective = static_cast<Objective>(word(terms, "terms", "objective", kObjectives));
    out.carbon_price = number(terms, "terms", "carbon_price_eur_per_t") * euro / tonne_co2e;
    if (const auto cap = number_if_known(terms, "terms", "cap_t_per_year")) {
      out.cap = *cap * tonne_co2e / year;
    }
    const Tree& without = list(terms, "terms", "without");
    for (std::size_t i = 0; i < without.size(); ++i) {
      const std::string path = std::format("terms.without[{}]", i);
      out.without.push_back(
          SiteId(find(sites_, text(without[i], path), path, "a site of the dataset")));
    }
  }

  void read_parts(const Tree& object, const std::string& path, NetworkState& out) {
    const std::string money = join(path, "cost_eur_per_year");
    const std::string co2e = join(path, "co2e_parts_t_per_year");
    const Tree& cost = part(object, path, "cost_eur_per_year");
    const Tree& emitted = part(object, path, "co2e_parts_t_per_year");
    const auto eur = [&](const char* key) { return number(cost, money, key) * euro / year; };
    const auto tonnes = [&](const char* key) {
      return number(emitted, co2e, key) * tonne_co2e / year;
    };
    out.cost = {eur("disposal"),  eur("purchase"),   eur("transport"),
                eur("operation"), eur("investment"), eur("carbon")};
    out.co2e = {tonnes("disposal"), tonnes("production"), tonnes("transport"), tonnes("use")};
  }

  PlanFlow flow(const Tree& row, const std::string& path) {
    PlanFlow flow;
    flow.from = end(row, path, "from_id");
    flow.to = end(row, path, "to_id");
    flow.resource = resource(row, path);
    require(row, path, "from_id", gives(flow.from, flow.resource), "an offer of this resource");
    require(row, path, "to_id", takes(flow.to, flow.resource), "a taker of this resource");
    flow.mode = mode(row, path);
    flow.distance = number(row, path, "distance_km") * kilometre;
    flow.period = period(row, path);
    flow.sent = number(row, path, "quantity") * unit_amount;
    flow.received = number(row, path, "received") * unit_amount;
    flow.substitution = number(row, path, "substitution");
    flow.cost = number(row, path, "cost_eur") * euro;
    flow.co2e = number(row, path, "co2e_t") * tonne_co2e;
    flow.factor_id = text_if_known(row, path, "factor_id");
    flow.use_co2e = number(row, path, "use_co2e_t") * tonne_co2e;
    flow.use_factor_id = text_if_known(row, path, "use_factor_id");
    each(row, path, "legs", [&](const Tree& part, const std::string& place) {
      flow.legs.push_back(leg(part, place));
    });
    return flow;
  }

  FlowLeg leg(const Tree& row, const std::string& path) {
    FlowLeg leg;
    leg.from = site(row, path, "from_site");
    leg.to = site(row, path, "to_site");
    leg.mode = mode(row, path);
    leg.sent = number(row, path, "quantity") * unit_amount;
    leg.received = number(row, path, "received") * unit_amount;
    leg.distance = number(row, path, "distance_km") * kilometre;
    leg.cost = number(row, path, "cost_eur") * euro;
    leg.co2e = number(row, path, "co2e_t") * tonne_co2e;
    leg.factor_id = text_if_known(row, path, "factor_id");
    return leg;
  }

  void require(const Tree& row, const std::string& path, const char* key, bool holds,
               std::string_view expected) {
    if (!holds) wrong(join(path, key), shown(member(row, path, key)), expected);
  }

  bool gives(const Endpoint& end, ResourceId resource) const {
    return passes(end, resource, Direction::offer);
  }
  bool takes(const Endpoint& end, ResourceId resource) const {
    if (!end.site || !resource) return true;  // said already
    if (end.stream) return region_[end.stream].direction == Direction::need;
    return reference::input_for(tables_, region_[end.process], resource).has_value();
  }
  /// Whether the end has a balance of the resource on that side.
  bool passes(const Endpoint& end, ResourceId resource, Direction side) const {
    if (!end.site || !resource) return true;  // said already
    if (end.stream) {
      const Stream& stream = region_[end.stream];
      return stream.direction == side && stream.resource == resource;
    }
    const Process& process = region_[end.process];
    return std::ranges::contains(side == Direction::offer ? process.outputs : process.inputs,
                                 resource, &ProcessFlow::resource);
  }

  Recourse recourse(const Tree& row, const std::string& path, Direction side) {
    Recourse recourse;
    recourse.at = end(row, path, "id");
    recourse.resource = resource(row, path);
    require(row, path, "id", passes(recourse.at, recourse.resource, side),
            side == Direction::offer ? "what gives this resource" : "what takes this resource");
    recourse.period = period(row, path);
    recourse.amount = number(row, path, "quantity") * unit_amount;
    recourse.cost = number(row, path, "cost_eur") * euro;
    if (const auto co2e = number_if_known(row, path, "co2e_t")) recourse.co2e = *co2e * tonne_co2e;
    recourse.price_id = text_if_known(row, path, "price_id");
    recourse.factor_id = text_if_known(row, path, "factor_id");
    return recourse;
  }

  Activity activity(const Tree& row, const std::string& path) {
    Activity activity;
    activity.process = ProcessId(find(processes_, text(row, path, "process_id"),
                                      join(path, "process_id"), "a process of the dataset"));
    activity.site = site(row, path, "site_id");
    activity.is_built = is_true(row, path, "is_built");
    activity.capacity = number(row, path, "capacity") * unit_amount / year;
    activity.investment = number(row, path, "investment_eur_per_year") * euro / year;
    activity.operation = number(row, path, "operation_eur_per_year") * euro / year;
    activity.main_input = amounts(row, path, "main_input");
    return activity;
  }

  bool is_true(const Tree& row, const std::string& path, const char* key) {
    const Tree& value = member(row, path, key);
    if (value.is_boolean()) return value.get<bool>();
    wrong(join(path, key), shown(value), "true or false");
    return false;
  }

  /// One per period.
  std::vector<Amount> amounts(const Tree& row, const std::string& path, const char* key) {
    std::vector<Amount> found;
    const Tree& rows = list(row, path, key);
    for (std::size_t t = 0; t < rows.size(); ++t) {
      found.push_back(number(rows[t], std::format("{}.{}[{}]", path, key, t)) * unit_amount);
    }
    if (rows.size() != region_.period_count()) {
      wrong(join(path, key), std::format("{} numbers", rows.size()),
            std::format("{}, one per period", region_.period_count()));
      found.resize(region_.period_count());
    }
    return found;
  }

  StorageId storage(const Tree& row, const std::string& path) {
    return StorageId(find(storages_, text(row, path, "storage_id"), join(path, "storage_id"),
                          "a storage of the dataset"));
  }

  StorageUse storage_use(const Tree& row, const std::string& path) {
    StorageUse use{.storage = storage(row, path)};
    use.is_built = is_true(row, path, "is_built");
    use.capacity = number(row, path, "capacity") * unit_amount;
    use.investment = number(row, path, "investment_eur_per_year") * euro / year;
    use.operation = number(row, path, "operation_eur_per_year") * euro / year;
    each(row, path, "holdings", [&](const Tree& part, const std::string& place) {
      Holding holding;
      holding.giver = end(part, place, "from_id");
      holding.resource = resource(part, place);
      require(part, place, "from_id", gives(holding.giver, holding.resource),
              "an offer of this resource");
      holding.taker = taker_if_any(part, place, holding.resource);
      holding.put_in = amounts(part, place, "put_in");
      holding.taken_out = amounts(part, place, "taken_out");
      holding.level = amounts(part, place, "level");
      use.holdings.push_back(std::move(holding));
    });
    return use;
  }

  std::optional<Endpoint> taker_if_any(const Tree& row, const std::string& path,
                                       ResourceId resource) {
    if (member(row, path, "to_id").is_null()) return {};
    const Endpoint taker = end(row, path, "to_id");
    require(row, path, "to_id", takes(taker, resource), "a taker of this resource");
    return taker;
  }

  PriceProof read_proof(const Tree& object) {
    PriceProof proof;
    proof.least = number(object, "proof", "eur_per_year") * euro / year;
    proof.cap_price = number(object, "proof", "cap_eur_per_t") * euro / tonne_co2e;
    each(object, "proof", "prices", [&](const Tree& row, const std::string& path) {
      static constexpr std::array<std::string_view, 2> kSides = {"gives", "takes"};
      BalancePrice price;
      price.at = end(row, path, "id");
      price.resource = resource(row, path);
      price.direction = static_cast<Direction>(word(row, path, "side", kSides));
      require(row, path, "id", passes(price.at, price.resource, price.direction),
              "a balance of this resource");
      price.period = period(row, path);
      price.price = unit_price(row, path);
      if (!member(row, path, "passed_on_by").is_null()) {
        price.relay = site(row, path, "passed_on_by");
      }
      proof.prices.push_back(price);
    });
    each(object, "proof", "mixes", [&](const Tree& row, const std::string& path) {
      static constexpr std::array<std::string_view, 2> kLimits = {"most", "least"};
      MixPrice price;
      price.need = end(row, path, "need_id").stream;
      const bool is_need = price.need && region_[price.need].direction == Direction::need;
      require(row, path, "need_id", is_need, "a need of the dataset");
      price.property = tables_.find_property(text(row, path, "property"));
      require(row, path, "property", bool(price.property), "a property");
      price.is_most = word(row, path, "limit", kLimits) == 0;
      price.period = period(row, path);
      price.price = unit_price(row, path);
      require(row, path, "eur_per_unit", price.price >= UnitPrice{}, "0 or more");
      proof.mixes.push_back(price);
    });
    each(object, "proof", "rooms", [&](const Tree& row, const std::string& path) {
      const RoomPrice price{storage(row, path), period(row, path), unit_price(row, path)};
      require(row, path, "eur_per_unit", price.price >= UnitPrice{}, "0 or more");
      proof.rooms.push_back(price);
    });
    each(object, "proof", "holdings", [&](const Tree& row, const std::string& path) {
      HoldingPrice price{.storage = storage(row, path)};
      price.giver = end(row, path, "from_id");
      price.resource = resource(row, path);
      price.taker = taker_if_any(row, path, price.resource);
      price.mode = mode(row, path);
      price.period = period(row, path);
      price.price = unit_price(row, path);
      price.arrival = number(row, path, "arrival_eur_per_unit") * euro / unit_amount;
      require(row, path, "arrival_eur_per_unit", price.arrival >= UnitPrice{}, "0 or more");
      proof.holdings.push_back(price);
    });
    return proof;
  }

  const Region& region_;
  const reference::Reference& tables_;
  const std::string& file_;
  Diagnostics& diagnostics_;
  Index sites_, streams_, processes_, storages_;
};

/// Compares what the file says with what follows from the plan it was read as.
class Comparison {
 public:
  Comparison(const std::string& file, Diagnostics& diagnostics)
      : file_(file), diagnostics_(diagnostics) {}

  /// The first point of a front is the plan; of the others only these figures are known.
  void compare_points(const Tree& points, const Json& plan) {
    const bool has_plan = points.is_array() && !points.empty() && points[0].is_object();
    if (!has_plan) return differ(points, Tree::array({"the plan"}), "points");
    for (const auto& [key, value] : points[0].items()) {
      compare(value, plan.value(key, Json()), "points[0]." + key);
    }
  }

  void compare(const Tree& found, const Json& expected, const std::string& path) {
    if (found.is_number() && expected.is_number()) {
      const double a = found.get<double>(), b = expected.get<double>();
      if (std::abs(a - b) > kSame * std::max(1.0, std::abs(b))) differ(found, expected, path);
    } else if (found.is_object() && expected.is_object()) {
      for (const auto& [key, value] : found.items()) {
        if (path.empty() && (key == "notes" || key == "points")) continue;
        const std::string place = path.empty() ? key : path + "." + key;
        const auto other = expected.find(key);
        if (other == expected.end()) {
          diagnostics_.error(file_, 0, place, Message("is no part of a plan"));
        } else {
          compare(value, *other, place);
        }
      }
      for (const auto& [key, value] : expected.items()) {
        if (found.contains(key)) continue;
        diagnostics_.error(file_, 0, path.empty() ? key : path + "." + key,
                           Message("found nothing, expected a part that every plan has"));
      }
    } else if (found.is_array() && expected.is_array() && found.size() == expected.size()) {
      for (std::size_t i = 0; i < found.size(); ++i) {
        compare(found[i], expected[i], std::format("{}[{}]", path, i));
      }
    } else if (found.is_structured() || expected.is_structured()) {
      differ(found, expected, path);
    } else if (found.dump() != expected.dump()) {
      differ(found, expected, path);
    }
  }

 private:
  void differ(const Tree& found, const Tree& expected, const std::string& path) {
    const auto text = [](const Tree& value) {
      return value.is_array() ? std::format("a list of {}", value.size()) : shown(value);
    };
    diagnostics_.error(file_, 0, path,
                       Message(std::format("found {}, but {} follows from the rest of the file",
                                           text(found), text(expected))));
  }

  const std::string& file_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Plan> read_plan(const Dataset& dataset, const std::filesystem::path& path,
                              Diagnostics& diagnostics) {
  std::error_code code;
  const std::uintmax_t size = std::filesystem::file_size(path, code);
  if (!code && size > kLargestFile) {
    throw Error(ErrorKind::invalid, std::format("{}: has more than {} MiB, no plan is that large",
                                                path.string(), kLargestFile >> 20));
  }
  return read_plan_bytes(dataset, read_file(path), path.string(), diagnostics);
}

std::optional<Plan> read_plan_bytes(const Dataset& dataset, const std::string& bytes,
                                    const std::string& file, Diagnostics& diagnostics) {
  Tree top;
  try {
    top = Tree::parse(bytes);
  } catch (const Tree::parse_error& error) {
    throw Error(ErrorKind::invalid, std::format("{}: not valid JSON at byte {}", file, error.byte));
  } catch (const Tree::out_of_range&) {
    throw Error(ErrorKind::invalid, std::format("{}: has a number beyond all sizes", file));
  }
  if (!top.is_object() || !top.contains("status")) {
    throw Error(ErrorKind::invalid,
                std::format("{}: not a plan; expected what samspill plan --json prints", file));
  }
  if (top["status"] == "infeasible") {
    throw Error(
        ErrorKind::invalid,
        std::format("{}: found no plan in it, as none met its limits (status infeasible)", file));
  }
  Plan plan = PlanReader(dataset, file, diagnostics).read(top);
  if (diagnostics.has_errors()) return {};
  const Json again = plan_json(dataset, plan);
  Comparison comparison(file, diagnostics);
  comparison.compare(top, again, "");
  if (top.contains("points")) comparison.compare_points(top["points"], again);
  return plan;
}

}  // namespace samspill::formats
