#include "reference/towns.h"

#include <reference_tables.h>

#include "base/csv.h"
#include "base/table_reader.h"

namespace samspill::reference {
namespace {

std::vector<Town> read_towns() {
  Diagnostics diagnostics;
  const auto table = read_csv("towns", "towns", std::string(tables::towns_csv()), diagnostics);
  std::vector<Town> towns;
  TableReader rows(table.value(), diagnostics);
  const auto country = rows.column("country"), name = rows.column("municipality");
  const auto weight = rows.column("weight");
  const auto north = rows.column("latitude_deg"), east = rows.column("longitude_deg");
  while (rows.next()) {
    towns.push_back({std::string(rows.text(country)),
                     std::string(rows.text(name)),
                     {rows.number(north).value(), rows.number(east).value()},
                     rows.number(weight).value()});
  }
  return towns;
}

}  // namespace

const std::vector<Town>& towns() {
  static const std::vector<Town> all = read_towns();
  return all;
}

}  // namespace samspill::reference
