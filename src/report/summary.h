#pragma once

#include <string>
#include <vector>

#include "report/basis.h"
#include "report/quality.h"

namespace samspill::report {

/// A figure that stands alone, written out for people and kept as a number for the workbook.
struct KeyFigure {
  std::string id;  // "benefit", language-free
  std::string label;
  Cell value;
  std::string number;  // "3.21 million"
  std::string note;    // "against today"

  /// What stands under the number: its unit and the note.
  std::string remark() const;
};

/// What a reader who stops after half a page must know, in whole sentences.
struct Summary {
  std::string lead;
  std::vector<std::string> points;
  std::vector<KeyFigure> key_figures;
};

Summary make_summary(const Basis& basis, const DataQuality& quality);

}  // namespace samspill::report
