#include "report/markup.h"

namespace samspill::report {
namespace {

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from, done)) {
    out += text.substr(done, at - done);
    out += to;
    done = at + from.size();
  }
  return out += text.substr(done);
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (is_control || c == 0x7f) {
          out += "\uFFFD";
        } else {
          out += c;
        }
    }
  }
  return out;
}

std::string escape_in_script(std::string json) {
  json = replace_all(json, "<", "\\u003c");
  json = replace_all(json, "\u2028", "\\u2028");
  return replace_all(json, "\u2029", "\\u2029");
}

std::string escape_script(std::string_view script) {
  // Inside a string, a template or a regular expression, where alone they can stand, "<\/" and
  // "\x3c!--" mean the same as "</" and "<!--".
  return replace_all(replace_all(script, "</script", "<\\/script"), "<!--", "\\x3c!--");
}

}  // namespace samspill::report
