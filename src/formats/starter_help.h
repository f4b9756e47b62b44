#pragma once

#include "formats/sheet_styles.h"
#include "reference/resource.h"

struct lxw_worksheet;

namespace samspill::formats {

/// Fills the sheet that explains the workbook in plain words: how to fill it in, what each sheet is
/// for, and the words to choose from with their meanings.
void write_help_sheet(lxw_worksheet* sheet, const SheetStyles& styles,
                      reference::Language language);

}  // namespace samspill::formats
