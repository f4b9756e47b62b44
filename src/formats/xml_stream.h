#pragma once

#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "base/message.h"

struct XML_ParserStruct;

namespace samspill::formats {

/// The attributes of one XML tag, by name without namespace prefix.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  /// Empty when there is none.
  std::string_view operator[](std::string_view name) const;
  /// The attribute that has a namespace prefix ("r:id"), where a plain one of the same name may
  /// stand beside it.
  std::string_view prefixed(std::string_view name) const;

 private:
  const char* const* pairs_;
};

/// What a part of a workbook does with its XML. Names come without namespace prefix.
class XmlVisitor {
 public:
  virtual ~XmlVisitor() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;
};

/// XML that arrives in pieces and is never held as a whole. Refuses with Error(invalid): what is
/// not well-formed, a DOCTYPE, tags nested deeper than 64, a tag longer than 1 MiB.
class XmlStream {
 public:
  /// where: "book.xlsx: xl/workbook.xml", the beginning of messages.
  XmlStream(XmlVisitor& visitor, std::string where);

  void take(std::string_view piece);
  void finish();

 private:
  friend struct XmlCallbacks;
  struct Free {
    void operator()(XML_ParserStruct* parser) const;
  };

  void parse(std::string_view piece, bool is_last);
  [[noreturn]] void fail(const Message& message) const;

  XmlVisitor& visitor_;
  std::string where_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::exception_ptr failure_;  // thrown in a callback, which may not throw through C
  int depth_ = 0;
  std::size_t quiet_bytes_ = 0;  // since the parser last told of anything
};

}  // namespace samspill::formats
