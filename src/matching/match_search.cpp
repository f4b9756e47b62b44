// The exact best partners of an offer or a need without looking at all pairs.
//
// Problem: 50 000 offers × 50 000 needs are 2.5 · 10⁹ pairs.
//
// Method: streams are listed by their resource (need_columns.h). For every route between the
// stream's resource and a partner's, by every mode, prospects.h gives a bound on what a partner can
// bring; the partners whose bound reaches the K-th best found so far are worked out. Where the
// bound is below zero it holds only for pairs that are sure to move the smaller of both quantities,
// so streams are listed apart by how they vary over the year. Pairs whose figures are unknown rank
// after all others: they are looked for last, the nearest first. In Pareto order every partner is
// bounded in both measures and tried from the highest benefit down (best_list.h).
//
// Worked number: 100 000 offers and 100 000 needs, K = 10: bench/RESULTS.md.
#include "matching/match_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/each_once.h"
#include "matching/best_placement.h"
#include "matching/make_match.h"

namespace samspill::matching {
namespace {

constexpr double kNoBar = -std::numeric_limits<double>::infinity();
/// More than single precision loses, as a share.
constexpr double kRounding = 1e-6;
/// A quantity below that of any need, and its inverse: with them a bound is minus the distance.
constexpr double kVanishing = 1e-6;

/// What the prospect brings at most among partners of no larger value, before its factor: a bound
/// of bound() where that is below zero only for what is sure to lose.
double bound_of_all(const Prospect& prospect, double largest_value) {
  const OfferFigures& figures = prospect.figures;
  const double most = figures.quantity * (figures.value_per_unit + largest_value);
  const double rounding =
      kRounding * (figures.quantity * (std::fabs(figures.value_per_unit) + largest_value) +
                   std::fabs(figures.fixed));
  return std::max(most, 0.0) - figures.fixed + rounding;
}

}  // namespace

/// The search for one stream.
class MatchSearch::Hunt {
 public:
  Hunt(const MatchSearch& search, StreamId seeker, Scratch& scratch)
      : search_(search),
        scratch_(scratch),
        seeker_(seeker),
        stream_(search.region_[seeker]),
        filters_(search.filters_met_[seeker.index()]),
        groups_(search.groups_.of(stream_.direction, stream_.resource)),
        list_(search.options_.rank, search.options_.top, search.region_) {
    scratch_.seen.reserve(search.region_.streams.capacity());
    scratch_.seen.resize(search.region_.streams.size());
    if (++scratch_.search == 0) {
      std::ranges::fill(scratch_.seen, 0U);
      scratch_.search = 1;
    }
  }

  std::vector<ScoredPair> run() {
    if (groups_.empty()) return {};
    lay_out(search_.by_benefit_, scratch_.by_benefit);
    if (search_.by_co2e_) lay_out(*search_.by_co2e_, scratch_.by_co2e);
    if (search_.options_.rank != Rank::climate) put_best_first(scratch_.by_benefit);
    look_at_linked();
    const auto consider_all_routes = [&](std::size_t group, StreamId partner) {
      consider(group, partner);
    };
    if (search_.options_.rank == Rank::both) {
      look_nearby(consider_all_routes);
      for (std::size_t group = 0; group < groups_.size(); ++group) collect(group);
      try_candidates();
      return list_.take_all();
    }
    add_leads();
    if (!scout()) {
      look_nearby(consider_all_routes);
      look_among_known([&] { return bar(); }, consider_all_routes);
    }
    if (has_room_for_unknown()) {
      for (const Scratch::Lead& lead : scratch_.leads) look_among_unknown(lead);
    }
    return list_.take_all();
  }

 private:
  bool is_offer() const { return stream_.direction == Direction::offer; }
  bool is_by_benefit() const { return search_.options_.rank == Rank::benefit; }
  double measured(const Score& score) const {
    if (is_by_benefit()) return score.benefit ? score.benefit->in(euro / year) : kNoBar;
    return score.co2e_saved ? score.co2e_saved->in(tonne_co2e / year) : kNoBar;
  }
  bool has_room_for_unknown() const {
    if (is_by_benefit() && search_.options_.min_benefit) return false;
    return list_.last() == nullptr || measured(*list_.last()) == kNoBar;
  }

  /// What a partner must bring to enter the list.
  double bar() const {
    double bar = list_.last() != nullptr ? measured(*list_.last()) : kNoBar;
    if (is_by_benefit() && search_.options_.min_benefit) {
      bar = std::max(bar, search_.options_.min_benefit->in(euro / year));
    }
    return bar;
  }

  /// The same as a benefit; empty = no partner is too poor.
  std::optional<MoneyFlow> least_benefit() const {
    if (!is_by_benefit() || list_.last() == nullptr) return search_.options_.min_benefit;
    return std::max(search_.options_.min_benefit, list_.last()->benefit);
  }

  Seeking seeking() const {
    return {.stream = seeker_, .least = least_benefit(), .law = scratch_.law};
  }

  bool is_new(StreamId partner) {
    if (scratch_.seen[partner.index()] == scratch_.search) return false;
    scratch_.seen[partner.index()] = scratch_.search;
    return true;
  }

  void lay_out(const Prospects& prospects, Scratch::Outlook& outlook) {
    outlook.prospects.clear();
    outlook.ends.clear();
    for (const PartnerGroup& group : groups_) {
      prospects.add(seeker_, is_offer() ? stream_.resource : group.resource, *group.routes,
                    outlook.prospects);
      outlook.ends.push_back(outlook.prospects.size());
    }
  }

  const Scratch::Outlook& outlook() const {
    return search_.options_.rank == Rank::climate ? scratch_.by_co2e : scratch_.by_benefit;
  }

  /// Through processes at hundreds of sites there are as many prospects: those that a bar leaves
  /// out stand at the end. For benefit, which the partners must be listed by.
  void put_best_first(Scratch::Outlook& outlook) const {
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      if (groups_[group].routes->chains.empty()) continue;
      double largest_value = 0;
      for (std::size_t kind = 0; kind < search_.kinds_.size(); ++kind) {
        const auto& list = search_.streams_.list(search_.key_of(groups_[group].resource, kind));
        largest_value = std::max(largest_value, static_cast<double>(list.largest_value));
      }
      const std::span prospects = outlook.of(group);
      for (Prospect& prospect : prospects) {
        if (prospect.factor != 1) continue;
        prospect.most = std::max(bound_of_all(prospect, largest_value), 0.0);
      }
      std::ranges::stable_sort(prospects, std::greater{}, &Prospect::most);
    }
  }

  void add_leads() {
    scratch_.leads.clear();
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      for (std::size_t kind = 0; kind < search_.kinds_.size(); ++kind) {
        const auto& list = search_.streams_.list(search_.key_of(groups_[group].resource, kind));
        if (list.is_empty() || search_.kinds_[kind].direction == stream_.direction) continue;
        if (!search_.passes(filters_, search_.kinds_[kind].filters)) continue;
        for (const Prospect& prospect : outlook().of(group)) {
          if (prospect.mode == nullptr) continue;  // look_nearby()
          const bool is_by_sea = prospect.mode->path == reference::Path::sea;
          if (is_by_sea && !search_.kinds_[kind].has_quay) continue;
          const double most = bound_of_all(prospect, static_cast<double>(list.largest_value));
          const bool holds = prospect.factor == 1 || !search_.kinds_[kind].is_negative;
          scratch_.leads.push_back(
              {holds ? most * prospect.factor : -kNoBar, group, kind, &prospect});
        }
      }
    }
  }

  void keep(StreamId offer, StreamId need, const std::optional<Outcome>& outcome) {
    if (outcome && search_.has_enough(outcome->benefit())) {
      list_.add({offer, need, outcome->score()});
    }
  }

  StreamId offer_of(StreamId partner) const { return is_offer() ? seeker_ : partner; }
  StreamId need_of(StreamId partner) const { return is_offer() ? partner : seeker_; }

  /// Works the pair out by all routes, whichever of them led here.
  void consider(std::size_t group, StreamId partner) {
    const StreamId offer = offer_of(partner), need = need_of(partner);
    if (search_.experience_->is_hidden(offer, need)) return;
    keep(offer, need,
         best_outcome(search_.rules_, search_.pathways_, search_.by_benefit_,
                      *groups_[group].routes, scratch_.by_benefit.of(group), seeking(), partner));
  }

  /// The same where no bound holds.
  void consider_all(const Routes& routes, StreamId partner) {
    const StreamId offer = offer_of(partner), need = need_of(partner);
    if (search_.experience_->is_hidden(offer, need)) return;
    keep(offer, need, best_outcome(search_.rules_, search_.pathways_, routes, offer, need));
  }

  const std::vector<SiteId>& sites_on_the_way() const {
    const auto direction = static_cast<std::size_t>(stream_.direction);
    return search_.sites_on_the_way_[direction][stream_.resource.index()];
  }

  /// The partners of which no straight line tells what they bring.
  void look_at_linked() {
    for (const SiteId site : search_.by_benefit_.linked(stream_.site, sites_on_the_way())) {
      look_at(site, [&](std::size_t group, StreamId partner) {
        consider_all(*groups_[group].routes, partner);
      });
    }
  }

  /// The partners on the seeker's own site and on those of processes.
  void look_nearby(const auto& visit) {
    look_at(stream_.site, visit);
    for (const SiteId site : sites_on_the_way()) look_at(site, visit);
  }

  void look_at(SiteId site, const auto& visit) {
    for (const StreamId partner : search_.by_site_[site.index()]) {
      const Stream& other = search_.region_[partner];
      if (other.direction == stream_.direction) continue;
      const auto group =
          std::ranges::lower_bound(groups_, other.resource, {}, &PartnerGroup::resource);
      if (group == groups_.end() || group->resource != other.resource) continue;
      if (!search_.passes(filters_, search_.filters_met_[partner.index()])) continue;
      if (is_new(partner)) visit(static_cast<std::size_t>(group - groups_.begin()), partner);
    }
  }

  /// Finds the bar without working a pair out: as if every partner within reach brought what its
  /// way allows. The most promising are then worked out; if too many fail, the bar was too high and
  /// not all partners have been found: false.
  bool scout() {
    if (search_.options_.top == 0) return false;
    scratch_.hopes.clear();
    scratch_.best_hopes.clear();
    look_nearby([&](std::size_t group, StreamId partner) {
      const bool is_known = search_.prospects().value(partner).has_value();
      hope(group, partner, is_known ? hoped(group, partner) : -kNoBar);
    });
    look_among_known(
        [&] { return hoped_bar(); },
        [&](std::size_t group, StreamId partner) { hope(group, partner, hoped(group, partner)); });
    std::ranges::sort(scratch_.hopes, std::greater{}, &Scratch::Hope::most);
    for (const Scratch::Hope& hope : scratch_.hopes) {
      if (hope.most < bar()) break;
      consider(hope.group, hope.partner);
    }
    return bar() >= hoped_bar();
  }

  double hoped_bar() const {
    const bool is_full = scratch_.best_hopes.size() == search_.options_.top;
    return is_full ? std::max(bar(), scratch_.best_hopes.front()) : bar();
  }

  /// What a partner of known value could bring by its ways; −∞ if none leads there or it is below
  /// the bar, +∞ if it is unknown.
  double hoped(std::size_t group, StreamId partner) const {
    const Routes& routes = *groups_[group].routes;
    const bool is_even = moves_the_smaller(stream_, search_.region_[partner]);
    if (!routes.chains.empty() || is_even) {
      return most_by_way(search_.rules_, search_.pathways_, search_.prospects(), routes,
                         outlook().of(group), seeking(), partner, bar());
    }
    // What is moved is counted period by period, so the pair is worked out at once.
    const auto outcome =
        search_.rules_.evaluate(offer_of(partner), need_of(partner), *routes.direct, seeking());
    if (!outcome) return kNoBar;
    const double figure = measured(outcome->score());
    return figure == kNoBar ? -kNoBar : figure;
  }

  void hope(std::size_t group, StreamId partner, double most) {
    if (most == kNoBar || most < bar()) return;
    scratch_.hopes.push_back({most, group, partner});
    std::vector<double>& best = scratch_.best_hopes;
    best.push_back(most - kRounding * std::fabs(most));
    std::ranges::push_heap(best, std::greater{});
    if (best.size() <= search_.options_.top) return;
    std::ranges::pop_heap(best, std::greater{});
    best.pop_back();
  }

  /// Visits all partners of a kind that reach the bar, which rises meanwhile.
  void search(const Scratch::Lead& lead, OfferFigures figures, const auto& least,
              const auto& visit) {
    figures.key = search_.key_of(groups_[lead.group].resource, lead.kind);
    NeedSearch partners(search_.streams_, figures, least());
    while (const auto partner = partners.next()) {
      if (!is_new(StreamId(*partner))) continue;
      visit(StreamId(*partner));
      partners.raise(least());
    }
  }

  /// Visits all partners that reach the bar. The most promising leads come first, as they raise it;
  /// those that it has left behind are never sorted.
  void look_among_known(const auto& bar, const auto& visit) {
    const auto is_worse = [](const Scratch::Lead& a, const Scratch::Lead& b) {
      return a.most < b.most;
    };
    std::span<Scratch::Lead> leads(scratch_.leads);
    std::ranges::make_heap(leads, is_worse);
    for (; !leads.empty(); leads = leads.first(leads.size() - 1)) {
      if (bar() >= 0 && leads.front().most < bar()) break;
      look_among_known(leads.front(), bar, visit);
      std::ranges::pop_heap(leads, is_worse);
    }
  }

  void look_among_known(const Scratch::Lead& lead, const auto& bar, const auto& visit) {
    const Prospect& prospect = *lead.prospect;
    const Kind& kind = search_.kinds_[lead.kind];
    if (!prospect.is_known || !kind.is_known) return;
    const bool is_exact = prospect.is_tight && (stream_.is_storable || kind.is_storable ||
                                                (stream_.profile.empty() && kind.is_even));
    // What cannot gain loses, however little of it is sent.
    const auto least = [&] {
      const double of_list = bar();
      const bool holds = is_exact || (of_list >= 0 && (prospect.factor == 1 || !kind.is_negative));
      return holds ? of_list / prospect.factor : kNoBar;
    };
    if (lead.most < least() * prospect.factor) return;
    search(lead, prospect.figures, least, [&](StreamId partner) { visit(lead.group, partner); });
  }

  /// Those whose figures, or the route's, are unknown: by distance where the list is full of them.
  void look_among_unknown(const Scratch::Lead& lead) {
    const Prospect& prospect = *lead.prospect;
    if (search_.kinds_[lead.kind].is_known && prospect.is_known) return;
    const OfferFigures figures{
        .place = prospect.figures.place,
        .reach_km = prospect.figures.reach_km,
        .quantity = kVanishing,
        .cost_per_unit_km = search_.by_benefit_.straight_share() / kVanishing,
        .fixed = prospect.km_before};
    const auto least = [&] {
      if (!is_by_benefit() || list_.last() == nullptr) return kNoBar;
      return -list_.last()->distance.in(kilometre);
    };
    search(lead, figures, least, [&](StreamId partner) { consider(lead.group, partner); });
  }

  /// The most that the partner can bring by any of the prospects; empty = unknown.
  static std::optional<double> most(std::span<const Prospect> prospects,
                                    const Prospects& of_measure, StreamId partner, bool is_even) {
    if (!of_measure.value(partner)) return {};
    const NeedFigures& listed = of_measure.listed(partner);
    double most = kNoBar;
    for (const Prospect& prospect : prospects) {
      if (prospect.is_known) most = std::max(most, bound(prospect, listed, is_even));
    }
    return most == kNoBar ? std::nullopt : std::optional(most);
  }

  void collect(std::size_t group) {
    const auto prospects = scratch_.by_benefit.of(group);
    for (const StreamId partner : *groups_[group].streams) {
      if (!search_.passes(filters_, search_.filters_met_[partner.index()])) continue;
      const NeedFigures& listed = search_.by_benefit_.listed(partner);
      const auto reaches = [&](const Prospect& prospect) {
        return bound(prospect, listed, true) != kNoBar;
      };
      if (listed.quantity <= 0 || std::ranges::none_of(prospects, reaches)) continue;
      if (!is_new(partner)) continue;
      const bool is_even = moves_the_smaller(stream_, search_.region_[partner]);
      const auto benefit = most(prospects, search_.by_benefit_, partner, is_even);
      const auto co2e = most(scratch_.by_co2e.of(group), *search_.by_co2e_, partner, is_even);
      Scratch::Candidate candidate{
          .benefit = {}, .co2e_saved = {}, .partner = partner, .group = group};
      if (benefit) candidate.benefit = *benefit * euro / year;
      if (co2e) candidate.co2e_saved = *co2e * tonne_co2e / year;
      if (search_.has_enough(candidate.benefit)) scratch_.candidates.push_back(candidate);
    }
  }

  void try_candidates() {
    auto& candidates = scratch_.candidates;
    std::ranges::sort(candidates, std::greater{}, &Scratch::Candidate::benefit);
    for (const Scratch::Candidate& candidate : candidates) {
      if (!list_.may_enter(candidate.benefit, candidate.co2e_saved)) continue;
      consider(candidate.group, candidate.partner);
    }
    candidates.clear();
  }

  const MatchSearch& search_;
  Scratch& scratch_;
  StreamId seeker_;
  const Stream& stream_;
  std::uint8_t filters_;
  std::span<const PartnerGroup> groups_;
  BestList list_;
};

MatchSearch::MatchSearch(const Region& region, const reference::Reference& reference,
                         const MatchOptions& options)
    : region_(region),
      reference_(reference),
      options_(options),
      rules_(region, reference),
      pathways_(rules_),
      groups_(rules_, pathways_),
      experience_(std::in_place, region, reference),
      by_benefit_(rules_, pathways_, Measure::benefit),
      by_co2e_(
          options.rank == Rank::benefit
              ? std::nullopt
              : std::optional<Prospects>(std::in_place, rules_, pathways_, Measure::co2e_saved)),
      streams_(list_streams()) {
  by_site_.resize(region.sites.size());
  for (std::size_t i = 0; i < region.streams.size(); ++i) {
    by_site_[region.streams[i].site.index()].emplace_back(i);
  }
  list_sites_on_the_way();
}

std::uint8_t MatchSearch::filters_met_by(const Stream& stream) const {
  const bool site = !options_.site || stream.site == options_.site;
  const bool resource =
      !options_.resource || reference_.is_within(stream.resource, options_.resource);
  const bool country = options_.country.empty() || region_[stream.site].country == options_.country;
  const bool network = !options_.network || is_member(region_[stream.site], options_.network);
  return static_cast<std::uint8_t>((site ? 1 : 0) | (resource ? 2 : 0) | (country ? 4 : 0) |
                                   (network ? 8 : 0));
}

bool MatchSearch::passes(std::uint8_t filters, std::uint8_t filters_of_partner) const {
  constexpr int kAllFilters = 15;
  return (filters | filters_of_partner) == kAllFilters;
}

MatchSearch::Kind MatchSearch::kind_of(StreamId id) const {
  const Stream& stream = region_[id];
  return {.direction = stream.direction,
          .filters = filters_met_[id.index()],
          .is_known = prospects().value(id).has_value(),
          .is_storable = stream.is_storable,
          .is_negative = prospects().value(id).value_or(0) < 0,
          .is_even = stream.profile.empty(),
          .has_quay = by_benefit_.has_quay(id)};
}

std::uint32_t MatchSearch::key_of(ResourceId resource, std::size_t kind) const {
  return static_cast<std::uint32_t>(kind * reference_.resources().size() + resource.index());
}

/// Under which the stream is to be listed.
std::uint32_t MatchSearch::key_now(StreamId id) {
  if (rules_.left_over()[id].quantity <= AmountFlow{}) return kNotListed;
  const Kind kind = kind_of(id);
  const auto known = std::ranges::find(kinds_, kind);
  const auto number = static_cast<std::size_t>(known - kinds_.begin());
  if (known == kinds_.end()) kinds_.push_back(kind);
  return key_of(region_[id].resource, number);
}

NeedColumns MatchSearch::list_streams() {
  filters_met_.reserve(region_.streams.capacity());
  keys_.reserve(region_.streams.capacity());
  for (const Stream& stream : region_.streams) filters_met_.push_back(filters_met_by(stream));
  std::vector<NeedKey> listed;
  for (std::size_t i = 0; i < region_.streams.size(); ++i) {
    keys_.push_back(key_now(StreamId(i)));
    if (keys_.back() == kNotListed) continue;
    listed.push_back({keys_.back(), static_cast<std::uint32_t>(i)});
  }
  return NeedColumns(1, key_of(ResourceId(0), kinds_.size()), prospects().listed(), listed);
}

void MatchSearch::update(StreamId id, const Stream* before) {
  const auto number = static_cast<std::uint32_t>(id.index());
  if (before != nullptr) {
    std::erase(by_site_[before->site.index()], id);
    const std::uint32_t key = keys_[id.index()];
    if (key != kNotListed) streams_.remove(number, {&key, 1});
  }
  rules_.update(id);
  pathways_.update(id);
  if (groups_.update(id, before)) list_sites_on_the_way();
  by_benefit_.update(id);
  if (by_co2e_) by_co2e_->update(id);
  if (!region_.decisions.empty()) experience_.emplace(region_, reference_);
  filters_met_.resize(region_.streams.size());
  filters_met_[id.index()] = filters_met_by(region_[id]);
  keys_.resize(region_.streams.size());
  by_site_[region_[id].site.index()].push_back(id);
  const std::uint32_t key = keys_[id.index()] = key_now(id);
  if (key == kNotListed) return;
  streams_.extend(key_of(ResourceId(0), kinds_.size()));
  streams_.add(number, prospects().listed(id), {&key, 1});
}

/// The sites of processes on routes from and to every resource.
void MatchSearch::list_sites_on_the_way() {
  for (const Direction direction : {Direction::offer, Direction::need}) {
    auto& of_resource = sites_on_the_way_[static_cast<std::size_t>(direction)];
    of_resource.resize(reference_.resources().size());
    for (std::size_t i = 0; i < of_resource.size(); ++i) {
      std::vector<SiteId>& sites = of_resource[i];
      sites.clear();
      for (const PartnerGroup& group : groups_.of(direction, ResourceId(i))) {
        for (const Chain& chain : group.routes->chains) {
          for (const Conversion& conversion : chain.conversions) {
            const std::vector<SiteId>& of_process = region_[conversion.process].sites;
            sites.insert(sites.end(), of_process.begin(), of_process.end());
          }
        }
      }
      keep_each_once(sites);
    }
  }
}

std::vector<ScoredPair> MatchSearch::best_of(StreamId id, Scratch& scratch) const {
  return Hunt(*this, id, scratch).run();
}

Match MatchSearch::match_of(const ScoredPair& pair) const {
  const Routes& routes =
      *groups_.find_routes(region_[pair.offer].resource, region_[pair.need].resource);
  return make_match(rules_, pathways_, *experience_, pair.offer, pair.need,
                    *best_outcome(rules_, pathways_, routes, pair.offer, pair.need));
}

}  // namespace samspill::matching
