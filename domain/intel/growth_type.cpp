#include "domain/intel/growth_type.hpp"

#include "domain/model/names.hpp"
#include "domain/text/plain_words.hpp"

#include <algorithm>

namespace leadstream::intel {
namespace {

constexpr name_table<growth_type, 5> types{{{{growth_type::recent_job_postings, "recent_job_postings"},
                                             {growth_type::funding_announcements, "funding_announcements"},
                                             {growth_type::new_office_locations, "new_office_locations"},
                                             {growth_type::product_launches, "product_launches"},
                                             {growth_type::hiring_spree, "hiring_spree"}}}};

/// A beginning of a word (or of two) and what it tells.
struct clue {
  std::string_view words;
  growth_type type;
};

/// The more telling kinds come first: "raises $5M to open an office" is about money.
constexpr std::array<clue, 30> clues{{
    {"funding", growth_type::funding_announcements},
    {"series ", growth_type::funding_announcements},
    {"seed round", growth_type::funding_announcements},
    {"financing", growth_type::funding_announcements},
    {"raised", growth_type::funding_announcements},
    {"raises", growth_type::funding_announcements},
    {"investment round", growth_type::funding_announcements},
    {"finanzierungsrunde", growth_type::funding_announcements},
    {"levee de fonds", growth_type::funding_announcements},
    {"venture capital", growth_type::funding_announcements},
    {"hiring", growth_type::hiring_spree},
    {"new hires", growth_type::hiring_spree},
    {"recruit", growth_type::hiring_spree},
    {"headcount", growth_type::hiring_spree},
    {"new jobs", growth_type::hiring_spree},
    {"office", growth_type::new_office_locations},
    {"location", growth_type::new_office_locations},
    {"branch", growth_type::new_office_locations},
    {"headquarters", growth_type::new_office_locations},
    {"expand", growth_type::new_office_locations},
    {"expansion", growth_type::new_office_locations},
    {"standort", growth_type::new_office_locations},
    {"niederlassung", growth_type::new_office_locations},
    {"filiale", growth_type::new_office_locations},
    {"launch", growth_type::product_launches},
    {"unveil", growth_type::product_launches},
    {"new product", growth_type::product_launches},
    {"introduc", growth_type::product_launches},
    {"vacanc", growth_type::recent_job_postings},
    {"opening", growth_type::recent_job_postings},
}};

bool tells(std::string_view plain, std::string_view words) {
  for (std::size_t at = plain.find(words); at != std::string_view::npos; at = plain.find(words, at + 1)) {
    if (at == 0 || plain[at - 1] == ' ') {
      return true;
    }
  }
  return false;
}

} // namespace

const char* to_string(growth_type type) {
  return types.name(type);
}
std::optional<growth_type> parse_growth_type(std::string_view text) {
  return types.parse(text);
}

std::optional<growth_type> growth_type_of(std::string_view sentence) {
  if (const auto said = parse_growth_type(sentence.substr(0, sentence.find(':')))) {
    return said;
  }
  const std::string plain = plain_words(sentence.substr(0, 1'000));
  const auto found =
      std::find_if(clues.begin(), clues.end(), [&](const clue& each) { return tells(plain, each.words); });
  return found == clues.end() ? std::nullopt : std::optional(found->type);
}

} // namespace leadstream::intel
