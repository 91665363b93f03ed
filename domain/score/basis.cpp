#include "domain/score/basis.hpp"

#include "domain/score/kept_text.hpp"

#include <algorithm>
#include <charconv>

namespace leadstream::score {
namespace {

// A line for each criterion, then one each for what the profile is compared with.
constexpr std::size_t longest_part = 300;

/// "y", "n", "u"; "y62" for what gives 62 percent of its points.
std::string mark_of(const judgement& told) {
  const criterion_state state = told.state;
  const std::string percent = told.percent == 100 ? "" : std::to_string(told.percent);
  return (state == criterion_state::yes ? "y" : state == criterion_state::no ? "n" : "u") + percent;
}

bool read_mark(std::string_view mark, judgement& into) {
  if (mark.empty() || std::string_view("ynu").find(mark[0]) == std::string_view::npos) {
    return false;
  }
  into.state = mark[0] == 'y'   ? criterion_state::yes
               : mark[0] == 'n' ? criterion_state::no
                                : criterion_state::unknown;
  const char* const end = mark.data() + mark.size();
  return mark.size() == 1 || std::from_chars(mark.data() + 1, end, into.percent).ptr == end;
}

/// As it is kept: cut at a character's beginning, without separators.
std::string part_of(std::string_view text) {
  std::size_t end = std::min(text.size(), longest_part);
  while (end < text.size() && (text[end] & '\xC0') == '\x80') {
    --end;
  }
  return without_separators(text.substr(0, end));
}

void make_parts(std::vector<std::string>& texts) {
  for (std::string& text : texts) {
    text = part_of(text);
  }
}

void append_parts(std::string& to, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) {
    to.append(part_of(part)) += part_end;
  }
}

const char* name_of(const std::optional<size_category>& size) {
  return size ? to_string(*size) : "";
}

} // namespace

/// What it holds is what load_basis() gives again, so that a score told later is the same.
basis basis_of(const lead& of, const context& with) {
  basis made;
  const subject asked(of, with);
  for (std::size_t i = 0; i < criterion_count; ++i) {
    made.judged[i] = judge(static_cast<criterion>(i), asked);
    make_parts(made.judged[i].evidence);
  }
  made.size = of.company.size;
  made.industry = part_of(of.company.industry);
  made.technologies = of.intelligence.technology_stack;
  make_parts(made.technologies);
  if (with.criteria) {
    made.searched_size = with.criteria->company_size;
    made.searched_industry = part_of(with.criteria->industry);
  }
  return made;
}

std::string save(const basis& of) {
  std::string text;
  for (const judgement& each : of.judged) {
    text += mark_of(each);
    text += part_end;
    append_parts(text, each.evidence);
    text += line_end;
  }
  text.append(name_of(of.size)) += line_end;
  text.append(part_of(of.industry)) += line_end;
  append_parts(text, of.technologies);
  text += line_end;
  text.append(name_of(of.searched_size)) += line_end;
  text.append(part_of(of.searched_industry)) += line_end;
  return text;
}

std::optional<basis> load_basis(std::string_view text, bool with_evidence) {
  constexpr auto lines = static_cast<std::ptrdiff_t>(criterion_count) + 5;
  if (std::count(text.begin(), text.end(), line_end) != lines) {
    return std::nullopt;
  }
  basis read;
  for (judgement& each : read.judged) {
    std::string_view line = take(text, line_end);
    if (!read_mark(take(line, part_end), each)) {
      return std::nullopt;
    }
    each.evidence = with_evidence ? parts_of(line) : std::vector<std::string>();
  }
  read.size = parse_size_category(take(text, line_end));
  read.industry = take(text, line_end);
  read.technologies = parts_of(take(text, line_end));
  read.searched_size = parse_size_category(take(text, line_end));
  read.searched_industry = take(text, line_end);
  return read;
}

} // namespace leadstream::score
