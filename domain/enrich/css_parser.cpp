#include "domain/enrich/css_parser.hpp"

#include "domain/text/ascii.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace leadstream::enrich {
namespace {

constexpr std::string_view combinators = ">+~";

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '\\' || static_cast<unsigned char>(c) >= 0x80;
}

/// Reads a selector from left to right; `ok` turns false at what is not understood.
class selector_parser {
public:
  explicit selector_parser(std::string_view text) : text_(text) {}

  selector_list list() {
    selector_list all{complex()};
    while (ok_ && at_ < text_.size() && text_[at_] == ',') {
      ++at_;
      all.push_back(complex());
    }
    ok_ = ok_ && at_ == text_.size();
    return all;
  }
  bool ok() const { return ok_; }

private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool skip_blanks() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && blanks.find(text_[at_]) != std::string_view::npos) {
      ++at_;
    }
    return at_ > begin;
  }

  std::vector<compound_selector> complex() {
    std::vector<compound_selector> parts;
    char combinator = ' ';
    skip_blanks();
    while (ok_) {
      parts.push_back(compound());
      parts.back().combinator = combinator;
      const bool gap = skip_blanks();
      if (peek() == '\0' || peek() == ',') {
        break;
      }
      const bool sign = combinators.find(peek()) != std::string_view::npos;
      combinator = sign ? text_[at_++] : ' ';
      ok_ = ok_ && (sign || gap);
      skip_blanks();
    }
    return parts;
  }

  compound_selector compound() {
    compound_selector one;
    const std::size_t begin = at_;
    if (peek() == '*') {
      ++at_;
    } else if (is_name(peek())) {
      one.tag = lower(name());
    }
    for (bool more = true; more && ok_;) {
      switch (peek()) {
      case '#':
        ++at_;
        one.attributes.push_back({"id", '=', name(), false});
        break;
      case '.':
        ++at_;
        one.attributes.push_back({"class", '~', name(), false});
        break;
      case '[':
        ++at_;
        one.attributes.push_back(attribute());
        break;
      case ':':
        ++at_;
        pseudo_class(one);
        break;
      default:
        more = false;
      }
    }
    ok_ = ok_ && at_ > begin;
    return one;
  }

  void pseudo_class(compound_selector& to) {
    const std::string called = lower(name());
    if (called == "not" && depth_ == 0) {
      ++depth_;
      expect('(');
      do {
        skip_blanks();
        to.excluded.push_back(compound());
        skip_blanks();
      } while (ok_ && take(','));
      expect(')');
      --depth_;
      return;
    }
    position_condition place;
    place.of_type = called.ends_with("-of-type");
    place.from_end = called.starts_with("last-") || called.starts_with("nth-last-");
    const std::string_view kind =
        std::string_view(called).substr(0, called.rfind(place.of_type ? "-of" : "-"));
    ok_ = ok_ && (place.of_type || called.ends_with("-child"));
    if (kind == "nth" || kind == "nth-last") {
      steps(place);
    } else {
      place.offset = 1;
      ok_ = ok_ && (kind == "first" || kind == "last" || kind == "only");
    }
    to.positions.push_back(place);
    if (kind == "only") {
      place.from_end = true;
      to.positions.push_back(place);
    }
  }

  /// "(odd)", "(even)", "(3)", "(2n+1)", "(-n + 3)"
  void steps(position_condition& to) {
    expect('(');
    const std::size_t end = std::min(text_.find(')', at_), text_.size());
    std::string said = lower(text_.substr(std::exchange(at_, end), end - at_));
    std::erase_if(said, [](char c) { return blanks.find(c) != std::string_view::npos; });
    expect(')');
    said = said == "odd" ? "2n+1" : said == "even" ? "2n" : said;
    const std::size_t n = said.find('n');
    if (n != std::string::npos) {
      const std::string step = said.substr(0, n);
      to.step = step.empty() || step == "+" ? 1 : step == "-" ? -1 : number(step);
    }
    const std::string offset = n == std::string::npos ? said : said.substr(n + 1);
    to.offset = offset.empty() && n != std::string::npos ? 0 : number(offset);
  }

  int number(std::string_view digits) {
    int value = 0;
    digits.remove_prefix(digits.starts_with('+') ? 1 : 0);
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    ok_ = ok_ && problem == std::errc{} && end == digits.data() + digits.size() && !digits.empty() &&
          value >= -most_siblings && value <= most_siblings;
    return value;
  }

  bool take(char c) {
    const bool there = peek() == c;
    at_ += there ? 1 : 0;
    return there;
  }
  void expect(char c) { ok_ = take(c) && ok_; }

  std::string name() {
    std::string out;
    while (is_name(peek())) {
      at_ += peek() == '\\' ? 1 : 0;
      out += peek();
      ++at_;
    }
    ok_ = ok_ && !out.empty();
    return out;
  }

  attribute_condition attribute() {
    attribute_condition one;
    skip_blanks();
    one.name = lower(name());
    skip_blanks();
    if (peek() != ']') {
      one.how = text_[at_ < text_.size() ? at_ : 0];
      at_ += one.how == '=' ? 1 : 2;
      ok_ = ok_ && std::string_view("=~|^$*").find(one.how) != std::string_view::npos &&
            at_ <= text_.size() && text_[at_ - 1] == '=';
      one.value = ok_ ? value() : std::string();
      skip_blanks();
      if (peek() == 'i' || peek() == 's') {
        one.ignore_case = text_[at_++] == 'i';
        skip_blanks();
      }
    }
    ok_ = ok_ && peek() == ']';
    ++at_;
    return one;
  }

  std::string value() {
    skip_blanks();
    const char quote = peek();
    if (quote != '"' && quote != '\'') {
      const std::size_t end = std::min(text_.find_first_of("] ", at_), text_.size());
      return std::string(text_.substr(std::exchange(at_, end), end - at_));
    }
    const std::size_t end = text_.find(quote, at_ + 1);
    ok_ = ok_ && end != std::string_view::npos;
    const std::size_t begin = at_ + 1;
    at_ = ok_ ? end + 1 : text_.size();
    return ok_ ? std::string(text_.substr(begin, end - begin)) : std::string();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0; ///< within :not()
  bool ok_ = true;
};

} // namespace

std::optional<selector_list> parse_selectors(std::string_view text) {
  selector_parser reading(text);
  selector_list all = reading.list();
  return reading.ok() ? std::optional(std::move(all)) : std::nullopt;
}

} // namespace leadstream::enrich
