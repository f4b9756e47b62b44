#include "service/decision_endpoints.h"

#include <format>

#include "base/error.h"
#include "base/text.h"
#include "service/edit.h"
#include "service/reply.h"

namespace samspill::service {
namespace {

std::string* member(app::NewDecision& decision, const std::string& name) {
  if (name == "offer_id") return &decision.offer_id;
  if (name == "need_id") return &decision.need_id;
  if (name == "decision") return &decision.decision;
  if (name == "reason") return &decision.reason;
  if (name == "unit") return &decision.unit;
  return name == "remark" ? &decision.remark : nullptr;
}

app::NewDecision read_decision(const Request& request) {
  app::NewDecision decision;
  const Json body = read_object(request);
  for (const auto& [name, value] : body.items()) {
    if (name == "quantity" && value.is_number()) {
      decision.quantity = value.get<double>();
      continue;
    }
    std::string* text = member(decision, name);
    if (text == nullptr || !value.is_string()) {
      throw Error(ErrorKind::invalid,
                  tell("{}: expected offer_id, need_id, decision, reason, remark and unit as "
                       "texts, quantity as a number",
                       in_quotes(name)));
    }
    *text = value.get<std::string>();
  }
  if (decision.offer_id.empty() || decision.need_id.empty() ||
      (decision.decision != "accepted" && decision.decision != "declined")) {
    throw Error(ErrorKind::invalid,
                tell("expected offer_id, need_id and a decision that is accepted or declined"));
  }
  if (decision.quantity && decision.unit.empty()) {
    throw Error(ErrorKind::invalid, tell("the quantity has no unit"));
  }
  return decision;
}

}  // namespace

Response CreateDecision::operator()(const Request& request, const std::string& region) const {
  app::NewDecision decision = read_decision(request);
  decision.date = today();
  return json_response(show(region, row_after(decisions.create(actor, region, decision))), 201);
}

}  // namespace samspill::service
