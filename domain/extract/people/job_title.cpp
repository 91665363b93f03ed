#include "domain/extract/people/job_title.hpp"

#include "domain/extract/structured/term_table.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <re2/re2.h>

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

namespace {

/// Where a title goes on with somebody else's office or one of the past: "Assistant to the CEO", "Former
/// CEO".
struct foreign_office {
  re2::StringPiece words;
  re2::StringPiece helps; ///< the word for help; empty: the office is past
};
foreign_office find_foreign_office(std::string_view title) {
  static const RE2 pattern(
      R"((?i)(?:^|[\s,;/(-])((?:((?:executive |personal |management )?assistant (?:to|of)|pa to|(?:secretary|deputy) to|assistenz|assistent(?:in)? (?:der|des|von)|sekretariat|sekretär(?:in)? (?:der|des)|vorzimmer|assistante? (?:de|du|à)|secrétariat|secrétaire (?:de|du)|assistente (?:di|del|da|do)|segreteria|segretari[ao] (?:di|del)|asistente (?:de|del)|secretari[ao] de|secretári[ao] (?:de|da|do)|directiesecretar|secretaris van|asystent(?:ka)?|sekretarka)|(?:former|formerly|ex|past|retired|ehemalige?[rns]?|vormalige?[rns]?|frühere?[rns]?|ancien(?:ne)?|antigu[ao]|antig[ao]|voormalige?|były|była|tidigare|tidligere)[\s-])[^,;|]*))");
  foreign_office found;
  RE2::PartialMatch(re2::StringPiece(title.data(), title.size()), pattern, &found.words, &found.helps);
  return found;
}

} // namespace

title_meaning meaning_of_title(std::string_view title) {
  title_meaning out;
  std::string own(title);
  const foreign_office foreign = find_foreign_office(title);
  if (!foreign.words.empty()) {
    own.erase(static_cast<std::size_t>(foreign.words.data() - title.data()), foreign.words.size());
  }
  out.level = level_named(levels().find(own));
  if (out.level == seniority::unknown && !foreign.helps.empty()) {
    out.level = seniority::staff;
  }
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
  const bool invites = contains_any(unicode_lower(text), {"head office", "partner with", "become a partner"});
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  return !sentence && !invites && digits == 0 && !levels().find(text).empty();
}

} // namespace leadstream::extraction
