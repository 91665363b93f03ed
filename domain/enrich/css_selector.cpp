#include "domain/enrich/css_selector.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::enrich {
namespace {

using extraction::document;
using extraction::node;

constexpr std::string_view combinators = ">+~";
constexpr std::string_view blanks = " \t\r\n\f";

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '\\' || static_cast<unsigned char>(c) >= 0x80;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Reads a selector from left to right; `ok` turns false at what is not understood.
class parser {
public:
  explicit parser(std::string_view text) : text_(text) {}

  std::vector<std::vector<compound_selector>> list() {
    std::vector<std::vector<compound_selector>> all{complex()};
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
      default:
        more = false;
      }
    }
    ok_ = ok_ && at_ > begin;
    return one;
  }

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
  bool ok_ = true;
};

bool holds(std::string_view actual, const attribute_condition& wanted) {
  const std::string folded = wanted.ignore_case ? lower(actual) : std::string();
  const std::string target = wanted.ignore_case ? lower(wanted.value) : wanted.value;
  const std::string_view text = wanted.ignore_case ? std::string_view(folded) : actual;
  switch (wanted.how) {
  case 0:
    return true;
  case '=':
    return text == target;
  case '^':
    return !target.empty() && text.starts_with(target);
  case '$':
    return !target.empty() && text.ends_with(target);
  case '*':
    return !target.empty() && text.find(target) != std::string_view::npos;
  case '|':
    return text == target ||
           (text.starts_with(target) && text.size() > target.size() && text[target.size()] == '-');
  default:
    break;
  }
  for (std::size_t at = text.find(target); at != std::string_view::npos; at = text.find(target, at + 1)) {
    const std::size_t end = at + target.size();
    const bool begins = at == 0 || blanks.find(text[at - 1]) != std::string_view::npos;
    const bool ends = end == text.size() || blanks.find(text[end]) != std::string_view::npos;
    if (begins && ends && !target.empty()) {
      return true;
    }
  }
  return false;
}

bool fits(const document& page, std::uint32_t element, const compound_selector& wanted) {
  if (page.nodes[element].is_text() || (!wanted.tag.empty() && page.nodes[element].name != wanted.tag)) {
    return false;
  }
  return std::all_of(wanted.attributes.begin(), wanted.attributes.end(),
                     [&](const attribute_condition& each) {
                       return page.has(element, each.name) && holds(page.get(element, each.name), each);
                     });
}

/// The element before this one under the same parent; 0 when there is none.
std::uint32_t previous_sibling(const document& page, std::uint32_t element) {
  std::uint32_t last = 0;
  const std::uint32_t parent = page.nodes[element].parent;
  for (std::uint32_t next = parent + 1; next < element; next = page.nodes[next].end) {
    last = page.nodes[next].is_text() ? last : next;
  }
  return last;
}

constexpr int most_steps = 2'000; ///< of one match, so that hostile nesting cannot cost more

bool fits_before(const document& page, std::uint32_t element, const std::vector<compound_selector>& parts,
                 std::size_t index, int& steps) {
  if (index == 0) {
    return true;
  }
  const char combinator = parts[index].combinator;
  const bool sideways = combinator == '+' || combinator == '~';
  const bool repeats = combinator == ' ' || combinator == '~';
  while (element != 0 && --steps > 0) {
    element = sideways ? previous_sibling(page, element) : page.nodes[element].parent;
    const bool here = (element != 0 || !sideways) && fits(page, element, parts[index - 1]);
    if (here && fits_before(page, element, parts, index - 1, steps)) {
      return true;
    }
    if (!repeats) {
      return false;
    }
  }
  return false;
}

/// Whether the page holds what the last compound asks for at all.
bool possible(const compound_selector& last, const page_index& index) {
  if (!last.tag.empty() && !index.elements.contains(last.tag)) {
    return false;
  }
  return std::all_of(last.attributes.begin(), last.attributes.end(), [&](const attribute_condition& each) {
    if (each.name == "class" && each.how == '~' && !each.ignore_case) {
      return index.classes.contains(each.value);
    }
    return each.name == "id" && each.how == '=' && !each.ignore_case
               ? index.ids.contains(each.value)
               : index.attribute_names.contains(each.name);
  });
}

void add_words(std::string_view text, std::unordered_set<std::string_view>& to) {
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    const std::size_t end = std::min(text.find_first_of(blanks, begin), text.size());
    if (end > begin) {
      to.insert(text.substr(begin, end - begin));
    }
    text.remove_prefix(end);
  }
}

} // namespace

page_index index_of(const document& page) {
  page_index index;
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
    if (!page.nodes[i].is_text()) {
      index.elements[page.nodes[i].name].push_back(i);
    }
  }
  for (const extraction::attribute& each : page.attributes) {
    index.attribute_names.insert(each.name);
    if (each.name == "class") {
      add_words(each.value, index.classes);
    } else if (each.name == "id") {
      index.ids.insert(each.value);
    }
  }
  return index;
}

std::optional<css_selector> css_selector::parse(std::string_view text) {
  parser reading(text);
  css_selector made;
  made.alternatives_ = reading.list();
  return reading.ok() ? std::optional(std::move(made)) : std::nullopt;
}

std::vector<std::uint32_t> css_selector::find(const document& page, const page_index& index,
                                              std::size_t most) const {
  std::vector<std::uint32_t> found;
  for (const auto& parts : alternatives_) {
    if (!possible(parts.back(), index)) {
      continue;
    }
    const auto look = [&](std::uint32_t element) {
      int steps = most_steps;
      if (found.size() < most && fits(page, element, parts.back()) &&
          fits_before(page, element, parts, parts.size() - 1, steps)) {
        found.push_back(element);
      }
    };
    if (!parts.back().tag.empty()) {
      const auto& elements = index.elements.at(parts.back().tag);
      std::for_each(elements.begin(), elements.end(), look);
      continue;
    }
    for (std::uint32_t element = 0; element < page.nodes.size(); ++element) {
      look(element);
    }
  }
  return found;
}

} // namespace leadstream::enrich
