#pragma once

#include <string>
#include <vector>

namespace samspill::report {

enum class HeaderScope { column, row };

/// What a tagged PDF should say besides what Cairo can write.
struct PdfStructure {
  std::string language;                   // of the whole document
  std::vector<std::string> figures;       // words for each Figure, in the order drawn
  std::vector<HeaderScope> header_cells;  // for each TH, in the order drawn
};

/// The same document with its language, the words for its figures, the scope of its header cells,
/// and the wish that viewers show its title instead of the file's name.
std::string add_structure(std::string pdf, const PdfStructure& structure);

}  // namespace samspill::report
