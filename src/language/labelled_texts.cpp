#include "language/labelled_texts.h"

#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "base/table_reader.h"

namespace samspill::language {

std::vector<LabelledRow> read_labelled_texts(const std::string& path,
                                             const reference::Reference& reference) {
  constexpr std::array<Choice<Direction>, 2> kDirections{
      {{"offer", Direction::offer}, {"need", Direction::need}}};
  Diagnostics diagnostics;
  std::vector<LabelledRow> rows;
  const auto table = read_csv("texts", path, read_file(path), diagnostics);
  if (table) {
    TableReader reader(*table, diagnostics);
    while (reader.next()) {
      LabelledRow row;
      const auto text = reader.required(reader.column("text"), "text");
      if (!text) continue;
      row.text = *text;
      row.language = reader.text(reader.column("language"));
      const std::string_view resource = reader.text(reader.column("resource"));
      row.resource = reference.find_resource_id(resource);
      if (!resource.empty() && !row.resource) {
        reader.expected(reader.column("resource"), Message("a resource or nothing"));
      }
      row.low_code = reader.text(reader.column("low_code"));
      row.direction = reader.choice(reader.column("direction"), kDirections);
      row.nace = reader.text(reader.column("nace"));
      row.kind = reader.text(reader.column("kind"));
      rows.push_back(std::move(row));
    }
  }
  if (diagnostics.has_errors()) {
    throw Error(ErrorKind::invalid, to_text(diagnostics.list().front()));
  }
  return rows;
}

}  // namespace samspill::language
