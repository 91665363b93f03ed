#include "domain/score/kept_score.hpp"

#include "domain/score/basis.hpp"
#include "domain/score/kept_text.hpp"

#include <charconv>
#include <system_error>

namespace leadstream::score {
namespace {

constexpr char mark = 'p'; // what a basis begins with is another letter

template <class Number>
void append_number(std::string& to, Number value) {
  std::array<char, 32> digits{};
  to.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
  to += part_end;
}

template <class Texts, class TextOf>
void append_texts(std::string& to, const Texts& texts, TextOf text_of) {
  append_number(to, texts.size());
  for (const auto& each : texts) {
    to.append(without_separators(text_of(each))) += part_end;
  }
}

/// Reads a line part by part, and remembers whether all were what they should be.
class line_reader {
public:
  explicit line_reader(std::string_view line) : rest_(line) {}

  bool good() const { return good_ && rest_.empty(); }
  void skip() { take(rest_, part_end); }
  template <class Number>
  void read(Number& into) {
    const std::string_view part = take(rest_, part_end);
    good_ = good_ && std::from_chars(part.data(), part.data() + part.size(), into).ec == std::errc();
  }
  template <class Each>
  void read_texts(Each each) {
    std::size_t count = 0;
    read(count);
    for (; good_ && count > 0; --count) {
      good_ = !rest_.empty();
      each(take(rest_, part_end));
    }
  }

private:
  std::string_view rest_;
  bool good_ = true;
};

std::optional<saved_profile> read_rules(std::string_view line) {
  saved_profile by;
  line_reader from(line);
  from.skip(); // the version of the rules stands in the row, too
  from.read(by.version);
  for (double& weight : by.values.weights) {
    from.read(weight);
  }
  for (int& points : by.values.points) {
    from.read(points);
  }
  from.read_texts([&](std::string_view text) {
    if (const auto size = parse_size_category(text)) {
      by.values.sizes.push_back(*size);
    }
  });
  from.read_texts([&](std::string_view text) { by.values.industries.emplace_back(text); });
  from.read_texts([&](std::string_view text) { by.values.technologies.emplace_back(text); });
  return from.good() ? std::optional(std::move(by)) : std::nullopt;
}

} // namespace

std::string rules_line(const profile& by, std::uint64_t version) {
  std::string line(1, mark);
  append_number(line, rules_version);
  append_number(line, version);
  for (const double weight : by.weights) {
    append_number(line, weight);
  }
  for (const int points : by.points) {
    append_number(line, points);
  }
  append_texts(line, by.sizes, [](size_category size) { return to_string(size); });
  append_texts(line, by.industries, [](const std::string& text) { return text; });
  append_texts(line, by.technologies, [](const std::string& text) { return text; });
  return line += line_end;
}

bool has_rules(std::string_view kept) {
  return !kept.empty() && kept.front() == mark;
}

std::string_view basis_in(std::string_view kept) {
  if (has_rules(kept)) {
    take(kept, line_end);
  }
  return kept;
}

std::optional<score_breakdown> retell(std::string_view kept) {
  if (!has_rules(kept)) {
    return std::nullopt;
  }
  const auto by = read_rules(take(kept, line_end));
  const auto known = by ? load_basis(kept) : std::nullopt;
  return known ? std::optional(scorer(*by).score(*known)) : std::nullopt;
}

} // namespace leadstream::score
