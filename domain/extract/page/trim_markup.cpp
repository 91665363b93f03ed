#include "domain/extract/page/trim_markup.hpp"

#include "domain/text/strings.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t long_data_uri = 256;
constexpr auto nowhere = std::string_view::npos;

/// Where a tag that begins at `start` ends: behind its '>', quotes respected.
std::size_t tag_end(std::string_view html, std::size_t start) {
  char quote = 0;
  char before = 0;
  for (std::size_t i = start; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != 0) {
      quote = c == quote ? '\0' : quote;
    } else if ((c == '"' || c == '\'') && before == '=') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
    before = is_blank(c) ? before : c;
  }
  return html.size();
}

/// Where "</name" begins at or after `from`.
std::size_t find_close(std::string_view html, std::size_t from, std::string_view name) {
  for (std::size_t at = html.find("</", from); at != nowhere; at = html.find("</", at + 2)) {
    if (starts_with_ignoring_case(html.substr(at + 2), name)) {
      return at;
    }
  }
  return nowhere;
}

std::string_view tag_name(std::string_view tag) {
  std::size_t end = 1;
  while (end < tag.size() && is_word(tag[end])) {
    ++end;
  }
  return tag.substr(1, end - 1);
}

class cutter {
public:
  explicit cutter(std::string_view html) : html_(html) { out_.html.reserve(html.size()); }

  trimmed_markup run() {
    while (at_ < html_.size()) {
      const std::size_t next = std::min(html_.find('<', at_), html_.size());
      keep(next);
      if (next < html_.size()) {
        markup();
      }
    }
    return std::move(out_);
  }

private:
  void keep(std::size_t until) {
    out_.html.append(html_.substr(at_, until - at_));
    at_ = until;
  }

  void markup() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      comment();
    } else if (rest.size() > 1 && is_letter(rest[1])) {
      element();
    } else {
      keep(at_ + 1);
    }
  }

  void comment() {
    const bool empty = html_.substr(at_).starts_with("<!-->");
    const std::size_t end = empty ? at_ + 2 : html_.find("-->", at_ + 4);
    at_ = end == nowhere ? html_.size() : end + 3;
  }

  void element() {
    const std::size_t end = tag_end(html_, at_);
    const std::string_view tag = html_.substr(at_, end - at_);
    const std::string_view name = tag_name(tag);
    const bool script = equals_ignoring_case(name, "script");
    if (script || equals_ignoring_case(name, "style")) {
      keep(end);
      const std::size_t close = std::min(find_close(html_, end, name), html_.size());
      if (script) {
        auto& bodies = contains_ignoring_case(tag, "ld+json") ? out_.json_ld : out_.scripts;
        bodies.push_back(html_.substr(end, close - end));
      }
      at_ = close;
    } else if (equals_ignoring_case(name, "svg") && !tag.ends_with("/>")) {
      drawing(end);
    } else {
      keep_tag(tag, end);
    }
  }

  void drawing(std::size_t end) {
    const std::size_t close = drawings_end_ ? find_close(html_, end, "svg") : nowhere;
    if (close == nowhere) {
      drawings_end_ = false; // nor will any later one: looking again would take forever
      keep(end);
    } else {
      at_ = tag_end(html_, close);
    }
  }

  /// Copies a tag; an image that stands inside an attribute is cut.
  void keep_tag(std::string_view tag, std::size_t end) {
    const std::size_t data = tag.size() > long_data_uri ? tag.find("data:") : nowhere;
    if (data == nowhere || data == 0 || (tag[data - 1] != '"' && tag[data - 1] != '\'')) {
      keep(end);
      return;
    }
    const std::size_t close = tag.find(tag[data - 1], data);
    keep(at_ + data);
    at_ = close == nowhere ? end : at_ + close - data;
    keep(end);
  }

  std::string_view html_;
  std::size_t at_ = 0;
  bool drawings_end_ = true;
  trimmed_markup out_;
};

} // namespace

trimmed_markup trim_markup(std::string_view html) {
  return cutter(html).run();
}

} // namespace leadstream::extraction
