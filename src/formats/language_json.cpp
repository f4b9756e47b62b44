#include "formats/language_json.h"

namespace samspill::formats {

Json reading_json(const reference::Reference& reference, std::string_view text,
                  const language::Reading& reading) {
  Json out = {{"text", text},
              {"candidates", Json::array()},
              {"low_codes", reading.likely_codes},
              {"hints", reading.hints},
              {"percent", reading.percent ? Json(*reading.percent) : Json()}};
  for (const language::Candidate& candidate : reading.candidates) {
    const reference::Resource& resource = reference[candidate.resource];
    out["candidates"].push_back(
        {{"resource", resource.key},
         {"name", resource.name(reference::Language::en)},
         {"low_code", candidate.low_codes.empty() ? Json() : Json(candidate.low_codes.front())},
         {"low_codes", candidate.low_codes},
         {"score", candidate.score},
         {"giver_nace", resource.nace_from},
         {"taker_nace", resource.nace_to}});
  }
  return out;
}

}  // namespace samspill::formats
