#include "domain/score/basis.hpp"

#include <algorithm>

namespace leadstream::score {
namespace {

// A line for each criterion, then one each for what the profile is compared with; parts of a line are set
// apart by a character that no text holds.
constexpr char line_end = '\n';
constexpr char part_end = '\x1F';
constexpr std::size_t longest_part = 300;

char letter_of(criterion_state state) {
  return state == criterion_state::yes ? 'y' : state == criterion_state::no ? 'n' : 'u';
}

std::optional<criterion_state> state_of(std::string_view letter) {
  if (letter == "y") {
    return criterion_state::yes;
  }
  return letter == "n" ? std::optional(criterion_state::no)
                       : (letter == "u" ? std::optional(criterion_state::unknown) : std::nullopt);
}

/// Cut at a character's beginning, the separators replaced.
void append_part(std::string& to, std::string_view part) {
  std::size_t end = std::min(part.size(), longest_part);
  while (end < part.size() && (part[end] & '\xC0') == '\x80') {
    --end;
  }
  for (const char c : part.substr(0, end)) {
    to += c == line_end || c == part_end ? ' ' : c;
  }
}

std::string_view take(std::string_view& rest, char end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return part;
}

std::vector<std::string> parts_of(std::string_view line) {
  std::vector<std::string> parts;
  while (!line.empty()) {
    parts.emplace_back(take(line, part_end));
  }
  return parts;
}

void append_parts(std::string& to, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) {
    append_part(to, part);
    to += part_end;
  }
}

const char* name_of(const std::optional<size_category>& size) {
  return size ? to_string(*size) : "";
}

} // namespace

basis basis_of(const lead& of, const context& with) {
  basis made;
  const subject asked(of, with);
  for (std::size_t i = 0; i < criterion_count; ++i) {
    made.judged[i] = judge(static_cast<criterion>(i), asked);
  }
  made.size = of.company.size;
  made.industry = of.company.industry;
  made.technologies = of.intelligence.technology_stack;
  if (with.criteria) {
    made.searched_size = with.criteria->company_size;
    made.searched_industry = with.criteria->industry;
  }
  return made;
}

std::string save(const basis& of) {
  std::string text;
  for (const judgement& each : of.judged) {
    text += letter_of(each.state);
    text += part_end;
    append_parts(text, each.evidence);
    text += line_end;
  }
  text.append(name_of(of.size)) += line_end;
  append_part(text, of.industry);
  text += line_end;
  append_parts(text, of.technologies);
  text += line_end;
  text.append(name_of(of.searched_size)) += line_end;
  append_part(text, of.searched_industry);
  text += line_end;
  return text;
}

std::optional<basis> load_basis(std::string_view text) {
  constexpr auto lines = static_cast<std::ptrdiff_t>(criterion_count) + 5;
  if (std::count(text.begin(), text.end(), line_end) != lines) {
    return std::nullopt;
  }
  basis read;
  for (judgement& each : read.judged) {
    std::string_view line = take(text, line_end);
    const auto state = state_of(take(line, part_end));
    if (!state) {
      return std::nullopt;
    }
    each = {*state, parts_of(line)};
  }
  read.size = parse_size_category(take(text, line_end));
  read.industry = take(text, line_end);
  read.technologies = parts_of(take(text, line_end));
  read.searched_size = parse_size_category(take(text, line_end));
  read.searched_industry = take(text, line_end);
  return read;
}

} // namespace leadstream::score
