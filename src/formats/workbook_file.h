#pragma once

#include <filesystem>
#include <memory>
#include <string>

struct lxw_workbook;

namespace samspill::formats {

/// An .xlsx file being written. It grows beside its place and is moved there by save(); without
/// that nothing is left.
class WorkbookFile {
 public:
  /// is_large: rows go to disk as they come and must be written from top to bottom.
  /// Throws Error(unavailable) when the place cannot be written.
  WorkbookFile(const std::filesystem::path& path, bool is_large);
  ~WorkbookFile();
  WorkbookFile(const WorkbookFile&) = delete;
  WorkbookFile& operator=(const WorkbookFile&) = delete;

  lxw_workbook* get() const { return workbook_; }
  /// Throws Error(unavailable) when it cannot be written.
  void save();

 private:
  std::filesystem::path path_;
  std::filesystem::path unfinished_;
  lxw_workbook* workbook_ = nullptr;
};

}  // namespace samspill::formats
