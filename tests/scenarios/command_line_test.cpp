// The program as a stranger runs it: commands, exit codes, messages, wrong input of every kind.
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/json.h"
#include "base/temporary_folder.h"
#include "tests/support/samspill.h"

namespace samspill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::Outcome;
using testing::samspill;
namespace fs = std::filesystem;

class CommandLine : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return folder_ / name; }

  /// A small sound dataset with one file replaced.
  std::string dataset_with(const std::string& file, const std::string& text) const {
    const fs::path place = folder_ / "region";
    fs::create_directories(place);
    write_file(place / "region.toml", "name = \"Test\"\nbase_year = 2025\n");
    write_file(place / "sites.csv",
               "site_id,name,country,latitude_deg,longitude_deg\na,A,NO,63.4,10.4\n");
    write_file(place / "streams.csv",
               "stream_id,site_id,direction,resource,quantity,unit\no,a,offer,bark,5,t/yr\n");
    write_file(place / file, text);
    return place.string();
  }

  TemporaryFolder folder_;
};

std::string example(const std::string& name) {
  return std::string(SAMSPILL_SOURCE_DIR) + "/examples/" + name;
}

TEST_F(CommandLine, an_unknown_command_or_option_is_exit_code_2) {
  EXPECT_EQ(samspill({}).code, 2);
  EXPECT_EQ(samspill({"plann", "x"}).code, 2);
  EXPECT_EQ(samspill({"check"}).code, 2);
  EXPECT_EQ(samspill({"match", "x", "--rank", "beauty"}).code, 2);
  EXPECT_EQ(samspill({"plan", "x", "--gap", "-1"}).code, 2);
  EXPECT_EQ(samspill({"new"}).code, 2);
}

TEST_F(CommandLine, help_and_version_are_exit_code_0) {
  EXPECT_EQ(samspill({"--help"}).code, 0);
  EXPECT_THAT(samspill({"--version"}).out, HasSubstr("samspill 0"));
  for (const char* topic :
       {"", "data", "streams", "units", "resources", "properties", "exit-codes", "plan", "man",
        "completion-bash", "completion-zsh", "completion-fish"}) {
    const Outcome outcome = *topic == '\0' ? samspill({"help"}) : samspill({"help", topic});
    EXPECT_EQ(outcome.code, 0) << topic << outcome.err;
    EXPECT_GT(outcome.out.size(), 40u) << topic;
  }
  const Outcome unknown = samspill({"help", "plam"});
  EXPECT_EQ(unknown.code, 1);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean \"plan\"?"));
}

TEST_F(CommandLine, completions_name_every_command_and_the_words_of_choices) {
  for (const char* shell : {"completion-bash", "completion-zsh", "completion-fish"}) {
    const std::string script = samspill({"help", shell}).out;
    for (const char* word :
         {"new", "check", "match", "plan", "account", "report", "convert", "generate", "climate"}) {
      EXPECT_THAT(script, HasSubstr(word)) << shell;
    }
  }
}

TEST_F(CommandLine, a_place_that_is_not_there_is_told) {
  const Outcome outcome = samspill({"check", path("nowhere")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("there is no such file or folder"));
}

TEST_F(CommandLine, an_empty_folder_is_not_a_dataset) {
  const Outcome outcome = samspill({"check", folder_.path().string()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("not a dataset"));
}

TEST_F(CommandLine, wrong_files_give_their_own_message_and_exit_code_1) {
  const std::string header = "stream_id,site_id,direction,resource,quantity,unit\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "the file is empty"},
      {"\n\n\n", "the file is empty"},
      {std::string("a\0b", 3), "zero bytes"},
      {header + "\"o,a,offer,bark,5,t\n", "a quote (\") opens here and never closes"},
      {header + "o,a,offer," + std::string(10'000'000, 'x') + ",5,t\n",
       "the cell has 10000000 bytes; at most 65536"},
      {header + "o,a,offer,bark,5,tonz\n", "expected a unit such as"},
      {header + "o,a,offer,bark,NaN,t\n", "found \"NaN\""},
      {header + "o,a,offer,bark,1e400,t\n", "found \"1e400\""},
      {header + "o,a,offer,bark,-5,t\n", "expected a number of at least 0"},
      {header + "o,b,offer,bark,5,t\n", "expected an id in sites"},
      {header + "o,a,offer,bark,5,t\no,a,offer,bark,5,t\n", "already uses as its id"},
      {header + "o,a,offer,bark,5,t,more\n", "but the header has 6 columns"},
  };
  for (const auto& [text, message] : cases) {
    const std::string place = dataset_with("streams.csv", text);
    const Outcome outcome = samspill({"check", place});
    EXPECT_EQ(outcome.code, 1) << message;
    EXPECT_THAT(outcome.out, HasSubstr(message));
    const Json json = Json::parse(samspill({"check", place, "--json"}).out);
    EXPECT_FALSE(json["ok"]);
    EXPECT_EQ(json["diagnostics"][0]["file"], "streams.csv");
  }
}

TEST_F(CommandLine, latitude_95_is_told) {
  const std::string place = dataset_with(
      "sites.csv", "site_id,name,country,latitude_deg,longitude_deg\na,A,NO,95,10.4\n");
  EXPECT_THAT(samspill({"check", place}).out,
              HasSubstr("sites.csv row 2, column latitude_deg: found \"95\""));
}

TEST_F(CommandLine, windows_1252_with_norwegian_letters_is_read) {
  const std::string place = dataset_with(
      "sites.csv", "site_id;name;country;latitude_deg;longitude_deg\na;\xD8rland;NO;63,7;9,6\n");
  EXPECT_EQ(samspill({"check", place}).code, 0);
}

TEST_F(CommandLine, a_folder_that_may_not_be_read_is_told) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const std::string place = dataset_with("notes.txt", "");
  fs::permissions(place, fs::perms::none);
  const Outcome outcome = samspill({"check", place});
  fs::permissions(place, fs::perms::owner_all);
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("cannot be read"));
}

TEST_F(CommandLine, something_else_with_the_name_of_a_workbook_is_told) {
  write_file(path("book.xlsx"), "this is not a zip file");
  const Outcome outcome = samspill({"check", path("book.xlsx")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out + outcome.err, HasSubstr("book.xlsx"));
}

TEST_F(CommandLine, a_new_dataset_passes_the_check_and_has_a_match) {
  for (const std::string language : {"en", "nb"}) {
    const std::string place = path("new-" + language);
    ASSERT_EQ(samspill({"new", place, "--language", language}).code, 0);
    EXPECT_EQ(samspill({"check", place}).code, 0) << samspill({"check", place}).out;
    const Json json = Json::parse(samspill({"match", place, "--json"}).out);
    EXPECT_FALSE(json["matches"].empty());
    const std::string book = path("new-" + language + ".xlsx");
    ASSERT_EQ(samspill({"new", "--xlsx", book, "--language", language}).code, 0);
    EXPECT_EQ(samspill({"check", book}).code, 0) << samspill({"check", book}).out;
  }
}

TEST_F(CommandLine, nothing_is_overwritten) {
  ASSERT_EQ(samspill({"new", path("new")}).code, 0);
  EXPECT_EQ(samspill({"new", path("new")}).code, 1);
  EXPECT_EQ(samspill({"convert", path("new"), path("new")}).code, 1);
  EXPECT_EQ(samspill({"generate", path("new")}).code, 1);
}

TEST_F(CommandLine, folder_workbook_json_and_back_lose_nothing) {
  for (const std::string name : {"trondelag", "naestved", "kalundborg"}) {
    const std::string book = path(name + ".xlsx"), json = path(name + ".json");
    const std::string first = path(name + "-1"), second = path(name + "-2");
    const Outcome outcome = samspill({"convert", example(name), book});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    ASSERT_EQ(samspill({"convert", book, json}).code, 0);
    ASSERT_EQ(samspill({"convert", json, first}).code, 0);
    ASSERT_EQ(samspill({"convert", first, path(name + "-2.xlsx")}).code, 0);
    ASSERT_EQ(samspill({"convert", path(name + "-2.xlsx"), second}).code, 0);
    for (const auto& entry : fs::directory_iterator(first)) {
      EXPECT_EQ(read_file(entry.path()), read_file(fs::path(second) / entry.path().filename()));
    }
    for (const auto& entry : fs::directory_iterator(example(name))) {
      if (entry.path().extension() != ".csv") continue;
      EXPECT_TRUE(fs::exists(fs::path(first) / entry.path().filename())) << entry.path();
    }
    EXPECT_EQ(samspill({"match", example(name), "--json"}).out,
              samspill({"match", second, "--json"}).out);
  }
}

TEST_F(CommandLine, a_decision_is_written_behind_the_rows_of_a_folder) {
  const std::string place = dataset_with("streams.csv",
                                         "stream_id,site_id,direction,resource,quantity,unit\n"
                                         "o,a,offer,bark,5,t/yr\nn,a,need,bark,5,t/yr\n");
  const auto decide = [&](const std::string& offer, const std::string& need,
                          const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"decide", place, offer, need};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return samspill(arguments);
  };
  const Outcome first =
      decide("o", "n",
             {"declined", "--reason", "quality", "--remark", "for vått", "--date", "2026-05-17"});
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("o → n: declined (quality) is written to"));
  const std::string once = read_file(fs::path(place) / "decisions.csv");
  EXPECT_THAT(once,
              ::testing::MatchesRegex("offer_id,need_id,decision,reason,remark,date,facts\n"
                                      "o,n,declined,quality,for vått,2026-05-17,f[0-9a-f]{11}\n"));
  ASSERT_EQ(decide("o", "n", {"accepted", "--reason", "price"}).code, 0);
  const std::string twice = read_file(fs::path(place) / "decisions.csv");
  EXPECT_TRUE(twice.starts_with(once));
  EXPECT_EQ(samspill({"check", place}).code, 0) << samspill({"check", place}).out;
  // Through a workbook, JSON and back nothing is lost.
  ASSERT_EQ(samspill({"convert", place, path("book.xlsx")}).code, 0);
  ASSERT_EQ(samspill({"convert", path("book.xlsx"), path("set.json")}).code, 0);
  ASSERT_EQ(samspill({"convert", path("set.json"), path("back")}).code, 0);
  EXPECT_EQ(read_file(path("back") + "/decisions.csv"), twice);

  const std::vector<std::string> good = {"declined", "--reason", "law"};
  EXPECT_THAT(decide("oo", "n", good).err, HasSubstr("there is no stream \"oo\""));
  EXPECT_THAT(decide("n", "o", good).err,
              HasSubstr("the stream \"n\" is a need, expected an offer"));
  EXPECT_THAT(decide("o", "o", good).err,
              HasSubstr("the stream \"o\" is an offer, expected a need"));
  EXPECT_THAT(decide("o", "n", {"declined", "--reason", "law", "--date", "2026-02-30"}).err,
              HasSubstr("expected a day as YYYY-MM-DD"));
  EXPECT_EQ(decide("o", "n", {"declined"}).code, 2);
  EXPECT_EQ(decide("o", "n", {"declined", "--reason", "mood"}).code, 2);
  EXPECT_EQ(decide("o", "n", {"refused", "--reason", "law"}).code, 2);
  for (const char* file : {"book.xlsx", "set.json"}) {
    const std::string bytes = read_file(path(file));
    const Outcome refused =
        samspill({"decide", path(file), "o", "n", "declined", "--reason", "law"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr("samspill convert"));
    EXPECT_EQ(read_file(path(file)), bytes);
  }
  EXPECT_THAT(samspill({"decide", path("none"), "o", "n", "declined", "--reason", "law"}).err,
              HasSubstr("there is no such file or folder"));
  EXPECT_EQ(read_file(fs::path(place) / "decisions.csv"), twice) << "refusals write nothing";
}

TEST_F(CommandLine, a_region_is_generated_the_same_for_the_same_seed) {
  ASSERT_EQ(samspill({"generate", path("a"), "--sites", "20", "--seed", "3"}).code, 0);
  ASSERT_EQ(samspill({"generate", path("b"), "--sites", "20", "--seed", "3"}).code, 0);
  for (const auto& entry : fs::directory_iterator(path("a"))) {
    EXPECT_EQ(read_file(entry.path()), read_file(fs::path(path("b")) / entry.path().filename()));
  }
  EXPECT_EQ(samspill({"check", path("a")}).code, 0);
}

TEST_F(CommandLine, an_unknown_site_is_told_with_the_nearest_one) {
  const Outcome outcome = samspill({"plan", example("naestved"), "--without", "ardagh-holmegard"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("there is no site"));
}

TEST_F(CommandLine, a_cap_that_cannot_be_kept_is_exit_code_3) {
  const Outcome outcome = samspill({"plan", example("naestved"), "--cap-t", "-100000000"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("no plan meets the limits"));
}

TEST_F(CommandLine, a_plan_is_accepted_as_it_was_printed_and_refused_when_a_figure_is_changed) {
  const std::string data = example("naestved");
  const std::string printed = samspill({"plan", data, "--json"}).out;
  write_file(path("plan.json"), printed);
  const Outcome accepted = samspill({"plan", data, "--check", path("plan.json")});
  EXPECT_EQ(accepted.code, 0);
  EXPECT_THAT(accepted.out, AllOf(HasSubstr("no plan is cheaper by more than"),
                                  HasSubstr("balances of streams"), HasSubstr("accepted\n")));
  Json changed = Json::parse(printed);
  changed["flows"][0]["cost_eur"] = changed["flows"][0]["cost_eur"].get<double>() + 1;
  write_file(path("plan.json"), changed.dump());
  const Outcome refused = samspill({"plan", data, "--check", path("plan.json")});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, AllOf(HasSubstr("costs: "), HasSubstr("found"), HasSubstr("expected"),
                                 HasSubstr("not accepted: ")));
  const Outcome foreign =
      samspill({"plan", example("kalundborg"), "--check", path("plan.json"), "--json"});
  EXPECT_EQ(foreign.code, 1);
  EXPECT_THAT(foreign.err, HasSubstr("of the dataset"));
  EXPECT_EQ(samspill({"plan", data, "--check", path("none.json")}).code, 1);
}

TEST_F(CommandLine, the_model_is_written_where_the_suffix_is_known) {
  const std::string data = example("naestved");
  EXPECT_EQ(samspill({"plan", data, "--write-model", path("m.lp")}).code, 0);
  EXPECT_THAT(read_file(path("m.lp")), HasSubstr("dispose."));
  const Outcome wrong = samspill({"plan", data, "--write-model", path("m.txt")});
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.err, HasSubstr(".mps or .lp"));
  EXPECT_EQ(samspill({"plan", data, "--write-model", path("no/m.lp")}).code, 1);
}

TEST_F(CommandLine, free_text_is_classified) {
  const Outcome text = samspill({"classify", "Flugasche", "--top", "2", "--language", "de"});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.out, HasSubstr("fly-ash (Flugasche)"));
  const Outcome json = samspill({"classify", "sagflis", "kalk", "--nace", "16.10", "--json"});
  ASSERT_EQ(json.code, 0) << json.err;
  const Json results = Json::parse(json.out)["results"];
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0]["text"], "sagflis");
  const Json& first = results[0]["candidates"][0];
  EXPECT_EQ(first["resource"], "sawdust");
  EXPECT_EQ(first["low_code"], "03 01 05");
  EXPECT_GT(first["score"], 0.8);
  EXPECT_THAT(first["giver_nace"].get<std::vector<std::string>>(), ::testing::Contains("16.10"));
}

TEST_F(CommandLine, texts_of_a_file_are_classified_line_by_line) {
  write_file(path("texts.txt"), "bark\r\n\nglasskår\n");
  const Outcome outcome = samspill({"classify", "--file", path("texts.txt"), "--json"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(Json::parse(outcome.out)["results"].size(), 2U);
  EXPECT_EQ(samspill({"classify", "--file", path("none.txt")}).code, 1);
}

TEST_F(CommandLine, waste_codes_are_those_of_the_day) {
  const auto codes = [](const char* day) {
    const Outcome outcome = samspill({"classify", "lithium batteries", "--date", day, "--json"});
    return Json::parse(outcome.out)["results"][0]["candidates"][0]["low_codes"].dump();
  };
  EXPECT_THAT(codes("2026-12-08"), HasSubstr("16 06 05"));
  EXPECT_THAT(codes("2026-12-09"), HasSubstr("16 06 07"));
  EXPECT_THAT(codes("2026-12-09"), ::testing::Not(HasSubstr("16 06 05")));
}

TEST_F(CommandLine, classify_tells_what_is_wrong_with_its_options) {
  EXPECT_THAT(samspill({"classify"}).err, HasSubstr("no text to classify"));
  EXPECT_THAT(samspill({"classify", "bark", "--nace", "99.99"}).err,
              HasSubstr("expected a NACE class"));
  EXPECT_EQ(samspill({"classify", "bark", "--language", "fr"}).code, 2);
  EXPECT_EQ(samspill({"classify", "bark", "--top", "0"}).code, 2);
  EXPECT_THAT(samspill({"classify", "bark", "--date", "tomorrow"}).err, HasSubstr("YYYY-MM-DD"));
}

TEST_F(CommandLine, reference_tables_are_listed_shown_and_searched) {
  EXPECT_THAT(samspill({"reference", "list"}).out, HasSubstr("list_of_waste"));
  EXPECT_THAT(samspill({"reference", "list", "rd_codes"}).out, HasSubstr("R10"));
  EXPECT_THAT(samspill({"reference", "show", "10 01 02"}).out, HasSubstr("coal fly ash"));
  const Outcome resource = samspill({"reference", "show", "fish-sludge", "--json"});
  ASSERT_EQ(resource.code, 0) << resource.err;
  const Json rows = Json::parse(resource.out)["rows"];
  EXPECT_EQ(rows[0]["table"], "resources");
  EXPECT_EQ(rows[0]["cells"]["resource_id"], "fish-sludge");
  EXPECT_THAT(samspill({"reference", "search", "fly", "ASH", "coal"}).out, HasSubstr("10 01 02"));
  EXPECT_THAT(samspill({"reference", "list", "rd_code"}).err, HasSubstr("did you mean"));
  EXPECT_EQ(samspill({"reference", "show", "no-such-thing"}).code, 1);
}

TEST_F(CommandLine, matches_are_listed_per_offer_need_site_or_region) {
  const auto matches = [](const std::string& per, const std::string& top) {
    const Outcome found =
        samspill({"match", example("trondelag"), "--per", per, "--top", top, "--json"});
    EXPECT_EQ(found.code, 0) << found.err;
    return Json::parse(found.out)["matches"];
  };
  const Json all = matches("region", "0");
  EXPECT_EQ(matches("offer", "0"), all);
  EXPECT_EQ(matches("need", "0"), all);
  const Json three = matches("region", "3");
  ASSERT_EQ(three.size(), 3u);
  for (std::size_t i = 0; i < three.size(); ++i) EXPECT_EQ(three[i], all[i]);
  const auto keys = [](const Json& list, const char* key) {
    std::set<std::string> found;
    for (const Json& match : list) found.insert(match[key]);
    return found;
  };
  const Json best = matches("need", "1");
  EXPECT_EQ(best.size(), keys(all, "need_id").size());
  EXPECT_EQ(keys(best, "need_id"), keys(all, "need_id"));
  EXPECT_GE(matches("site", "1").size(), 10u);
}

TEST_F(CommandLine, missing_links_and_bundles_are_listed) {
  const Outcome gaps = samspill({"match", example("trondelag"), "--gaps", "--top", "2", "--json"});
  ASSERT_EQ(gaps.code, 0) << gaps.err;
  EXPECT_GE(Json::parse(gaps.out)["gaps"].size(), 2u);
  const Outcome bundles = samspill({"match", example("trondelag"), "--bundles", "--json"});
  ASSERT_EQ(bundles.code, 0) << bundles.err;
  EXPECT_TRUE(Json::parse(bundles.out)["bundles"].is_array());
  const Outcome both = samspill({"match", example("trondelag"), "--bundles", "--gaps"});
  EXPECT_EQ(both.code, 2);
  const Outcome inwards = samspill({"match", example("trondelag"), "--gaps", "--radius", "-1"});
  EXPECT_EQ(inwards.code, 2);
  EXPECT_THAT(inwards.err, HasSubstr("--radius: -1, expected 0 or more"));
}

TEST_F(CommandLine, a_network_shows_the_matches_of_its_members) {
  const auto matches = [](const std::string& network) {
    const Outcome found =
        samspill({"match", example("trondelag"), "--network", network, "--top", "0", "--json"});
    EXPECT_EQ(found.code, 0) << found.err;
    return Json::parse(found.out)["matches"];
  };
  const Json all =
      Json::parse(samspill({"match", example("trondelag"), "--top", "0", "--json"}).out)["matches"];
  const Json members = matches("thamsklyngen");
  EXPECT_FALSE(members.empty());
  EXPECT_LT(members.size(), all.size());
  EXPECT_EQ(members, Json::parse(samspill({"match", example("trondelag"), "--site",
                                           "elkem-thamshavn", "--top", "0", "--json"})
                                     .out)["matches"])
      << "its one member";
  const Outcome unknown = samspill({"match", example("trondelag"), "--network", "thamsklynga"});
  EXPECT_EQ(unknown.code, 1);
  EXPECT_THAT(unknown.err, HasSubstr("there is no network \"thamsklynga\"; did you mean "
                                     "\"thamsklyngen\"?"));
}

TEST_F(CommandLine, streams_in_free_text_are_read_with_a_warning) {
  const std::string sure = dataset_with(
      "streams.csv",
      "stream_id,site_id,direction,resource,low_code,quantity,unit\n"
      "o,a,offer,lietettä smolttilaitokselta,,5,t/yr\np,a,offer,bottom-ash,10 01 02,5,t/yr\n");
  const Outcome checked = samspill({"check", sure});
  EXPECT_EQ(checked.code, 0) << checked.out;
  EXPECT_THAT(checked.out, HasSubstr("is read as fish-sludge"));
  EXPECT_THAT(checked.out, HasSubstr("10 01 02 is “coal fly ash”, but the resource is bottom-ash"));
  const std::string doubtful = dataset_with("streams.csv",
                                            "stream_id,site_id,direction,resource,quantity,unit\n"
                                            "o,a,offer,qwert zuiop,5,t/yr\n");
  const Outcome refused = samspill({"check", doubtful});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out + refused.err, HasSubstr("expected a resource of the vocabulary"));
}

TEST_F(CommandLine, wrong_initiatives_give_their_own_message_and_exit_code_1) {
  const std::string header = "initiative_id,name,needs,probability,start_year,end_year\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {header + "x,X,y,,,\ny,Y,z,,,\nz,Z,x,,,\n",
       "initiatives.csv row 2, column needs: x needs y needs z needs x, a circle"},
      {header + "x,X,x,,,\n", "x needs x, a circle"},
      {header + "x,X,,-0.1,,\n",
       "column probability: found \"-0.1\", expected a number from 0 to 1"},
      {header + "x,X,,1.5,,\n", "found \"1.5\", expected a number from 0 to 1"},
      {header + "x,X,w,,,\n", "found \"w\", expected an id in initiatives"},
      {header + "x,X,,,2030,2029\n", "column end_year: found \"2029\", expected 2030 or later"},
      {"initiative_id,name,cut_kt_per_year_low,cut_kt_per_year_likely\nx,X,5,4\n",
       "found \"5\", expected no more than the likely cut"},
      {"initiative_id,name,lifetime_years\nx,X,0\n", "found \"0\", expected at least 1"},
      {"initiative_id,name,needs,excludes\nx,X,y,y\ny,Y,,\n",
       "expected no initiative that it also needs"},
  };
  for (const auto& [text, message] : cases) {
    const Outcome outcome = samspill({"check", dataset_with("initiatives.csv", text)});
    EXPECT_EQ(outcome.code, 1) << message;
    EXPECT_THAT(outcome.out, HasSubstr(message));
  }
}

TEST_F(CommandLine, wrong_targets_give_their_own_message_and_exit_code_1) {
  const std::string header = "scope,base_year,base_kt,year,target_kt\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {header + "all,2020,100,2019,50\n",
       "targets.csv row 2, column year: found \"2019\", expected the base year 2020 or later"},
      {header + "all,2020,100,2030,50\nall,2020,100,2030,40\n",
       "row 3, column year: found 2030, which an earlier row of the same scope has too"},
      {header + "all,2020,100,2030,50\nall,2020,90,2035,40\n",
       "\"all\" has another base year, base or counts_removals in an earlier row"},
      {header + "all,2020,-1,2030,50\n", "expected a number of at least 0"},
  };
  for (const auto& [text, message] : cases) {
    const Outcome outcome = samspill({"check", dataset_with("targets.csv", text)});
    EXPECT_EQ(outcome.code, 1) << message;
    EXPECT_THAT(outcome.out, HasSubstr(message));
  }
}

TEST_F(CommandLine, a_portfolio_says_in_plain_words_what_it_reaches) {
  dataset_with("targets.csv", "scope,base_year,base_kt,year,target_kt\nall,2025,100,2030,60\n");
  const std::string place = dataset_with(
      "initiatives.csv",
      "initiative_id,name,capex_meur,opex_meur_per_year,cut_kt_per_year_likely,probability\n"
      "a,Biogas,10,1,30,0.5\nb,Capture,,,50,0.5\n");
  const Outcome outcome = samspill({"portfolio", place});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  for (const char* words :
       {"is missed, even by the portfolio that comes closest.",
        "70\u00a0kt are still emitted: 10\u00a0kt too much.",
        "With those whose cost nobody has stated, 10\u00a0kt of the 10\u00a0kt missed",
        "What carries it in 2030: Biogas (30\u00a0kt).", "in eight cases of ten",
        "no: cost unknown"}) {
    EXPECT_THAT(outcome.out, HasSubstr(words));
  }
  const Outcome met = samspill({"portfolio", place, "--target", "2030=70"});
  EXPECT_THAT(met.out, HasSubstr("can be met in all its years, 2030, if"));
  const Json json = Json::parse(samspill({"portfolio", place, "--json", "--seed", "3"}).out);
  EXPECT_FALSE(json["met"]);
  EXPECT_EQ(json["chosen"][0]["initiative_id"], "a");
  EXPECT_EQ(json["not_ranked"][0]["reason"], "cost_unknown");
  EXPECT_TRUE(json["marginal_cost_eur_per_t"].is_null());
  EXPECT_EQ(json["path"].back()["target_kt"], 60);
  EXPECT_EQ(json["odds"]["seed"], 3);
}

TEST_F(CommandLine, a_report_survives_initiatives_that_cannot_be_read) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"initiative_id,name\n\"a,Biogas\n", "initiatives.csv"},
      {"initiative_id,name,name\na,B,C\n", "initiatives.csv row 1"},
  };
  for (const auto& [text, message] : cases) {
    const std::string place = dataset_with("initiatives.csv", text);
    const Outcome outcome = samspill({"report", place, "-o", path("out")});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(message));
    EXPECT_THAT(read_file(path("out/report.html")),
                AllOf(HasSubstr("id=\"section-portfolio\""), HasSubstr(message)));
  }
}

TEST_F(CommandLine, a_portfolio_tells_what_is_wrong_with_its_options) {
  dataset_with("targets.csv", "scope,base_year,base_kt,year,target_kt\nall,2025,100,2030,60\n");
  const std::string place = dataset_with("initiatives.csv", "initiative_id,name\nbiogas,B\n");
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"--without", "biogass"}, "did you mean \"biogas\"?"},
      {{"--target", "al"}, "did you mean \"all\"?"},
      {{"--target", "2030=much"}, "expected a scope of targets.csv or YEAR=KT"},
      {{"--target", "all", "--target", "both"}, "expected one scope"},
      {{"--write-model", "model.txt"}, "expected a name that ends in .mps or .lp"},
  };
  for (const auto& [options, message] : cases) {
    std::vector<std::string> line = {"portfolio", place};
    line.insert(line.end(), options.begin(), options.end());
    const Outcome outcome = samspill(line);
    EXPECT_EQ(outcome.code, 1) << message;
    EXPECT_THAT(outcome.err, HasSubstr(message));
  }
  EXPECT_EQ(samspill({"portfolio", place, "--budget-meur", "-1"}).code, 2);
  const std::string none = dataset_with("targets.csv", "scope,base_year,year\nall,2025,2030\n");
  EXPECT_THAT(samspill({"portfolio", none}).err, HasSubstr("targets.csv has no scope"));
}

}  // namespace
}  // namespace samspill
