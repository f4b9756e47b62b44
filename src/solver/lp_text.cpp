// A problem in LP format.
//
// Problem: the format has as many dialects as readers. GLPK refuses rows without terms and ranges,
// CBC takes `bin` and `gen` for columns and so forgets that they are whole, others take no
// constant.
//
// Method: only what all of them read: sections by their full names, one bound to a row, no row
// without a term, no constant.
//
// Limits: names are written as they are.
#include "solver/lp_text.h"

#include <format>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::solver {
namespace {

constexpr std::size_t kTermsInLine = 6;
constexpr std::string_view kOffset = "offset";

using Terms = std::vector<std::pair<std::string_view, double>>;

void add_terms(const Terms& terms, std::string& out) {
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (i > 0 && i % kTermsInLine == 0) out += "\n ";
    const auto& [name, value] = terms[i];
    out += std::format(" {} {} {}", value < 0 ? '-' : '+', value < 0 ? -value : value, name);
  }
}

std::vector<Terms> terms_by_row(const Problem& problem) {
  std::vector<Terms> rows(problem.rows());
  for (std::size_t column = 0; column < problem.columns(); ++column) {
    for (int at = problem.column_begin[column]; at < problem.column_begin[column + 1]; ++at) {
      rows[problem.row_of[at]].push_back({problem.column_names[column], problem.coefficients[at]});
    }
  }
  return rows;
}

/// With every column that no row has, as a reader knows only columns that it has met.
Terms objective_terms(const Problem& problem) {
  Terms terms;
  for (std::size_t i = 0; i < problem.columns(); ++i) {
    const bool is_in_rows = problem.column_begin[i] < problem.column_begin[i + 1];
    if (problem.cost[i] != 0 || !is_in_rows) {
      terms.push_back({problem.column_names[i], problem.cost[i]});
    }
  }
  if (problem.offset != 0) terms.push_back({kOffset, problem.offset});
  return terms;
}

void add_row(std::string_view name, Terms terms, double least, double most, std::string_view any,
             std::string& out) {
  if (terms.empty()) {
    if (least <= 0 && most >= 0) return;
    terms.push_back({any, 0.0});
  }
  const auto add = [&](std::string_view ending, std::string_view relation, double bound) {
    out += std::format(" {}{}:", name, ending);
    add_terms(terms, out);
    out += std::format(" {} {}\n", relation, bound);
  };
  if (least == most) return add("", "=", most);
  if (most < kInfinity) add("", "<=", most);
  if (least > -kInfinity) add(most < kInfinity ? "_least" : "", ">=", least);
}

void add_bounds(std::string_view name, double least, double most, std::string& out) {
  if (least == 0 && most == kInfinity) return;
  if (least == -kInfinity && most == kInfinity) {
    out += std::format(" {} free\n", name);
  } else if (least == most) {
    out += std::format(" {} = {}\n", name, least);
  } else {
    out += least == -kInfinity ? std::format(" -inf <= {}", name)
                               : std::format(" {} <= {}", least, name);
    out += most == kInfinity ? "\n" : std::format(" <= {}\n", most);
  }
}

void add_whole(const Problem& problem, bool binary, std::string_view section, std::string& out) {
  std::string names;
  for (std::size_t i = 0; i < problem.columns(); ++i) {
    const bool is_binary = problem.lower[i] == 0 && problem.upper[i] == 1;
    if (problem.is_integer[i] && is_binary == binary) {
      names += std::format(" {}\n", problem.column_names[i]);
    }
  }
  if (!names.empty()) out += std::format("{}\n{}", section, names);
}

}  // namespace

std::string lp_text(const Problem& problem) {
  std::string out = "minimize\n obj:";
  add_terms(objective_terms(problem), out);
  out += "\nsubject to\n";
  const std::string_view any = problem.columns() > 0 ? problem.column_names[0] : kOffset;
  const std::vector<Terms> rows = terms_by_row(problem);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    add_row(problem.row_names[i], rows[i], problem.row_lower[i], problem.row_upper[i], any, out);
  }
  out += "bounds\n";
  for (std::size_t i = 0; i < problem.columns(); ++i) {
    add_bounds(problem.column_names[i], problem.lower[i], problem.upper[i], out);
  }
  if (problem.offset != 0) add_bounds(kOffset, 1, 1, out);
  add_whole(problem, true, "binaries", out);
  add_whole(problem, false, "generals", out);
  return out + "end\n";
}

}  // namespace samspill::solver
