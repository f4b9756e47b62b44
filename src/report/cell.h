#pragma once

#include <string>
#include <utility>
#include <vector>

namespace samspill::report {

/// What a reader must know about a figure besides its value.
enum class Mark { none, estimated, unverified };

/// One cell of a table before it is set in type: each back end writes it in its own way. A figure
/// that is not known is `unknown`, never zero; one that has no meaning in its row is
/// `not_applicable`.
struct Cell {
  enum class Kind { text, number, unknown, not_applicable };

  Kind kind = Kind::not_applicable;
  std::string text;
  double value = 0;  // in `unit`, or in the column's unit when that is empty
  int decimals = 0;  // most decimals worth showing
  std::string unit;  // in the report's language
  Mark mark = Mark::none;

  bool operator==(const Cell&) const = default;

  static Cell of_text(std::string text, Mark mark = Mark::none) {
    return {.kind = Kind::text, .text = std::move(text), .mark = mark};
  }
  static Cell of_number(double value, int decimals, std::string unit = {}, Mark mark = Mark::none) {
    return {.kind = Kind::number,
            .value = value,
            .decimals = decimals,
            .unit = std::move(unit),
            .mark = mark};
  }
  static Cell unknown() { return {.kind = Kind::unknown}; }
  static Cell not_applicable() { return {}; }
};

struct Column {
  std::string heading;
  std::string unit;  // of every number in the column; empty when the cells name theirs
  bool is_number = false;
  double width = 1;  // share of the page's width against the other columns

  bool operator==(const Column&) const = default;
};

struct Row {
  std::vector<Cell> cells;
  std::vector<std::string> sites;  // ids of the sites it is about, as on the map
  bool is_total = false;

  bool operator==(const Row&) const = default;
};

/// A table of the report; `note` is what a reader should know before reading it.
struct Table {
  std::string id;  // stable and language-free: "exchanges"
  std::string title;
  std::string note;
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::size_t printed_rows = 250;  // at most so many on paper: what matters most comes first

  bool operator==(const Table&) const = default;
};

}  // namespace samspill::report
