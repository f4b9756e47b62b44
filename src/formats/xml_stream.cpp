#include "formats/xml_stream.h"

#include <expat.h>
#include <format>
#include <new>
#include <utility>

#include "base/error.h"

namespace samspill::formats {
namespace {

constexpr int kDeepest = 64;
constexpr std::size_t kLongestTag = std::size_t{1} << 20;

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (std::string_view(pair[0]) == name) return pair[1];
  }
  return prefixed(name);
}

std::string_view XmlAttributes::prefixed(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    const std::string_view full = pair[0];
    if (full.size() > name.size() && without_prefix(full) == name) return pair[1];
  }
  return {};
}

/// What expat calls. Nothing may be thrown through it, so failures wait in the stream.
struct XmlCallbacks {
  template <typename Action>
  static void guard(void* data, const Action& action) {
    auto& stream = *static_cast<XmlStream*>(data);
    if (stream.failure_ != nullptr) return;
    stream.quiet_bytes_ = 0;
    try {
      action(stream);
    } catch (...) {
      stream.failure_ = std::current_exception();
      XML_StopParser(stream.parser_.get(), XML_FALSE);
    }
  }
  static void start(void* data, const char* name, const char** attributes) {
    guard(data, [&](XmlStream& stream) {
      if (++stream.depth_ > kDeepest) stream.fail(tell("its tags are nested too deep"));
      stream.visitor_.start(without_prefix(name), XmlAttributes(attributes));
    });
  }
  static void end(void* data, const char* name) {
    guard(data, [&](XmlStream& stream) {
      --stream.depth_;
      stream.visitor_.end(without_prefix(name));
    });
  }
  static void text(void* data, const char* piece, int size) {
    guard(data, [&](XmlStream& stream) {
      stream.visitor_.text(std::string_view(piece, static_cast<std::size_t>(size)));
    });
  }
  static void doctype(void* data, const char* /*name*/, const char* /*system*/,
                      const char* /*open*/, int /*has_subset*/) {
    guard(data, [](XmlStream& stream) {
      stream.fail(tell("it has a DOCTYPE, which no workbook has; it is not read"));
    });
  }
  static void other(void* data, const char* /*piece*/, int /*size*/) {
    guard(data, [](XmlStream&) {});
  }
};

void XmlStream::Free::operator()(XML_ParserStruct* parser) const {
  XML_ParserFree(parser);
}

XmlStream::XmlStream(XmlVisitor& visitor, std::string where)
    : visitor_(visitor), where_(std::move(where)), parser_(XML_ParserCreate(nullptr)) {
  if (parser_ == nullptr) throw std::bad_alloc();
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), &XmlCallbacks::start, &XmlCallbacks::end);
  XML_SetCharacterDataHandler(parser_.get(), &XmlCallbacks::text);
  XML_SetStartDoctypeDeclHandler(parser_.get(), &XmlCallbacks::doctype);
  XML_SetDefaultHandler(parser_.get(), &XmlCallbacks::other);
}

void XmlStream::take(std::string_view piece) {
  parse(piece, false);
}

void XmlStream::finish() {
  parse({}, true);
}

void XmlStream::parse(std::string_view piece, bool is_last) {
  quiet_bytes_ += piece.size();
  const XML_Status status = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()),
                                      is_last ? XML_TRUE : XML_FALSE);
  if (failure_ != nullptr) std::rethrow_exception(failure_);
  if (status != XML_STATUS_OK) {
    fail(tell("damaged at line {}: {}", XML_GetCurrentLineNumber(parser_.get()),
              XML_ErrorString(XML_GetErrorCode(parser_.get()))));
  }
  if (quiet_bytes_ > kLongestTag) fail(tell("it has a tag of more than 1 MiB"));
}

void XmlStream::fail(const Message& message) const {
  throw Error(ErrorKind::invalid, tell("{}: {}", where_, message));
}

}  // namespace samspill::formats
