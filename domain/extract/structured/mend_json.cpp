#include "domain/extract/structured/structured.hpp"
#include "domain/text/strings.hpp"

namespace leadstream::extraction {
namespace {

/// Copies JSON and mends it on the way: one pass, strings are left alone but for raw control characters.
class mender {
public:
  explicit mender(std::string_view text) : text_(text) { out_.reserve(text.size() + 16); }

  std::string run() {
    while (at_ < text_.size()) {
      step();
    }
    while (!out_.empty() && (is_blank(out_.back()) || out_.back() == ';' || out_.back() == ',')) {
      out_.pop_back();
    }
    return std::move(out_);
  }

private:
  bool here(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void step() {
    if (text_[at_] == '"' || text_[at_] == '\'') {
      string(text_[at_]);
    } else if (here("//") && marks_cdata(text_.substr(at_ + 2))) {
      at_ += 2;
    } else if (here("//")) {
      skip_past("\n");
    } else if (here("/*")) {
      skip_past("*/");
    } else if (here("<!--")) {
      html_comment();
    } else if (here("-->") || here("]]>")) {
      at_ += 3;
    } else if (here("<![CDATA[")) {
      at_ += 9;
    } else {
      sign();
    }
  }

  /// "//<![CDATA[ {…} //]]>" may stand in one line with the data.
  static bool marks_cdata(std::string_view behind) {
    const std::string_view mark = trim(behind.substr(0, 16));
    return mark.starts_with("<![CDATA[") || mark.starts_with("]]>");
  }

  /// A comment in front of the data goes whole; one around the data only loses its marks.
  void html_comment() {
    const std::size_t end = text_.find("-->", at_);
    const bool data_behind =
        end != std::string_view::npos && text_.find_first_of("{[", end) != std::string_view::npos;
    at_ = data_behind ? end + 3 : at_ + 4;
  }

  void skip_past(std::string_view end) {
    const std::size_t found = text_.find(end, at_ + 2);
    at_ = found == std::string_view::npos ? text_.size() : found + end.size();
  }

  void sign() {
    const char c = text_[at_++];
    if (c == '}' || c == ']') {
      drop_comma();
    }
    if (c == ';') {
      return; // the end of what its author took for a statement
    }
    if (c == '{' && trim(out_).ends_with('}')) {
      out_ += ','; // two objects after each other
    }
    out_ += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }

  void drop_comma() {
    std::size_t end = out_.size();
    while (end > 0 && is_blank(out_[end - 1])) {
      --end;
    }
    if (end > 0 && out_[end - 1] == ',') {
      out_.erase(end - 1, 1);
    }
  }

  void string(char mark) {
    ++at_;
    out_ += '"';
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\\' && at_ < text_.size()) {
        escape(text_[at_++]);
      } else if (static_cast<unsigned char>(c) < 0x20) {
        out_ += c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\r' ? "\\r" : "";
      } else if (c == mark && ends_string()) {
        out_ += '"';
        return;
      } else {
        out_ += c == '"' ? "\\\"" : std::string(1, c);
      }
    }
    out_ += '"';
  }

  /// Whether the quotation mark before is the last: what JSON sets behind a string follows, and behind a
  /// comma what it begins a value or a name with.
  bool ends_string() const {
    const std::string_view rest = trim(text_.substr(at_));
    if (rest.empty() || std::string_view(":}]/<-").find(rest.front()) != std::string_view::npos) {
      return true;
    }
    const std::string_view next = trim(rest.substr(1));
    return rest.front() == ',' &&
           (next.empty() ||
            std::string_view("\"'{[}]/0123456789-tfn").find(next.front()) != std::string_view::npos);
  }

  void escape(char c) {
    if (std::string_view("\"\\/bfnrtu").find(c) != std::string_view::npos) {
      out_ += '\\';
      out_ += c;
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out_ += c; // \' and \& of people who escape too much
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

} // namespace

std::string mend_json(std::string_view text) {
  return mender(text).run();
}

} // namespace leadstream::extraction
