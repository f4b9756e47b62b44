#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/cell_look.h"
#include "formats/workbook_text.h"
#include "formats/zip_archive.h"

namespace samspill::formats {

struct SheetPart {
  std::string name;  // on its tab
  std::string part;  // in the archive, "xl/worksheets/sheet1.xml"
};

/// What the sheets of a workbook share.
struct WorkbookParts {
  std::vector<SheetPart> sheets;  // worksheets only, no charts, in the order of the tabs
  bool is_1904 = false;           // days are counted from 1904
  SharedTexts texts;
  std::vector<CellLook> looks;  // by the number of a cell's style

  CellLook look(std::size_t style) const;
};

/// Throws Error(invalid) when the archive is no workbook.
WorkbookParts read_parts(ZipArchive& archive);

/// Unpacks one part of the archive straight into the visitor.
void read_xml(ZipArchive& archive, std::string_view part, XmlVisitor& visitor);

}  // namespace samspill::formats
