// What the law says to an exchange.
//
// Problem: a pair may fit in kind, quality and distance and still be forbidden, or ask for a
// permit, a treatment or a notice. Method: five rules, each with its own words and numbers.
//   hazard      hazardous waste goes only to a need that takes it; mixing to dilute is forbidden
//   by-products animal by-products of a category go to a use only as data/abp_uses.csv says, some
//               only after a treatment
//   limits      contaminants of the use or the product (limits.cpp)
//   border      waste between countries: green list, notification, forbidden export
//   hierarchy   a step down from today's treatment is shown, a step up is a reason
// What the taker does with a thing is read from what it needs and its NACE code
// (data/resource_uses.csv), else from the synergy's R or D code.
//
// Source: Directive 2008/98/EC, Decision 2000/532/EC, Regulations (EC) 1069/2009, (EU) 142/2011 and
// (EU) 2024/1157, by way of data/; most rows there are from memory and unverified.
//
// Limits: no verdict of an authority. A waste code means waste; status as by-product, plant
// approvals, the species of animals fed and what lies between three countries are not known.
//
// Worked number: dead farmed fish (category 2) offered to a biogas plant is excluded; through a
// process with method-1 (133 °C, 20 min, 3 bar, 50 mm) it is allowed.
#include "matching/law.h"

#include <algorithm>
#include <format>
#include <set>

#include "reference/valuation.h"

namespace samspill::matching {
namespace {

using reference::AnimalByProduct;
using reference::AnimalByProductUse;
using reference::Country;
using reference::Fit;
using reference::Hazard;
using reference::Resource;
using reference::ShipmentCode;
using reference::State;
using reference::WasteCode;
using Kind = LimitVerdict::Kind;

constexpr std::string_view kBurning = "burning";
constexpr std::string_view kIncineration = "incineration";  // the treatment that is burning
constexpr int kDisposalStep = 5;

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

/// Makes words only where somebody listens: most pairs are tried without.
void say(LawCheck* out, std::vector<Remark> LawCheck::* list, std::string_view key,
         std::initializer_list<std::string_view> arguments) {
  if (out == nullptr) return;
  (out->*list).push_back({std::string(key), {arguments.begin(), arguments.end()}});
}

/// Three remarks at most: what is missed, what is unknown, what is kept.
void add_limits(const LimitVerdict& verdict, LawCheck& out) {
  const LimitGroup& group = *verdict.group;
  const std::string where =
      verdict.class_name.empty() ? group.country : group.country + ", " + verdict.class_name;
  if (!verdict.missed.empty()) {
    const bool excludes = verdict.kind == Kind::broken;
    say(&out, excludes ? &LawCheck::excluded : &LawCheck::to_check,
        excludes ? "law.limits_broken" : "law.limits_doubtful",
        {group.use, where, joined(verdict.missed, ", "), verdict.source});
  }
  if (!verdict.unknown.empty()) {
    say(&out, &LawCheck::to_check, "law.limits_unknown",
        {group.use, where, joined(verdict.unknown, ", ")});
  }
  if (!verdict.kept.empty()) {
    say(&out, &LawCheck::met, "law.limits_kept", {group.use, where, joined(verdict.kept, ", ")});
  }
}

}  // namespace

Law::Law(const Region& region, const reference::Reference& reference)
    : region_(region),
      reference_(reference),
      date_(reference::middle_of(region.settings.base_year)),
      limits_(reference) {
  std::set<std::string_view> countries;
  for (const Site& site : region.sites) countries.insert(site.country);
  for (const std::string_view country : countries) {
    for (const auto& row : reference.law().limits()) {
      const auto [entry, is_new] =
          limits_of_use_.try_emplace({row.taker_use, std::string(country)});
      if (is_new && !row.taker_use.empty()) {
        entry->second = limits_.use_groups(row.taker_use, country);
      }
    }
  }
  class_of_.reserve(region.streams.capacity());
  for (std::size_t i = 0; i < region.streams.size(); ++i) update(StreamId(i));
}

void Law::update(StreamId id) {
  class_of_.resize(region_.streams.size());
  class_of_[id.index()] = class_of(id);
}

std::uint32_t Law::class_of(StreamId id) {
  const Stream& stream = region_[id];
  const Site& site = region_[stream.site];
  const bool is_offer = stream.direction == Direction::offer;
  const auto made = [&] {
    offered_.push_back(is_offer ? facts_of_offer(stream) : Offered{});
    needed_.push_back(is_offer ? Needed{} : facts_of_need(stream));
    return static_cast<std::uint32_t>(offered_.size() - 1);
  };
  if (is_offer && !region_.qualities_of(id).empty()) return made();
  // What a need's own sector is counts, what an offer's is does not.
  const std::string key = std::format("{} {} {} {} {}", is_offer, stream.resource.index(),
                                      stream.low_code, site.country, is_offer ? "" : site.nace);
  const auto [entry, is_new] = classes_.try_emplace(key);
  if (is_new) entry->second = made();
  return entry->second;
}

Law::Offered Law::facts_of_offer(const Stream& stream) const {
  const Resource& resource = reference_[stream.resource];
  Offered facts;
  facts.is_matter = resource.state != State::heat && resource.state != State::power &&
                    resource.state != State::service;
  facts.animal_by_product = reference_.law().animal_by_product(reference_, stream.resource);
  facts.hazard = resource.hazard;
  if (stream.low_code.empty()) return facts;

  if (const WasteCode* code = reference_.low_code_on(stream.low_code, date_)) {
    if (code->is_hazardous) {
      facts.hazard = Hazard::yes;
      facts.is_hazardous_by_code = true;
    } else {
      facts.is_mirror_entry = code->entry == WasteCode::Entry::mirror;
      // An absolute entry settles what the resource leaves open; a mirror entry asks for tests.
      const bool is_settled = code->entry != WasteCode::Entry::unknown;
      if (facts.hazard == Hazard::possible && is_settled) facts.hazard = Hazard::no;
    }
    return facts;
  }
  // A code of another year: what took its place is not known, so it may be hazardous.
  facts.has_unknown_code = true;
  const auto versions = reference_.low_code_versions(stream.low_code);
  const bool was = std::ranges::any_of(versions, &WasteCode::is_hazardous);
  if (was || facts.hazard == Hazard::no) {
    facts.hazard = was ? Hazard::yes : Hazard::possible;
    facts.is_hazardous_by_code = true;
  }
  return facts;
}

/// By its own code, else by its resource, else by the codes that the resource usually has.
bool Law::takes_hazardous(const Stream& need) const {
  const Resource& resource = reference_[need.resource];
  if (resource.hazard == Hazard::yes) return true;
  if (!need.low_code.empty()) return reference_.is_hazardous_low_code(need.low_code, date_);
  return resource.hazard == Hazard::possible ||
         std::ranges::any_of(resource.low_codes, [&](const std::string& code) {
           return reference_.is_hazardous_low_code(code, date_);
         });
}

Law::Needed Law::facts_of_need(const Stream& stream) const {
  const Site& site = region_[stream.site];
  Needed facts;
  facts.takes_hazardous = takes_hazardous(stream);
  facts.uses = reference_.law().uses(reference_, stream.resource, site.nace);
  facts.product_limits = limits_.product_groups(stream.resource, site.country);
  facts.use_limits = limits_of(facts.uses, site.country);
  return facts;
}

std::vector<const LimitGroup*> Law::limits_of(const std::vector<std::string>& uses,
                                              std::string_view country) const {
  std::vector<const LimitGroup*> groups;
  for (const std::string& use : uses) {
    const auto found = limits_of_use_.find(std::pair(use, std::string(country)));
    if (found == limits_of_use_.end()) continue;
    groups.insert(groups.end(), found->second.begin(), found->second.end());
  }
  return groups;
}

LawCheck Law::check(StreamId offer, StreamId need, const Fit& fit,
                    const Processing& processing) const {
  LawCheck out;
  judge({offer, need, fit, processing, &out});
  return out;
}

bool Law::allows(StreamId offer, StreamId need, const Fit& fit,
                 const Processing& processing) const {
  return judge({offer, need, fit, processing, nullptr});
}

bool Law::judge(const Case& pair) const {
  bool is_allowed = true;
  for (const auto rule : {&Law::judge_hazard, &Law::judge_animal_by_product, &Law::judge_border,
                          &Law::judge_limits}) {
    is_allowed = (this->*rule)(pair) && is_allowed;
    if (!is_allowed && pair.out == nullptr) return false;
  }
  if (pair.out != nullptr) add_step(pair);
  return is_allowed;
}

bool Law::judge_hazard(const Case& pair) const {
  const Offered& offered = offered_by(pair.offer);
  const Needed& needed = needed_by(pair.need);
  const std::string& code = region_[pair.offer].low_code;
  const std::string& from =
      offered.is_hazardous_by_code ? code : reference_[region_[pair.offer].resource].key;
  if (offered.has_unknown_code) {
    say(pair.out, &LawCheck::to_check, "law.code_not_valid", {code, date_});
  }
  if (offered.is_mirror_entry) say(pair.out, &LawCheck::to_check, "law.mirror_entry", {code});

  Hazard hazard = offered.hazard;
  if (pair.processing.product) {
    if (hazard == Hazard::yes) {
      say(pair.out, &LawCheck::to_check, "law.hazardous_on_the_way",
          {from, reference_[pair.processing.product].key});
    }
    hazard = reference_[pair.processing.product].hazard;
  }
  const std::string_view what =
      pair.processing.product ? std::string_view(reference_[pair.processing.product].key) : from;
  if (hazard == Hazard::possible) {
    say(pair.out, &LawCheck::to_check, "law.possibly_hazardous", {what});
  }
  if (hazard != Hazard::yes) return true;
  if (needed.takes_hazardous) {
    say(pair.out, &LawCheck::to_check, "law.hazardous_permit", {what});
    return true;
  }
  say(pair.out, &LawCheck::excluded, "law.hazardous_excluded",
      {what, reference_[region_[pair.need].resource].key});
  return false;
}

ResourceId Law::delivered(const Case& pair) const {
  return pair.processing.product ? pair.processing.product : region_[pair.offer].resource;
}

/// What happens to the offer: on the way, and at the taker. Nothing is an animal by-product any
/// more once it is burnt, so then the rest does not count.
std::vector<std::string> Law::uses_of(const Case& pair) const {
  std::vector<std::string> uses;
  for (const std::string& name : pair.processing.treatments) {
    if (name == kIncineration || name == kBurning) return {std::string(kBurning)};
    if (reference_.law().is_use(name)) uses.push_back(name);
  }
  const Needed& needed = needed_by(pair.need);
  uses.insert(uses.end(), needed.uses.begin(), needed.uses.end());
  if (!uses.empty() || pair.fit.synergy == nullptr) return uses;
  const std::string& code = pair.fit.synergy->rd_code;
  if (code == "R1" || code == "D10") return {std::string(kBurning)};
  if (code == "R10") return {"fertiliser"};
  return uses;
}

bool Law::judge_animal_by_product(const Case& pair) const {
  const Resource& resource = reference_[region_[pair.offer].resource];
  if (!resource.animal_by_product_category) return true;
  const std::string category = std::to_string(*resource.animal_by_product_category);
  const AnimalByProduct* material = offered_by(pair.offer).animal_by_product;
  const std::vector<std::string> uses = uses_of(pair);
  if (uses.empty() || material == nullptr) {
    say(pair.out, &LawCheck::to_check, "law.animal_by_product_use_unknown", {category});
    return true;
  }
  bool is_allowed = true;
  for (const std::string& use : uses) {
    is_allowed = judge_one_use(pair, *material, use) && is_allowed;
  }
  return is_allowed;
}

bool Law::judge_one_use(const Case& pair, const AnimalByProduct& material,
                        const std::string& use) const {
  const std::string category = std::to_string(material.category);
  const AnimalByProductUse* rule = reference_.law().animal_by_product_use(material.entry, use);
  if (rule == nullptr) {
    say(pair.out, &LawCheck::to_check, "law.animal_by_product_unclear", {category, use});
    return true;
  }
  const auto& carried_out = pair.processing.treatments;
  const auto treated = std::ranges::find_if(carried_out, [&](const std::string& name) {
    return std::ranges::contains(rule->treatments, name);
  });
  if (treated != carried_out.end()) {
    say(pair.out, &LawCheck::met, "law.animal_by_product_treated",
        {category, material.entry, use, *treated});
    return true;
  }
  switch (rule->answer) {
    case AnimalByProductUse::Answer::allowed:
      say(pair.out, &LawCheck::met, "law.animal_by_product_allowed",
          {category, material.entry, use});
      return true;
    case AnimalByProductUse::Answer::check:
      say(pair.out, &LawCheck::to_check, "law.animal_by_product_condition",
          {category, material.entry, use,
           rule->note.empty() ? rule->provenance.source : rule->note});
      return true;
    case AnimalByProductUse::Answer::forbidden:
      break;
  }
  const std::string& source = rule->provenance.source;
  if (rule->treatments.empty()) {
    say(pair.out, &LawCheck::excluded, "law.animal_by_product_forbidden",
        {category, material.entry, use, source});
  } else {
    say(pair.out, &LawCheck::excluded, "law.animal_by_product_untreated",
        {category, material.entry, use, joined(rule->treatments, " / "), source});
  }
  return false;
}

bool Law::judge_limits(const Case& pair) const {
  const Needed& needed = needed_by(pair.need);
  const ResourceId what = delivered(pair);
  const std::string& country = region_[region_[pair.need].site].country;
  // Uses from the synergy or the way are rare; those of the need itself are known beforehand.
  const bool is_own_use = !needed.uses.empty() && pair.processing.treatments.empty();
  std::vector<const LimitGroup*> looked_up;
  if (!is_own_use) looked_up = limits_of(uses_of(pair), country);
  const auto& use_limits = is_own_use ? needed.use_limits : looked_up;
  if (use_limits.empty() && needed.product_limits.empty()) return true;

  const reference::KnownValue known = [&](PropertyId property) -> std::optional<double> {
    if (!pair.processing.product) {
      return reference::typical_value(region_, reference_, pair.offer, property);
    }
    const auto* row = reference_.property_value(what, property);
    return row == nullptr ? std::nullopt : std::optional(row->value);
  };
  std::vector<LimitVerdict> verdicts;
  for (const LimitGroup* group : use_limits) {
    if (reference_.is_within(what, group->resource)) {
      verdicts.push_back(limits_.judge(*group, known));
    }
  }
  // Rules for this very material put to this use go before those for what it stands in for. There,
  // a product may be made to the country's rules or to the Union's: the better verdict counts.
  if (verdicts.empty()) {
    std::optional<LimitVerdict> best;
    for (const LimitGroup* group : needed.product_limits) {
      LimitVerdict verdict = limits_.judge(*group, known);
      if (!best || verdict.kind < best->kind) best = std::move(verdict);
    }
    if (best) verdicts.push_back(std::move(*best));
  }

  bool is_allowed = true;
  for (const LimitVerdict& verdict : verdicts) {
    is_allowed = is_allowed && verdict.kind != Kind::broken;
    if (pair.out != nullptr) add_limits(verdict, *pair.out);
  }
  return is_allowed;
}

bool Law::judge_border(const Case& pair) const {
  const Offered& offered = offered_by(pair.offer);
  const Stream& stream = region_[pair.offer];
  const std::string& giver = region_[stream.site].country;
  const std::string& taker = region_[region_[pair.need].site].country;
  if (giver == taker || !offered.is_matter) return true;
  const Resource& resource = reference_[stream.resource];
  if (resource.animal_by_product_category) {
    say(pair.out, &LawCheck::to_check, "law.border_animal_by_product",
        {giver, taker, std::to_string(*resource.animal_by_product_category)});
    return true;
  }
  if (stream.low_code.empty()) {
    // What never is waste has no usual code.
    if (!resource.low_codes.empty() || resource.hazard != Hazard::no) {
      say(pair.out, &LawCheck::to_check, "law.border_status", {giver, taker});
    }
    return true;
  }
  const Country* from = reference_.law().country(giver);
  const Country* to = reference_.law().country(taker);
  if (from == nullptr || to == nullptr) {
    say(pair.out, &LawCheck::to_check, "law.border_unknown", {giver, taker, stream.low_code});
    return true;
  }
  const bool is_disposal = reference_.law().step(new_route(pair)) == kDisposalStep;
  if (from->is_in_eea() && !to->is_in_eea()) {
    const bool is_hazardous = offered.hazard == Hazard::yes;
    const bool is_forbidden_disposal = is_disposal && to->group != Country::Group::efta;
    if (is_forbidden_disposal || (is_hazardous && !to->is_in_oecd)) {
      say(pair.out, &LawCheck::excluded,
          is_forbidden_disposal ? "law.border_disposal_export" : "law.border_hazardous_export",
          {giver, taker, stream.low_code});
      return false;
    }
  }
  if (pair.out != nullptr) add_shipment(pair, *from, *to, is_disposal);
  return true;
}

void Law::add_shipment(const Case& pair, const Country& from, const Country& to,
                       bool is_disposal) const {
  const Offered& offered = offered_by(pair.offer);
  const std::string& code = region_[pair.offer].low_code;
  std::vector<std::string> green, amber;
  for (const ShipmentCode* entry : reference_.law().shipment_codes_of(code)) {
    (entry->list == ShipmentCode::List::green ? green : amber).push_back(entry->code);
  }
  if (from.is_in_eea() && !to.is_in_oecd && !to.is_in_eea()) {
    say(pair.out, &LawCheck::to_check, "law.border_export", {from.key, to.key, code});
  }
  const std::string why = offered.hazard == Hazard::yes        ? "hazardous"
                          : is_disposal                        ? "disposal"
                          : !amber.empty()                     ? joined(amber, ", ")
                          : offered.hazard == Hazard::possible ? "possibly hazardous"
                          : green.empty()                      ? "not on the green list"
                                                               : "";
  if (why.empty()) {
    say(pair.out, &LawCheck::met, "law.border_green",
        {from.key, to.key, code, joined(green, ", ")});
  } else {
    say(pair.out, &LawCheck::to_check, "law.border_notification", {from.key, to.key, code, why});
  }
}

std::string Law::new_route(const Case& pair) const {
  if (pair.processing.treatments.empty() && pair.fit.synergy != nullptr &&
      !pair.fit.synergy->rd_code.empty()) {
    return pair.fit.synergy->rd_code;
  }
  // Of several uses the lowest on the hierarchy counts.
  std::string lowest;
  for (const std::string& use : uses_of(pair)) {
    const auto step = reference_.law().step(use);
    if (step && step.value_or(0) > reference_.law().step(lowest).value_or(0)) lowest = use;
  }
  return lowest;
}

void Law::add_step(const Case& pair) const {
  const std::string& today = region_[pair.offer].present_route;
  const std::string route = new_route(pair);
  const auto before = reference_.law().step(today);
  const auto after = reference_.law().step(route);
  if (!before || !after || *before == *after) return;
  const bool is_down = *after > *before;
  say(pair.out, is_down ? &LawCheck::to_check : &LawCheck::met,
      is_down ? "law.step_down" : "law.step_up",
      {today, std::to_string(*before), route, std::to_string(*after)});
}

}  // namespace samspill::matching
