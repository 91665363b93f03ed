#include "domain/extract/people/job_title.hpp"

#include "domain/extract/structured/term_table.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_title = 100;
constexpr std::size_t most_words = 12;

const term_table& levels() {
  static const term_table table(lexicon("job_titles"));
  return table;
}

const term_table& departments() {
  static const term_table table(lexicon("departments"));
  return table;
}

seniority level_named(std::string_view name) {
  for (const seniority level :
       {seniority::junior, seniority::staff, seniority::lead, seniority::manager, seniority::head,
        seniority::director, seniority::vice_president, seniority::chief, seniority::owner}) {
    if (name == to_string(level)) {
      return level;
    }
  }
  return seniority::unknown;
}

} // namespace

title_meaning meaning_of_title(std::string_view title) {
  title_meaning out;
  out.level = level_named(levels().find(title));
  out.department = std::string(departments().find(title));
  const bool decides_in_department =
      out.level == seniority::manager &&
      is_one_of(out.department, {"sales", "purchasing", "marketing", "finance", "human_resources"});
  out.decision_maker = out.level >= seniority::head || decides_in_department;
  return out;
}

namespace {

/// Whether a full stop stands inside that is no abbreviation's: "specjalista ds. eksportu" has none.
bool has_full_stop(std::string_view text) {
  for (std::size_t stop = text.find(". "); stop != std::string_view::npos; stop = text.find(". ", stop + 1)) {
    const std::size_t blank = text.substr(0, stop).rfind(' ');
    const std::size_t letters = stop - (blank == std::string_view::npos ? 0 : blank + 1);
    const bool short_word = letters >= 2 && letters <= 4 && blank != std::string_view::npos;
    if (!short_word || !is_lower(text[stop + 2])) {
      return true;
    }
  }
  return false;
}

} // namespace

bool is_title(std::string_view text) {
  text = trim(text);
  if (text.size() < 2 || text.size() > longest_title || split(text, " ").size() > most_words) {
    return false;
  }
  const bool sentence = text.find_first_of("!?@{}<>=") != std::string_view::npos ||
                        (text.ends_with('.') && text.size() > 30) || has_full_stop(text);
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  return !sentence && digits == 0 && !levels().find(text).empty();
}

} // namespace leadstream::extraction
