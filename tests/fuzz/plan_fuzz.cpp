// Any bytes as a plan of a small region; what can be read is checked, and a plan that is accepted
// is read the same from what is written of it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.h"
#include "formats/plan_reader.h"
#include "formats/result_json.h"
#include "network/check_plan.h"
#include "tests/support/world.h"

namespace {

using samspill::Diagnostics;
using samspill::Error;
namespace formats = samspill::formats;

/// Stops the run also where assert is compiled away.
void require(bool holds) {
  if (!holds) std::abort();
}

formats::Dataset make_region() {
  return samspill::testing::make_world(
      "name = \"t\"\ncountry = \"NO\"\nbase_year = 2024\ndiscount_rate = 0.05\n",
      {{"sites", "site_id,name,country,latitude_deg,longitude_deg\na,a,NO,60,10\nb,b,NO,60.1,10\n"},
       {"streams",
        "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n"
        "bark,a,offer,bark,100,t/yr,90\nfuel,b,need,bark,60,t/yr,40\n"},
       {"processes",
        "process_id,name,status,sites,capacity_max,capacity_unit,opex_eur_per_unit\n"
        "kiln,k,existing,b,100,t/yr,1\n"},
       {"process_flows",
        "process_id,direction,resource,amount,unit\nkiln,in,bark,1,t\n"
        "kiln,out,loss,1,t\n"}},
      {{"built_in", ""}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const formats::Dataset region = make_region();
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Diagnostics diagnostics;
  try {
    const auto plan = formats::read_plan_bytes(region, bytes, "plan.json", diagnostics);
    require(plan.has_value() || diagnostics.has_errors());
    if (!plan) return 0;
    const auto check = samspill::network::check_plan(region.region, region.reference, *plan);
    if (!check.is_accepted() || diagnostics.has_errors()) return 0;
    Diagnostics none;
    const std::string again = formats::plan_json(region, *plan).dump();
    require(formats::read_plan_bytes(region, again, "plan.json", none).has_value());
    require(!none.has_errors());
  } catch (const Error& error) {
    require(error.kind == samspill::ErrorKind::invalid);
  }
  return 0;
}
