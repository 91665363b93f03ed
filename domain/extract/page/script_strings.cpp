#include "domain/extract/page/script_strings.hpp"

#include "domain/extract/email/email_ciphers.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_script = 256U << 10U;
constexpr std::size_t longest_string = 4096;

enum class kind : std::uint8_t { literal, name, number, sign, end };

struct token {
  kind what = kind::end;
  std::string text;
};

class tokenizer {
public:
  explicit tokenizer(std::string_view code) : code_(code.substr(0, longest_script)) {}

  token next() {
    skip();
    if (at_ >= code_.size()) {
      return {};
    }
    const char c = code_[at_];
    if (c == '\'' || c == '"' || c == '`') {
      return {kind::literal, literal(c)};
    }
    if (is_digit(c)) {
      return {kind::number, std::string(while_of([](char x) { return is_word(x) || x == '.'; }))};
    }
    if (is_letter(c) || c == '_' || c == '$') {
      return {kind::name, std::string(while_of([](char x) { return is_word(x) || x == '_' || x == '$'; }))};
    }
    const std::size_t length = code_.substr(at_).starts_with("+=") ? 2 : 1;
    at_ += length;
    return {kind::sign, std::string(code_.substr(at_ - length, length))};
  }

private:
  template <class Fits>
  std::string_view while_of(Fits fits) {
    const std::size_t start = at_;
    while (at_ < code_.size() && fits(code_[at_])) {
      ++at_;
    }
    return code_.substr(start, at_ - start);
  }

  void skip() {
    for (;;) {
      while_of(is_blank);
      const std::string_view rest = code_.substr(at_);
      if (rest.starts_with("//")) {
        at_ = std::min(code_.find('\n', at_), code_.size());
      } else if (rest.starts_with("/*")) {
        const std::size_t end = code_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? code_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  std::string literal(char quote) {
    std::string out;
    for (++at_; at_ < code_.size() && code_[at_] != quote && code_[at_] != '\n'; ++at_) {
      if (code_[at_] == '\\' && at_ + 1 < code_.size()) {
        ++at_;
        escape(out);
      } else if (out.size() < longest_string) {
        out += code_[at_];
      }
    }
    at_ = std::min(at_ + 1, code_.size());
    return out;
  }

  void escape(std::string& out) {
    const char c = code_[at_];
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
    unsigned value = 0;
    const char* first = code_.data() + at_ + 1;
    if (digits != 0 && at_ + digits < code_.size() &&
        std::from_chars(first, first + digits, value, 16).ptr == first + digits) {
      append_utf8(out, value);
      at_ += digits;
    } else {
      out += c == 'n' || c == 't' || c == 'r' ? ' ' : c;
    }
  }

  std::string_view code_;
  std::size_t at_ = 0;
};

class evaluator {
public:
  explicit evaluator(std::string_view code) : tokens_(code) { advance(); }

  std::vector<script_string> run() {
    while (now_.what != kind::end) {
      statement();
    }
    return std::move(out_);
  }

private:
  void advance() { now_ = tokens_.next(); }
  bool sign(std::string_view text) const { return now_.what == kind::sign && now_.text == text; }

  void statement() {
    if (now_.what == kind::sign && now_.text != "[") {
      advance();
      return;
    }
    if (now_.what == kind::name) {
      const std::string name = now_.text;
      advance();
      if (sign("=") || sign("+=")) {
        const bool append = now_.text == "+=";
        advance();
        assign(name, append);
        return;
      }
      expression(operand_named(name));
      return;
    }
    expression(operand());
  }

  void assign(const std::string& name, bool append) {
    const script_string value = expression(operand());
    std::string& held = variables_[name];
    held = append ? (held + value.text).substr(0, longest_string) : value.text;
    if (append) {
      out_.push_back({held, true});
    }
  }

  /// The rest of a chain of additions.
  script_string expression(script_string value) {
    while (sign("+") && value.text.size() < longest_string) {
      advance();
      value.text += operand().text;
      value.computed = true;
    }
    if (!value.text.empty()) {
      out_.push_back(value);
    }
    return value;
  }

  script_string operand() {
    while (sign("(")) {
      advance();
    }
    if (sign("[")) {
      return array();
    }
    const token taken = now_;
    advance();
    if (taken.what == kind::literal) {
      return {taken.text, false};
    }
    return taken.what == kind::name ? operand_named(taken.text) : script_string{};
  }

  script_string operand_named(std::string name) {
    while (sign(".")) { // String.fromCharCode, window.atob
      advance();
      name = now_.text;
      advance();
    }
    if (sign("(") && is_one_of(name, {"fromCharCode", "atob", "unescape", "decodeURIComponent"})) {
      advance();
      return call(name);
    }
    const auto known = variables_.find(name);
    return {known == variables_.end() ? " " : known->second, false};
  }

  script_string call(const std::string& name) {
    script_string value{{}, true};
    while (now_.what != kind::end && !sign(")")) {
      unsigned code = 0;
      if (name == "fromCharCode" && now_.what == kind::number) {
        std::from_chars(now_.text.data(), now_.text.data() + now_.text.size(), code);
        append_utf8(value.text, code);
      } else if (now_.what == kind::literal) {
        value.text += name == "atob" ? decode_base64(now_.text) : percent_decode(now_.text);
      }
      advance();
    }
    advance();
    value.text = make_valid_utf8(value.text);
    return value;
  }

  /// [a, b].join(c); without join the parts are strings of their own.
  script_string array() {
    std::vector<std::string> parts;
    for (advance(); now_.what != kind::end && !sign("]") && !sign(";"); advance()) {
      if (now_.what == kind::literal) {
        parts.push_back(now_.text);
      }
    }
    advance();
    if (sign(".")) {
      advance();
      if (now_.text == "join") {
        advance();
        advance();
        return joined(parts);
      }
    }
    for (std::string& part : parts) {
      out_.push_back({std::move(part), false});
    }
    return {};
  }

  script_string joined(const std::vector<std::string>& parts) {
    const std::string glue = now_.what == kind::literal ? now_.text : "";
    script_string value{{}, true};
    for (const std::string& part : parts) {
      value.text += (value.text.empty() ? "" : glue) + part;
    }
    return value;
  }

  tokenizer tokens_;
  token now_;
  std::map<std::string, std::string> variables_;
  std::vector<script_string> out_;
};

} // namespace

std::vector<script_string> strings_of_script(std::string_view code) {
  return evaluator(code).run();
}

} // namespace leadstream::extraction
