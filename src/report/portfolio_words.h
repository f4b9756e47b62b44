#pragma once

#include <string>
#include <vector>

#include "report/basis.h"

namespace samspill::report {

/// Whether the targets are met, by how much not, and at what cost: a few sentences for a reader who
/// stops there. The report and the command line say the same.
std::vector<std::string> portfolio_verdict(const Region& region, const Wording& words,
                                           const PortfolioFindings& findings);

/// What carries it, how sure it is, why nothing comes closer, and what to be careful with. Leaves
/// out what was not asked.
std::vector<std::string> portfolio_remarks(const Region& region, const Wording& words,
                                           const PortfolioFindings& findings);

/// "report.unranked.ended"
std::string unranked_text_key(portfolio::Unranked why);

/// "1,611 kt", with two significant digits below 10.
std::string kilotonnes(const Wording& words, Co2eFlow flow);
std::string kilotonnes(const Wording& words, double kt);

/// One name a line.
std::string initiative_names(const Region& region, const std::vector<InitiativeId>& ids);

/// "12.5", million EUR.
std::string million(const Wording& words, Money money);

}  // namespace samspill::report
