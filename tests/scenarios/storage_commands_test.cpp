// A database in place of files, as a person types it.
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/temporary_folder.h"
#include "tests/support/samspill.h"

namespace samspill {
namespace {

using ::testing::HasSubstr;
using testing::Outcome;
using testing::samspill;

const std::string kKalundborg = std::string(SAMSPILL_SOURCE_DIR) + "/examples/kalundborg";

class StorageCommands : public ::testing::Test {
 protected:
  std::string at(const std::string& name) const { return folder_ / name; }

  TemporaryFolder folder_;
};

TEST_F(StorageCommands, a_database_answers_as_the_folder_does) {
  const Outcome imported = samspill({"import", kKalundborg, "--into", at("k.db")});
  EXPECT_EQ(imported.code, 0) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("kalundborg-symbiosis in " + at("k.db")));
  for (const std::string command : {"match", "account"}) {
    EXPECT_EQ(samspill({command, at("k.db"), "--json"}).out,
              samspill({command, kKalundborg, "--json"}).out);
  }
  EXPECT_EQ(samspill({"check", at("k.db")}).code, 0);
  EXPECT_THAT(samspill({"import", kKalundborg, "--into", at("k.db")}).out,
              HasSubstr("nothing has changed; version 1"));
}

TEST_F(StorageCommands, what_goes_in_comes_out_byte_by_byte) {
  samspill({"convert", kKalundborg, at("plain")});
  samspill({"import", kKalundborg, "--into", at("k.db")});
  EXPECT_EQ(samspill({"export", at("k.db"), at("out")}).code, 0);
  for (const auto& file : std::filesystem::directory_iterator(at("plain"))) {
    EXPECT_EQ(read_file(at("out/" + file.path().filename().string())), read_file(file.path()));
  }
  EXPECT_THAT(samspill({"export", at("k.db"), at("out")}).err, HasSubstr("exists already"));
}

TEST_F(StorageCommands, a_dataset_with_an_error_makes_no_database) {
  samspill({"convert", kKalundborg, at("wrong")});
  write_file(at("wrong/targets.csv"), "scope,base_year,year\nall,2016,soon\n");
  const Outcome outcome = samspill({"import", at("wrong"), "--into", at("k.db")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("targets.csv row 2, column year"));
  EXPECT_FALSE(std::filesystem::exists(at("k.db")));
}

TEST_F(StorageCommands, decisions_are_written_into_the_database) {
  samspill({"import", kKalundborg, "--into", at("k.db")});
  const Outcome said = samspill({"decide", at("k.db"), "asnaes-steam", "novo-steam", "declined",
                                 "--reason", "price", "--remark", "too dear"});
  EXPECT_EQ(said.code, 0) << said.err;
  samspill({"export", at("k.db"), at("out")});
  EXPECT_THAT(read_file(at("out/decisions.csv")), HasSubstr("declined,price,too dear"));
  EXPECT_EQ(
      samspill({"decide", at("k.db"), "asnaes-steam", "nobody", "declined", "--reason", "price"})
          .code,
      1);
}

TEST_F(StorageCommands, several_regions_are_named_apart) {
  samspill({"import", kKalundborg, "--into", at("two.db")});
  samspill({"import", kKalundborg, "--into", at("two.db"), "--region", "Second try"});
  EXPECT_THAT(samspill({"check", at("two.db")}).err,
              HasSubstr("name one of kalundborg-symbiosis, second-try"));
  EXPECT_EQ(samspill({"check", at("two.db#second-try")}).code, 0);
  EXPECT_EQ(samspill({"export", at("two.db"), at("out"), "--region", "second-try"}).code, 0);
  EXPECT_THAT(samspill({"check", at("two.db#third")}).err, HasSubstr("there is no region"));
}

TEST_F(StorageCommands, a_backup_is_restored_when_told) {
  samspill({"import", kKalundborg, "--into", at("k.db")});
  EXPECT_EQ(samspill({"backup", at("k.db"), at("copy.db")}).code, 0);
  EXPECT_EQ(samspill({"restore", at("copy.db"), at("k.db")}).code, 1);
  EXPECT_EQ(samspill({"restore", at("copy.db"), at("k.db"), "--force"}).code, 0);
  EXPECT_EQ(samspill({"check", at("k.db")}).code, 0);
  EXPECT_THAT(samspill({"export", at("none.db"), at("out")}).err, HasSubstr("no such file"));
  EXPECT_THAT(samspill({"export", kKalundborg, at("out")}).err, HasSubstr(kKalundborg));
}

}  // namespace
}  // namespace samspill
