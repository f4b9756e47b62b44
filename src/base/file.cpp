#include "base/file.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "base/error.h"

namespace samspill {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

[[noreturn]] void fail(const std::filesystem::path& path, int code) {
  if (code == ENOENT || code == ENOTDIR) {
    throw Error(ErrorKind::not_found, tell("{}: there is no such file", path.string()));
  }
  throw Error(ErrorKind::unavailable,
              tell("{}: cannot be read: {}", path.string(), std::strerror(code)));
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) fail(path, errno);
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) fail(path, errno);
  std::string bytes;
  const auto expected = static_cast<std::size_t>(std::max<off_t>(info.st_size, 0));
  std::size_t done = 0;
  // A pipe says size 0: read on until the end, whatever was announced.
  while (true) {
    const std::size_t room = std::max<std::size_t>(expected + 1 - std::min(done, expected), 65536);
    int code = 0;
    bytes.resize_and_overwrite(done + room, [&](char* data, std::size_t) {
      const ssize_t got = ::read(file.get(), data + done, room);
      code = got < 0 ? errno : 0;
      return done + static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    });
    if (code == EINTR) continue;
    if (code != 0) fail(path, code);
    if (bytes.size() == done) return bytes;
    done = bytes.size();
  }
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  static std::atomic<unsigned> writes = 0;  // two threads may write the same file
  std::filesystem::path unfinished = path;
  unfinished += std::format(".unfinished-{}-{}", ::getpid(), ++writes);
  std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code code;
  if (out) {
    std::filesystem::rename(unfinished, path, code);
  } else {
    code = std::error_code(errno != 0 ? errno : EIO, std::generic_category());
  }
  if (code) {
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);
    throw Error(ErrorKind::unavailable,
                tell("{}: cannot be written: {}", path.string(), code.message()));
  }
}

}  // namespace samspill
