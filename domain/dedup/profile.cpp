#include "domain/dedup/profile.hpp"

#include "domain/clean/name.hpp"
#include "domain/dedup/hash.hpp"
#include "domain/dedup/names.hpp"
#include "domain/dedup/phone_digits.hpp"
#include "domain/dedup/site.hpp"
#include "domain/dedup/street.hpp"
#include "domain/dedup/text.hpp"
#include "domain/lexicons.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace leadstream::dedup {
namespace {

/// A lighter word finds too many others to be looked for beside a first one.
constexpr float least_second_weight = 0.5F;
constexpr std::size_t longest_part = 256;
/// Words of a name that only repeat where the business is.
constexpr float weight_of_place = 0.2F;
constexpr float weight_of_particle = 0.1F; // or less

slice append(profile& made, std::string_view part) {
  part = part.substr(0, longest_part);
  const slice where{static_cast<std::uint16_t>(made.text.size()), static_cast<std::uint16_t>(part.size())};
  made.text.append(part);
  return where;
}

/// A text folded, at most so much of it as any part has; valid until the next is folded.
std::string& fold_part(std::string_view part) {
  thread_local std::string folded;
  folded.clear();
  append_folded(folded, part);
  folded.resize(std::min(folded.size(), longest_part));
  return folded;
}

/// Whether a word stands in folded text.
bool holds_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) {
      return true;
    }
  }
  return false;
}

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) {
    letters |= std::uint32_t{1} << (static_cast<unsigned char>(c) & 31U);
  }
  return letters;
}

void add_words(profile& made) {
  const std::string_view name = made.view(made.name);
  const std::string_view place = made.view(made.city);
  for (std::size_t at = 0; at < name.size() && made.word_count < profile::most_words;) {
    const std::string_view word = name.substr(at, name.find(' ', at) - at);
    at += word.size() + 1;
    word_sense sense = sense_of(word);
    if (holds_word(place, word)) {
      sense.weight = std::min(weight_of_place, sense.weight);
    }
    const bool inside = made.word_count > 0 && at < name.size();
    const std::string_view meant = inside && joins_words(word) ? "and" : word;
    const slice where{static_cast<std::uint16_t>(made.name.at + (word.data() - name.data())),
                      static_cast<std::uint16_t>(word.size())};
    made.words[made.word_count++] = {static_cast<std::uint32_t>(hash_text(meant)), letters_of(word),
                                     sense.weight, where, sense.outlet};
    if (sense.weight > weight_of_particle) {
      made.name_sound += hash_text(sound_of(word).view());
    }
  }
}

/// Whether a word says more about the name than another; never undecided between two words of one name.
bool weighs_more(const profile& made, const weighted_word& a, const weighted_word& b) {
  return std::tuple(a.weight, a.text.size, made.view(b.text)) >
         std::tuple(b.weight, b.text.size, made.view(a.text));
}

void add_sounds(profile& made) {
  const weighted_word* before = nullptr;
  for (std::size_t i = 0; i < made.sounds.size(); ++i) {
    const weighted_word* best = nullptr;
    for (std::size_t j = 0; j < made.word_count; ++j) {
      const weighted_word& word = made.words[j];
      const bool open = before == nullptr || weighs_more(made, *before, word);
      if (open && (best == nullptr || weighs_more(made, word, *best))) {
        best = &word;
      }
    }
    if (best == nullptr || (i > 0 && best->weight <= least_second_weight)) {
      return;
    }
    made.sounds[i] = append(made, sound_of(made.view(best->text)).view());
    before = best;
  }
}

void add_phone(profile& made, std::string_view phone) {
  const std::uint64_t digits = phone_digits(phone);
  auto* const end = made.phones.begin() + made.phone_count;
  if (digits != 0 && made.phone_count < profile::most_phones &&
      std::find(made.phones.begin(), end, digits) == end) {
    made.phones[made.phone_count++] = digits;
  }
}

/// Adds each number of texts that may hold several: "044 222 11 00; 044 222 11 01".
void add_phones(profile& made, const std::vector<std::string_view>& phones) {
  constexpr std::string_view between = ";,|\n";
  constexpr std::size_t longest_single = 20;
  for (std::string_view phone : phones) {
    add_phone(made, phone);
    if (phone.size() <= longest_single) {
      continue;
    }
    for (auto at = phone.find_first_of(between); at != std::string_view::npos;
         at = phone.find_first_of(between)) {
      phone.remove_prefix(at + 1);
      phone.remove_prefix(std::min(phone.find_first_not_of(' '), phone.size()));
      const bool another = !phone.empty() && (phone[0] == '+' || phone[0] == '(' || phone[0] == '0');
      if (another) {
        add_phone(made, phone);
      }
    }
  }
}

std::uint64_t hash_email(std::string_view email) {
  text_hash hash;
  for (const char c : email) {
    hash.add(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return hash.value();
}

void add_emails(profile& made, const std::vector<std::string_view>& emails) {
  for (const std::string_view email : emails) {
    if (made.email_count < profile::most_emails && email.find('@') != std::string_view::npos) {
      made.emails[made.email_count++] = hash_email(email);
    }
    if (made.mail_site.size == 0) {
      // Most addresses are at the website's own domain.
      const bool at_site = made.site.size > 0 && email.substr(email.rfind('@') + 1) == made.view(made.site);
      made.mail_site = at_site ? made.site : append(made, mail_site_of(email));
    }
  }
}

/// Postal codes without spaces and hyphens; of an American one the five digits that every source writes.
std::string_view fold_postal_code(std::string_view code) {
  const std::size_t extra = code.size() == 10 && code[5] == '-' ? 5 : code.size();
  std::string& folded = fold_part(code.substr(0, extra));
  std::erase(folded, ' ');
  return folded;
}

/// The first name of each town for its others, folded: "cologne" -> "koln".
const std::unordered_map<std::string, std::string>& town_names() {
  static const auto names = [] {
    std::unordered_map<std::string, std::string> first;
    for (std::string_view line : lexicon_lines("town_names")) {
      const std::string name = fold_text(line.substr(0, line.find('|')));
      while (line.find('|') != std::string_view::npos) {
        line.remove_prefix(line.find('|') + 1);
        first.emplace(fold_text(line.substr(0, line.find('|'))), name);
      }
    }
    return first;
  }();
  return names;
}

/// The town under one name: "Cologne" as "Köln", "Sankt Gallen" as "St. Gallen", "Saint-Denis" as "St-Denis".
slice append_town(profile& made, std::string_view town) {
  std::string& folded = fold_part(town);
  for (const std::string_view saint : {"sankt ", "saint ", "sint "}) {
    if (folded.starts_with('s') && folded.starts_with(saint)) {
      return append(made, folded.replace(0, saint.size(), "st "));
    }
  }
  const auto known = town_names().find(folded);
  return append(made, known == town_names().end() ? folded : known->second);
}

void add_place(profile& made, const business& described) {
  const street_parts street = split_street(described.street);
  made.street = append(made, street.name);
  made.number = append(made, street.number);
  std::from_chars(street.number.data(), street.number.data() + street.number.size(), made.house);
  made.postal_code = append(made, fold_postal_code(described.postal_code));
  made.city = append_town(made, described.city);
  made.country = append(made, fold_part(described.country));
  made.has_point =
      described.has_point && std::abs(described.latitude) <= 90 && std::abs(described.longitude) <= 180;
  made.latitude = static_cast<float>(described.latitude);
  made.longitude = static_cast<float>(described.longitude);
}

/// Whether letters of another script than Latin occur. Punctuation (0xE2) and Vietnamese (0xE1) are Latin.
bool in_other_script(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xCE && byte != 0xE1 && byte != 0xE2;
  });
}

std::string without_legal_form(std::string_view name) {
  const auto clean = clean_name(name);
  return clean ? clean->core : std::string();
}

/// Other scripts write legal forms before the name or without a blank, which folded text no longer shows.
void add_name(profile& made, std::string_view name) {
  const std::string core = in_other_script(name) ? without_legal_form(name) : std::string();
  const std::string_view folded = fold_part(core.empty() ? name : std::string_view(core));
  made.name = append(made, core_of(folded));
  const std::string_view behind = folded.substr(made.name.size);
  made.legal_form = behind.empty() ? 0 : static_cast<std::uint32_t>(hash_text(behind) | 1U);
}

} // namespace

profile make_profile(const business& described) {
  profile made;
  add_name(made, described.name);
  made.site = append(made, site_of(described.website));
  add_place(made, described);
  made.category = append(made, fold_part(described.category));
  add_words(made);
  add_sounds(made);
  add_phones(made, described.phones);
  add_emails(made, described.emails);
  made.source = described.source.empty() ? 0 : static_cast<std::uint32_t>(hash_text(described.source) | 1U);
  return made;
}

} // namespace leadstream::dedup
