#include "formats/workbook_file.h"

#include <format>
#include <new>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/error.h"
#include "base/file.h"

namespace samspill::formats {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view reason) {
  throw Error(ErrorKind::unavailable,
              std::format("{}: cannot be written: {}", path.string(), reason));
}

}  // namespace

WorkbookFile::WorkbookFile(const std::filesystem::path& path, bool is_large)
    : path_(path), unfinished_(path) {
  if (std::filesystem::is_directory(path)) fail(path, "it is a folder");
  unfinished_ += std::format(".unfinished-{}", ::getpid());
  write_file(unfinished_, "");  // tells at once, and in our words, whether the place can be written
  lxw_workbook_options options{};
  options.constant_memory = is_large ? LXW_TRUE : LXW_FALSE;
  options.use_zip64 = LXW_FALSE;
  workbook_ = workbook_new_opt(unfinished_.c_str(), &options);
  if (workbook_ == nullptr) throw std::bad_alloc();
}

WorkbookFile::~WorkbookFile() {
  if (workbook_ != nullptr) lxw_workbook_free(workbook_);
  std::error_code ignored;
  std::filesystem::remove(unfinished_, ignored);
}

void WorkbookFile::save() {
  const lxw_error result = workbook_close(workbook_);
  workbook_ = nullptr;  // closing frees it, whether it succeeds or not
  if (result != LXW_NO_ERROR) fail(path_, lxw_strerror(result));
  std::error_code code;
  std::filesystem::rename(unfinished_, path_, code);
  if (code) fail(path_, code.message());
}

}  // namespace samspill::formats
