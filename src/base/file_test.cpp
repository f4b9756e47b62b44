#include "base/file.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <format>
#include <fstream>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/error.h"

namespace samspill {
namespace {

namespace fs = std::filesystem;

class File : public testing::Test {
 protected:
  File() { fs::create_directories(folder); }
  ~File() override { fs::remove_all(folder); }

  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder)) {
      found.push_back(entry.path().filename().string());
    }
    return found;
  }

  const fs::path folder = fs::temp_directory_path() / std::format("samspill-file-{}", ::getpid());
};

template <typename Act>
std::optional<Error> error_of(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error;
  }
  return {};
}

TEST_F(File, what_was_written_reads_back_the_same) {
  std::string bytes(300'000, 'x');
  bytes[7] = '\0';
  for (const std::string& written : {bytes, std::string(), std::string(65'536, 'y')}) {
    write_file(folder / "a", written);
    EXPECT_EQ(read_file(folder / "a"), written);
  }
  EXPECT_EQ(names(), std::vector<std::string>{"a"});
}

TEST_F(File, files_without_a_size_are_read_to_their_end) {
  EXPECT_FALSE(read_file("/proc/self/status").empty());
}

TEST_F(File, a_pipe_is_read_to_its_end) {
  const fs::path pipe = folder / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::thread writer([&] {
    std::ofstream out(pipe);
    out << "first " << std::flush;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    out << "second";
  });
  EXPECT_EQ(read_file(pipe), "first second");
  writer.join();
}

TEST_F(File, a_missing_file_is_not_found) {
  const auto error = error_of([&] { read_file(folder / "b"); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, ErrorKind::not_found);
  EXPECT_EQ(error->what(), (folder / "b").string() + ": there is no such file");
  write_file(folder / "a", "x");
  const auto below_a_file = error_of([&] { read_file(folder / "a" / "b"); });
  ASSERT_TRUE(below_a_file);
  EXPECT_EQ(below_a_file->kind, ErrorKind::not_found);
}

TEST_F(File, a_folder_is_no_file) {
  const auto error = error_of([&] { read_file(folder); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, ErrorKind::unavailable);
  EXPECT_EQ(error->what(), folder.string() + ": cannot be read: Is a directory");
}

TEST_F(File, an_unreadable_file_is_unavailable) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  write_file(folder / "a", "x");
  fs::permissions(folder / "a", fs::perms::none);
  const auto error = error_of([&] { read_file(folder / "a"); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, ErrorKind::unavailable);
}

TEST_F(File, writing_into_a_missing_folder_leaves_nothing) {
  const auto error = error_of([&] { write_file(folder / "none" / "a", "x"); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, ErrorKind::unavailable);
  EXPECT_EQ(error->what(),
            (folder / "none" / "a").string() + ": cannot be written: No such file or directory");
  EXPECT_TRUE(names().empty());
}

TEST_F(File, writing_over_a_folder_leaves_only_the_folder) {
  fs::create_directories(folder / "a" / "inside");
  EXPECT_TRUE(error_of([&] { write_file(folder / "a", "x"); }));
  EXPECT_EQ(names(), std::vector<std::string>{"a"});
}

TEST_F(File, a_full_disk_leaves_the_old_file) {
  write_file(folder / "a", "old");
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{1000, before.rlim_max};
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto error = error_of([&] { write_file(folder / "a", std::string(100'000, 'x')); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, old_handler);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, ErrorKind::unavailable);
  EXPECT_EQ(names(), std::vector<std::string>{"a"});
  EXPECT_EQ(read_file(folder / "a"), "old");
}

}  // namespace
}  // namespace samspill
