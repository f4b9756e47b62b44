#pragma once

#include <memory>
#include <string>
#include <vector>

#include "formats/dataset.h"
#include "report/model.h"

namespace samspill::report::testing {

/// A region with one exchange of each sort, and a plan made by hand so that every figure can be
/// checked on paper (sample_world_test.cpp says how):
/// - bark by lorry, 300 t/yr today, 800 t/yr in the plan, over two of the twelve months;
/// - surplus heat by a pipe that the plan builds;
/// - fish sludge to a biogas plant that the plan builds, and its gas within the same site;
/// - a stream without a price, a name that tries to break the page, a price nobody has checked.
struct SampleWorld {
  formats::Dataset dataset;
  std::vector<Match> matches;
  Plan plan;
  Ledger ledger;
  std::vector<Diagnostic> warnings;

  ReportInput input(Language language = Language::en) const;
  ReportModel model(Language language = Language::en) const { return make_report(input(language)); }
};

std::unique_ptr<SampleWorld> make_sample_world();

/// The hostile name of one of its sites.
inline constexpr std::string_view kHostileName =
    "<script>alert('x')</script> & \"Sønner\" </script><!--";

/// A region of many small exchanges, for tables that fill pages.
std::unique_ptr<SampleWorld> make_wide_world(std::size_t exchanges);

}  // namespace samspill::report::testing
