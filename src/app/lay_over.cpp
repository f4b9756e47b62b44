#include "app/lay_over.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/schema.h"

namespace samspill::app {
namespace {

/// The rows of one table laid over those of another.
class Layers {
 public:
  Layers(const formats::TableSchema& schema, const Table& below, const Table& above)
      : schema_(schema),
        below_(below),
        above_(above),
        is_laid_(above.rows()),
        out_(schema.name, above.file(), columns(below, above)) {
    const std::string& owner = schema.key.empty() ? schema.columns.front().name : schema.key;
    const auto column = above.column(owner);
    for (std::size_t row = 0; column && row < above.rows(); ++row) {
      above_by_owner_.emplace(above.cell(row, *column), row);  // the first of each counts
    }
    below_owner_ = below.column(owner);
  }

  Table merge() {
    for (std::size_t row = 0; row < below_.rows(); ++row) {
      const auto found = below_owner_ ? above_by_owner_.find(below_.cell(row, *below_owner_))
                                      : above_by_owner_.end();
      if (found == above_by_owner_.end()) {
        add(row, {});
      } else if (!schema_.key.empty() && !is_laid_[found->second]) {
        add(row, found->second);
      }
    }
    for (std::size_t row = 0; row < above_.rows(); ++row) {
      if (!is_laid_[row]) add({}, row);
    }
    return std::move(out_);
  }

 private:
  static std::vector<std::string> columns(const Table& below, const Table& above) {
    std::vector<std::string> names = below.columns();
    for (const std::string& name : above.columns()) {
      if (!std::ranges::contains(names, name)) names.push_back(name);
    }
    return names;
  }

  void add(std::optional<std::size_t> below, std::optional<std::size_t> above) {
    std::vector<std::string_view> cells;
    for (const std::string& name : out_.columns()) {
      const auto at = above_.column(name), under = below_.column(name);
      if (above && at) {
        cells.push_back(above_.cell(*above, *at));
      } else {
        cells.push_back(below && under ? below_.cell(*below, *under) : std::string_view());
      }
    }
    if (above) is_laid_[*above] = true;
    out_.add_row(above ? above_.row_number(*above) : below_.row_number(*below), cells);
  }

  const formats::TableSchema& schema_;
  const Table& below_;
  const Table& above_;
  std::vector<bool> is_laid_;
  Table out_;
  std::unordered_map<std::string_view, std::size_t> above_by_owner_;
  std::optional<std::size_t> below_owner_;
};

}  // namespace

formats::Tables lay_over(const formats::Tables& region, const formats::Tables& sent) {
  formats::Tables out = region;
  for (const Table& table : sent.tables) {
    if (table.rows() == 0) continue;
    const auto below = std::ranges::find(out.tables, table.name(), &Table::name);
    if (below == out.tables.end()) {
      out.tables.push_back(table);
    } else {
      *below = Layers(*formats::find_table(table.name()), *below, table).merge();
    }
  }
  std::ranges::sort(out.tables, {},
                    [](const Table& table) { return formats::find_table(table.name()); });
  return out;
}

}  // namespace samspill::app
