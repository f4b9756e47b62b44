#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/region.h"
#include "domain/remark.h"
#include "matching/limits.h"
#include "reference/reference.h"

namespace samspill::matching {

/// What happens to an offer before the need gets it. Nothing: a direct exchange.
struct Processing {
  /// Methods of data/abp_categories.csv ("method-1", "hygienisation", "ensilage-fish",
  /// "incineration") and uses of data/abp_uses.csv ("biogas", "compost") that the processes on the
  /// way carry out.
  std::vector<std::string> treatments;
  ResourceId product;  // what reaches the need; none = the offered resource itself
};

/// What the law says to one exchange, each rule with its numbers. No verdict of an authority.
struct LawCheck {
  std::vector<Remark> excluded;  // any of these forbids it
  std::vector<Remark> to_check;  // permits, tests and notices that somebody must see to
  std::vector<Remark> met;       // rules that were compared and hold, and steps up the hierarchy

  bool allows() const { return excluded.empty(); }
};

/// What the law has said to exchanges of the streams of one class, by the partner's class and the
/// route.
class LawMemo {
 private:
  friend class Law;
  static constexpr std::uint32_t kNobody = -1;

  std::uint32_t seeker_ = kNobody;
  std::map<std::pair<std::uint32_t, const reference::Fit*>, bool> allows_;
};

/// The law between offers and needs of one region (docs/matching.md). What a stream brings by
/// itself is worked out once. Keeps references: it must not outlive its arguments.
class Law {
 public:
  Law(const Region& region, const reference::Reference& reference);

  LawCheck check(StreamId offer, StreamId need, const reference::Fit& fit,
                 const Processing& processing = {}) const;
  /// Reads a stream anew that has come or changed.
  void update(StreamId id);
  /// check().allows() without the words, for those who try many pairs.
  bool allows(StreamId offer, StreamId need, const reference::Fit& fit,
              const Processing& processing = {}) const;
  /// The same for `seeker`, one of the two, for whose class the memo is kept. Each route has a fit
  /// of its own, that stays where it is; `processing()` tells what is done on it.
  bool allows(StreamId offer, StreamId need, const reference::Fit& fit, StreamId seeker,
              LawMemo& memo, const auto& processing) const {
    const std::uint32_t own = class_of_[seeker.index()];
    const std::uint32_t partner = class_of_[(seeker == offer ? need : offer).index()];
    if (memo.seeker_ != own) {
      memo.allows_.clear();
      memo.seeker_ = own;
    }
    const auto [known, is_new] = memo.allows_.try_emplace({partner, &fit});
    if (is_new) known->second = allows(offer, need, fit, processing());
    return known->second;
  }

 private:
  /// What an offer is by law.
  struct Offered {
    reference::Hazard hazard = reference::Hazard::no;
    bool is_hazardous_by_code = false;  // rather than by its resource
    bool is_mirror_entry = false;       // coded as the harmless one of a pair
    bool has_unknown_code = false;      // a code that the list does not have that year
    bool is_matter = true;              // not heat, power or a service
    const reference::AnimalByProduct* animal_by_product = nullptr;
  };
  /// What a need is by law.
  struct Needed {
    bool takes_hazardous = false;
    std::vector<std::string> uses;  // what the taker does with it; empty = unknown
    std::vector<const LimitGroup*> product_limits;
    std::vector<const LimitGroup*> use_limits;
  };
  /// One pair in question. Without `out` nothing is said and the first exclusion ends it.
  struct Case {
    StreamId offer;
    StreamId need;
    const reference::Fit& fit;
    const Processing& processing;
    LawCheck* out;
  };

  std::uint32_t class_of(StreamId id);
  const Offered& offered_by(StreamId id) const { return offered_[class_of_[id.index()]]; }
  const Needed& needed_by(StreamId id) const { return needed_[class_of_[id.index()]]; }
  Offered facts_of_offer(const Stream& stream) const;
  Needed facts_of_need(const Stream& stream) const;
  bool takes_hazardous(const Stream& need) const;
  std::vector<const LimitGroup*> limits_of(const std::vector<std::string>& uses,
                                           std::string_view country) const;

  /// Each rule: false when it excludes.
  bool judge(const Case& pair) const;
  bool judge_hazard(const Case& pair) const;
  bool judge_animal_by_product(const Case& pair) const;
  bool judge_one_use(const Case& pair, const reference::AnimalByProduct& material,
                     const std::string& use) const;
  bool judge_limits(const Case& pair) const;
  bool judge_border(const Case& pair) const;
  void add_shipment(const Case& pair, const reference::Country& from, const reference::Country& to,
                    bool is_disposal) const;
  void add_step(const Case& pair) const;

  ResourceId delivered(const Case& pair) const;
  std::vector<std::string> uses_of(const Case& pair) const;
  /// R or D code of the new use, else the use itself; empty = unknown.
  std::string new_route(const Case& pair) const;

  const Region& region_;
  const reference::Reference& reference_;
  std::string date_;
  Limits limits_;
  /// Streams of one class are the same to the law: in direction, resource, code, country, sector.
  /// One that states a quality has a class of its own.
  std::vector<std::uint32_t> class_of_;  // by stream
  std::unordered_map<std::string, std::uint32_t> classes_;
  std::vector<Offered> offered_;  // by class
  std::vector<Needed> needed_;    // by class
  std::map<std::pair<std::string, std::string>, std::vector<const LimitGroup*>, std::less<>>
      limits_of_use_;  // by use and country
};

}  // namespace samspill::matching
