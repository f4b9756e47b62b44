#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>
#include <zip.h>

namespace samspill::testing {

/// Parts of an archive by name, as they are unpacked.
using Parts = std::vector<std::pair<std::string, std::string>>;

/// A zip archive made in memory.
inline std::string zip_bytes(const Parts& parts, bool is_packed = true) {
  zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(out);
  zip_t* archive = zip_open_from_source(out, ZIP_TRUNCATE, nullptr);
  if (archive == nullptr) throw std::runtime_error("no archive");
  for (const auto& [name, text] : parts) {
    zip_source_t* in = zip_source_buffer(archive, text.data(), text.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), in, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error("cannot add " + name);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index),
                             is_packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 1);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("cannot finish the archive");
  zip_stat_t about;
  zip_source_stat(out, &about);
  std::string bytes(about.size, '\0');
  zip_source_open(out);
  zip_source_read(out, bytes.data(), bytes.size());
  zip_source_close(out);
  zip_source_free(out);
  return bytes;
}

/// The parts of a workbook as other programs write them, one sheet per name; the content of each is
/// what stands inside <sheetData>. `more` adds parts or replaces them.
inline Parts workbook_parts(const Parts& sheets, const Parts& more = {}) {
  const std::string head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
  const std::string main = R"( xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string rels =
      R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  std::string tabs, targets;
  Parts parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    tabs += "<sheet name=\"" + sheets[i].first + "\" sheetId=\"" + number + "\" r:id=\"r" + number +
            "\"/>";
    targets += "<Relationship Id=\"r" + number + "\" Type=\"" + office +
               "/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>";
    parts.emplace_back("xl/worksheets/sheet" + number + ".xml",
                       head + "<worksheet" + main + "><sheetData>" + sheets[i].second +
                           "</sheetData></worksheet>");
  }
  targets += "<Relationship Id=\"rs\" Type=\"" + office + "/sharedStrings\" Target=\"" +
             "sharedStrings.xml\"/><Relationship Id=\"rt\" Type=\"" + office +
             "/styles\" Target=\"styles.xml\"/>";
  parts.emplace_back("_rels/.rels", head + rels + "<Relationship Id=\"r1\" Type=\"" + office +
                                        "/officeDocument\" Target=\"xl/workbook.xml\"/>" +
                                        "</Relationships>");
  parts.emplace_back("xl/workbook.xml", head + "<workbook" + main + " xmlns:r=\"" + office +
                                            "\"><sheets>" + tabs + "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", head + rels + targets + "</Relationships>");
  parts.emplace_back("xl/sharedStrings.xml", head + "<sst" + main + "/>");
  parts.emplace_back("xl/styles.xml", head + "<styleSheet" + main + "/>");
  for (const auto& [name, text] : more) {
    std::erase_if(parts, [&](const auto& part) { return part.first == name; });
    if (!text.empty()) parts.emplace_back(name, text);
  }
  return parts;
}

}  // namespace samspill::testing
