#include "tests/simweb/overpass/scanner.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace leadstream::simweb::overpass {

void scanner::skip_blanks() {
  while (at_ < text_.size()) {
    const auto rest = text_.substr(at_);
    if (std::isspace(static_cast<unsigned char>(rest[0])) != 0)
      ++at_;
    else if (rest.starts_with("//"))
      at_ = std::min(text_.find('\n', at_), text_.size());
    else if (rest.starts_with("/*"))
      at_ = text_.find("*/", at_) == text_.npos ? text_.size() : text_.find("*/", at_) + 2;
    else
      return;
  }
}

bool scanner::at_end() {
  skip_blanks();
  return at_ >= text_.size();
}

char scanner::peek() {
  return at_end() ? '\0' : text_[at_];
}

bool scanner::accept(std::string_view punctuation) {
  skip_blanks();
  if (!text_.substr(at_).starts_with(punctuation))
    return false;
  at_ += punctuation.size();
  return true;
}

void scanner::expect(std::string_view punctuation) {
  if (!accept(punctuation))
    fail("parse error: '" + std::string(punctuation) + "' expected - '" + std::string(text_.substr(at_, 1)) +
         "' found.");
}

std::string scanner::word() {
  skip_blanks();
  const auto begin = at_;
  while (at_ < text_.size() &&
         (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_' ||
          text_[at_] == ':' || text_[at_] == '-' || (text_[at_] & 0x80) != 0)) {
    if (text_.substr(at_).starts_with("->"))
      break;
    ++at_;
  }
  return std::string(text_.substr(begin, at_ - begin));
}

std::string scanner::quoted(char mark) {
  std::string out;
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == mark) {
      ++at_;
      return out;
    }
    if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
      const char next = text_[++at_];
      out += next == 'n' ? '\n' : next == 't' ? '\t' : next;
    } else {
      out += text_[at_];
    }
  }
  fail("parse error: an unclosed string literal.");
}

std::string scanner::value() {
  const char first = peek();
  return first == '"' || first == '\'' ? quoted(first) : word();
}

double scanner::number() {
  skip_blanks();
  const std::string rest(text_.substr(at_, 40));
  char* end = nullptr;
  const double read = std::strtod(rest.c_str(), &end);
  if (end == rest.c_str())
    fail("parse error: a number expected.");
  at_ += static_cast<std::size_t>(end - rest.c_str());
  return read;
}

std::string scanner::until_closing(char opening, char closing) {
  const auto begin = at_;
  for (int depth = 1; at_ < text_.size(); ++at_) {
    if (text_[at_] == opening)
      ++depth;
    else if (text_[at_] == closing && --depth == 0)
      return std::string(text_.substr(begin, at_++ - begin));
  }
  fail("parse error: '" + std::string(1, closing) + "' expected.");
}

void scanner::fail(std::string_view message) {
  const auto line =
      1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, text_.size())),
                     '\n');
  throw parse_error("line " + std::to_string(line) + ": " + std::string(message));
}

} // namespace leadstream::simweb::overpass
