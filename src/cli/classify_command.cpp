#include <algorithm>
#include <format>
#include <iostream>
#include <memory>

#include "base/date.h"
#include "base/error.h"
#include "base/file.h"
#include "cli/session.h"
#include "cli/text_table.h"
#include "cli/today.h"
#include "formats/language_json.h"
#include "language/classifier.h"

namespace samspill::cli {
namespace {

struct ClassifyOptions {
  std::vector<std::string> texts;
  std::string file;
  std::size_t top = 3;
  std::string language;
  std::string nace;
  std::string direction;
  std::string date;
  bool json = false;
};

std::vector<std::string> texts_of(const ClassifyOptions& options) {
  std::vector<std::string> texts = options.texts;
  if (options.file.empty()) return texts;
  const std::string bytes = options.file == "-"
                                ? std::string(std::istreambuf_iterator<char>(std::cin), {})
                                : read_file(options.file);
  for (const std::string_view line : split(bytes, '\n')) texts.emplace_back(line);
  return texts;
}

language::Context context_of(const ClassifyOptions& options) {
  language::Context context{.nace = options.nace, .date = options.date};
  const auto code = std::ranges::find(reference::kLanguageCodes, options.language);
  if (code != reference::kLanguageCodes.end()) {
    context.language = static_cast<reference::Language>(code - reference::kLanguageCodes.begin());
  }
  if (options.direction == "offer") context.direction = Direction::offer;
  if (options.direction == "need") context.direction = Direction::need;
  return context;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

void print(const Terminal& terminal, const reference::Reference& reference,
           const language::Context& context, const std::string& text,
           const language::Reading& reading) {
  terminal.out << terminal.bold(text);
  if (!reading.hints.empty()) terminal.out << "  (" << joined(reading.hints) << ')';
  terminal.out << '\n';
  if (reading.candidates.empty()) terminal.out << "  nothing in the vocabulary is like it\n";
  for (const language::Candidate& candidate : reading.candidates) {
    // The first is shown in any case; others that round to nothing only tire the reader.
    constexpr double kNothing = 0.005;
    if (candidate.score < kNothing && &candidate != &reading.candidates.front()) break;
    const reference::Resource& resource = reference[candidate.resource];
    const auto language = context.language.value_or(reference::Language::en);
    terminal.out << std::format("  {:.2f}  {}", candidate.score, resource.key);
    if (const std::string_view name = resource.name(language); name != resource.key) {
      terminal.out << std::format(" ({})", name);
    }
    if (!candidate.low_codes.empty()) terminal.out << "  " << candidate.low_codes.front();
    terminal.out << '\n';
  }
}

int classify(const Session& session, const ClassifyOptions& options) {
  const std::vector<std::string> texts = texts_of(options);
  if (texts.empty()) throw Error(ErrorKind::invalid, "no text to classify; give TEXT or --file");
  const reference::Reference& reference = reference::built_in();
  if (!options.nace.empty() && !reference.is_nace_code(options.nace)) {
    throw Error(ErrorKind::invalid,
                std::format("found {}, expected a NACE class such as 10.20 after --nace",
                            in_quotes(options.nace)));
  }
  if (!options.date.empty() && !is_date(options.date)) {
    throw Error(ErrorKind::invalid,
                std::format("found {}, expected YYYY-MM-DD after --date", in_quotes(options.date)));
  }
  const language::Context context = context_of(options);
  language::Classifier classifier(reference);
  Json results = Json::array();
  for (const std::string& text : texts) {
    if (session.stop.stop_requested()) break;
    const language::Reading reading = classifier.read(text, context, options.top);
    if (options.json) {
      results.push_back(formats::reading_json(reference, text, reading));
    } else {
      print(session.terminal, reference, context, text, reading);
    }
  }
  if (options.json) session.terminal.out << Json{{"results", results}}.dump(2) << '\n';
  return kDone;
}

}  // namespace

void add_classify(Command program, const Session& session) {
  auto options = std::make_shared<ClassifyOptions>();
  Command command = program.command(
      "classify", "Which resource and waste code a free text means, in seven languages");
  command.option("TEXT", options->texts, "what a company calls it");
  command.option("--file", options->file, "one text a line; - reads the standard input")
      .value_name("FILE");
  command.option("--top", options->top, "candidates for each text")
      .value_name("K")
      .between(1, 20)
      .shows_default();
  command.option("--language", options->language, "language of the texts, if it is known")
      .one_of({"en", "nb", "da", "sv", "fi", "de", "pl"});
  command.option("--nace", options->nace, "NACE class of the site, such as 03.22")
      .value_name("CODE");
  command.option("--direction", options->direction, "what the site does with it")
      .one_of({"offer", "need"});
  command
      .option("--date", options->date,
              "only waste codes valid on this day; the list changes on 2026-12-09")
      .value_name("YYYY-MM-DD")
      .default_value(today());
  command.flag("--json", options->json, "print the machine form");
  command.runs([&session, options] { return classify(session, *options); });
}

}  // namespace samspill::cli
