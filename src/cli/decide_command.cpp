#include <filesystem>
#include <format>
#include <memory>

#include "app/decisions.h"
#include "app/open_dataset.h"
#include "base/date.h"
#include "base/error.h"
#include "cli/dataset_input.h"
#include "cli/session.h"
#include "cli/today.h"
#include "domain/find_key.h"
#include "formats/append_row.h"
#include "matching/facts.h"

namespace samspill::cli {
namespace {

constexpr std::string_view kTable = "decisions";

struct DecideOptions {
  std::string data;
  std::string offer;
  std::string need;
  std::string decision;
  std::string reason;
  std::string remark;
  std::string date;
};

/// The words that a column of the table allows.
std::vector<std::string> words_of(std::string_view column) {
  std::vector<std::string> words;
  for (const std::string_view word : formats::find_table(kTable)->column(column)->choices()) {
    words.emplace_back(word);
  }
  return words;
}

void expect_folder(const std::filesystem::path& place) {
  if (!std::filesystem::exists(place) || std::filesystem::is_directory(place)) return;
  throw Error(ErrorKind::invalid,
              std::format("{}: decisions are written into a folder of CSV files; make one first "
                          "with: samspill convert {} FOLDER",
                          place.string(), place.string()));
}

StreamId find_side(const Region& region, const std::string& key, Direction direction) {
  const bool is_offer = direction == Direction::offer;
  const StreamId id(find_key(region.streams, key, tell("stream")));
  if (region[id].direction == direction) return id;
  throw Error(ErrorKind::invalid,
              std::format("the stream {} is {}, expected {}; the offer comes first", in_quotes(key),
                          is_offer ? "a need" : "an offer", is_offer ? "an offer" : "a need"));
}

/// The same in a database, where the reader tells what is wrong.
int decide_in_database(const Session& session, const app::DatabasePlace& place,
                       const DecideOptions& options) {
  storage::Store store(place.file, storage::Access::existing);
  app::Workspace workspace(store);
  const app::Edited edited =
      app::Decisions{workspace}.create(auth::kOwner, place.region,
                                       {options.offer, options.need, options.decision,
                                        options.reason, options.remark, options.date});
  if (!edited.row) {
    print_diagnostics(edited.diagnostics, session.terminal.err, session.terminal);
    return kWrongInput;
  }
  session.terminal.out << std::format("{} → {}: {} ({}) is written to {}\n", options.offer,
                                      options.need, options.decision, options.reason, options.data);
  return kDone;
}

int decide(const Session& session, const DecideOptions& options) {
  const app::DatabasePlace place = app::database_place(options.data);
  if (!place.file.empty()) return decide_in_database(session, place, options);
  expect_folder(options.data);
  if (!is_date(options.date)) {
    throw Error(ErrorKind::invalid,
                std::format("found {}, expected a day as YYYY-MM-DD after --date",
                            in_quotes(options.date)));
  }
  const auto checked = load_dataset(options.data, session.terminal);
  if (!checked) return kWrongInput;
  const formats::Dataset& dataset = checked->dataset;
  const StreamId offer = find_side(dataset.region, options.offer, Direction::offer);
  const StreamId need = find_side(dataset.region, options.need, Direction::need);
  formats::append_row(
      options.data, *formats::find_table(kTable),
      {{"offer_id", options.offer},
       {"need_id", options.need},
       {"decision", options.decision},
       {"reason", options.reason},
       {"remark", options.remark},
       {"date", options.date},
       {"facts", matching::fingerprint(dataset.region, dataset.reference, offer, need)}});
  session.terminal.out << std::format(
      "{} → {}: {} ({}) is written to {}\n", options.offer, options.need, options.decision,
      options.reason, (std::filesystem::path(options.data) / "decisions.csv").string());
  return kDone;
}

}  // namespace

void add_decide(Command program, const Session& session) {
  auto options = std::make_shared<DecideOptions>();
  Command command = program.command(
      "decide", "Note what people said to a match, so that it stays away or others learn from it");
  command.option("DATA", options->data, "folder of CSV files, or database").required();
  command.option("OFFER", options->offer, "stream_id of the offer").required();
  command.option("NEED", options->need, "stream_id of the need").required();
  command.option("DECISION", options->decision, "accepted or declined")
      .required()
      .one_of(words_of("decision"));
  command.option("--reason", options->reason, "what decided").required().one_of(words_of("reason"));
  command.option("--remark", options->remark, "in their own words").value_name("TEXT");
  command.option("--date", options->date, "day of the decision")
      .value_name("YYYY-MM-DD")
      .default_value(today());
  command.runs([&session, options] { return decide(session, *options); });
}

}  // namespace samspill::cli
