#include "domain/extract/people/person_name.hpp"

#include "domain/clean/title_case.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/signs.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_set.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_name = 60;

const word_set& given_names() {
  static const word_set names(lexicon_lines("given_names"));
  return names;
}

const word_set& particles() {
  static const word_set words(lexicon_lines("person_particles"));
  return words;
}

const word_set& salutations() {
  static const word_set words(lexicon_lines("salutations"));
  return words;
}

const word_set& degrees() {
  static const word_set words(lexicon_lines("degrees"));
  return words;
}

/// Words that names of people do not hold, in the languages of the product.
const word_set& foreign_words() {
  static const word_set words(lexicon_lines("not_person_names"));
  return words;
}

/// Surnames that are words of places as well; after a given name they are surnames.
const word_set& place_surnames() {
  static const word_set words(lexicon_lines("place_surnames"));
  return words;
}

std::string_view bare(std::string_view word) {
  return trim(word, ".,()\"'");
}

bool begins_upper(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && is_unicode_upper(next_code_point(word, at));
}

/// "Keller", and "d'Arcy" whose particle has lost its vowel.
bool begins_name(std::string_view word) {
  const std::size_t letters = word.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
  if (letters == std::string_view::npos || letters == 0 || letters > 4) {
    return begins_upper(word);
  }
  const std::string_view rest = word.substr(letters);
  return (rest.starts_with('\'') && begins_upper(rest.substr(1))) ||
         (rest.starts_with("\xE2\x80\x99") && begins_upper(rest.substr(3)));
}

bool shouts(std::string_view word) {
  return word.size() >= 2 && std::none_of(word.begin(), word.end(), is_lower);
}

/// "MORANDI" of "Giulia MORANDI" -> "Morandi".
std::string spoken(std::string_view word) {
  return word.size() >= 3 && shouts(word) && word.find('.') == std::string_view::npos
             ? title_case(word, name_of::person)
             : std::string(word);
}

/// Letters, hyphens, apostrophes and a final dot alone.
bool is_name_word(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const char c = word[i];
    if (!is_high(c)) {
      if (!is_letter(c) && c != '-' && c != '\'' && c != '.' && c != '`') {
        return false;
      }
      ++i;
    } else if (const char32_t wide = next_code_point(word, i); !is_unicode_letter(wide) && wide != 0x2019) {
      return false;
    }
  }
  return !word.empty();
}

bool is_initial(std::string_view word) {
  return word.size() <= 5 && begins_upper(word) && (word.ends_with('.') || word.size() == 1);
}

/// Camel case with several capitals is a brand, unless it is Mc, Mac, O' or a double name.
bool is_camel(std::string_view word) {
  std::size_t upper = 0;
  std::size_t lower_case = 0;
  for (const char c : word) {
    upper += is_upper(c) ? 1 : 0;
    lower_case += is_lower(c) ? 1 : 0;
  }
  const bool allowed =
      word.starts_with("Mc") || word.starts_with("Mac") || word.starts_with("De") || word.starts_with("Di") ||
      word.starts_with("La") || word.starts_with("Le") || word.starts_with("Van") || word.starts_with("Du") ||
      word.find_first_of("-'") != std::string_view::npos || (word.size() > 1 && is_high(word[1]));
  return upper >= 2 && lower_case >= 1 && !allowed;
}

bool is_given(std::string_view word) {
  const std::string folded = without_diacritics(bare(word));
  return given_names().contains(folded) || given_names().contains(folded.substr(0, folded.find('-')));
}

/// "Dr.", "Frau"; words that are names or parts of degrees as well ("phil", "med") only with a dot or behind
/// another.
bool is_salutation(std::string_view word, std::string folded, bool follows) {
  bool ordinal = false; // "Eng.º", "Dª.", "Mag.a" from a raised letter, "Dr.in"
  for (const std::string_view ending : {"ª", "º", ".a", ".o", ".in"}) {
    if (folded.ends_with(ending)) {
      ordinal = true;
      folded.resize(folded.size() - ending.size());
    }
  }
  folded = trim(folded, ".");
  if (folded.starts_with("dipl.-") || folded.starts_with("dr.-") || folded.starts_with("mag.-")) {
    return true;
  }
  const bool plain =
      is_one_of(folded,
                {"dr",      "prof",    "mr",     "mrs",     "ms",     "herr",       "frau",     "monsieur",
                 "madame",  "mme",     "signor", "signora", "pani",   "dott",       "dott.ssa", "sig.ra",
                 "maître",  "mevr",    "dhr",    "don",     "doña",   "rev",        "reverend", "mgr",
                 "lek",     "inż",     "mudr",   "judr",    "dra",    "sig",        "avv",      "drs",
                 "docteur", "doctora", "doutor", "doutora", "dottor", "dottoressa", "dona"}) ||
      is_one_of(word, {"Me", "MM", "RA", "RAin", "StB", "StBin", "WP", "DI", "DDI"});
  if (folded == "r") {
    return word == "r."; // "r. pr. Anna Lis", not "R. Lis"
  }
  if (folded == "m" && follows) {
    return false; // "drs. M. Brand"
  }
  return salutations().contains(folded) &&
         (plain || ordinal || word.ends_with('.') || (follows && folded.size() > 2));
}

bool is_surname(const std::vector<std::string_view>& before, const std::string& word) {
  return !before.empty() && is_given(before.front()) && place_surnames().contains(word);
}

/// "sen.", "junior": which of the house bears the name; with a capital it begins titles as well.
bool is_generation(std::string_view word) {
  return is_one_of(word, {"jun.", "sen.", "Jun.", "Sen.", "jun", "sen", "junior", "senior", "jr", "sr"});
}

/// "e.K.", "e.U.": the form of a house that is one person.
bool is_sole_trader(std::string_view word) {
  return is_one_of(unicode_lower(bare(word)), {"e.k", "e.kfm", "e.kfr", "e.u", "ek", "e.i", "eirl"});
}

/// What friends say, in marks between given name and surname: Darnell "DJ" Jackson.
bool is_nickname(std::string_view word) {
  for (const std::string_view mark : {"\"", "\xE2\x80\x9C", "\xE2\x80\x98", "\xE2\x80\x9E"}) {
    if (word.starts_with(mark) && word.size() > mark.size() + 1 && !is_letter(word.back()) &&
        !is_digit(word.back())) {
      return true;
    }
  }
  return false;
}

/// Cuts a name from what is set behind it: ", CEO", " - Sales", " (PhD)", " | ".
std::size_t end_of_name(std::string_view text) {
  std::size_t end = text.size();
  for (const std::string_view seam :
       {",", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "|", "(", ":", ";", "/", " \xC2\xB7 ",
        " \xE2\x80\xA2 ", "\t", "\n", "@", " \xE2\x80\x93", "\xE2\x80\x93 "}) {
    end = std::min(end, text.find(seam));
  }
  return end;
}

/// A mailbox without the signs between its parts and without numbers: "j.van-dam2" -> "jvandam".
std::string letters_of_mailbox(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return is_letter(c) || is_high(c); });
  return out;
}

/// "Müller" -> "Mueller", as German is written in addresses.
std::string umlauts_written_out(std::string_view word) {
  std::string out(word);
  for (const auto& [letter, written] :
       {std::pair{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}}) {
    for (std::size_t at = out.find(letter); at != std::string::npos; at = out.find(letter)) {
      out.replace(at, 2, written);
    }
  }
  return out;
}

} // namespace

bool is_given_name(std::string_view word) {
  return is_given(word);
}

bool is_degree(std::string_view part) {
  const auto words = split(part, " ");
  return !words.empty() && std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return degrees().contains(unicode_lower(bare(word)));
  });
}

std::string without_diacritics(std::string_view text) {
  if (is_ascii(text)) {
    return lower(text);
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(status);
  std::string out;
  const auto source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  const icu::UnicodeString apart = U_SUCCESS(status) ? decomposer->normalize(source, status) : source;
  for (int i = 0; i < apart.length(); ++i) {
    const char16_t c = apart[i];
    if (c < 0x80) {
      out += to_lower(static_cast<char>(c));
    } else {
      out += c == u'\u00DF'                     ? "ss"
             : c == u'\u0142' || c == u'\u0141' ? "l"
             : c == u'\u00F8' || c == u'\u00D8' ? "o"
             : c == u'\u00E6'                   ? "ae"
                                                : "";
    }
  }
  return out;
}

person_name read_person_name(std::string_view text) {
  person_name out;
  text = trim(text, " \t*\"");
  const std::size_t end = end_of_name(text);
  const std::string_view head = text.substr(0, end);
  if (head.empty() || head.size() > longest_name) {
    return out;
  }
  std::vector<std::string_view> words;
  const auto written = split(head, " ");
  if (written.size() > 12 || !is_name_word(trim(written.front(), ",()\""))) {
    return out;
  }
  bool sole_trader = false;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const std::string_view word = written[i];
    if (!words.empty() && is_nickname(word)) {
      continue;
    }
    if (words.size() >= 2 && (is_generation(word) || is_sole_trader(word))) {
      sole_trader = is_sole_trader(word);
      break;
    }
    const std::string folded = unicode_lower(bare(word));
    const bool initials = word.size() == 2 && word.ends_with('.') && begins_upper(word) &&
                          i + 1 < written.size() && written[i + 1].size() == 2 &&
                          written[i + 1].ends_with('.'); // "D. K. Rao"
    if (words.empty() && !initials && is_salutation(word, folded, out.salutation)) {
      out.salutation = true;
    } else if (!words.empty() && degrees().contains(folded) &&
               (begins_upper(word) || !particles().contains(folded))) {
      break;
    } else if (!is_name_word(word) || is_camel(word) ||
               (foreign_words().contains(folded) && !is_surname(words, folded) &&
                (words.empty() || !particles().contains(folded)))) {
      return out;
    } else {
      words.push_back(word);
    }
  }
  const bool vietnamese = words.size() == 2 && is_one_of(words.back(), {"Le", "Do", "Van"}) &&
                          (is_given(words.front()) || words.front().find('-') != std::string_view::npos);
  if (!vietnamese && !words.empty() && particles().contains(unicode_lower(words.back()))) {
    return out;
  }
  const auto capitals =
      std::count_if(words.begin(), words.end(), [](std::string_view w) { return begins_name(w); });
  const bool acronym =
      shouts(words.empty() ? "" : words.front()) && words.front().find('.') == std::string_view::npos &&
      !std::all_of(words.begin(), words.end(), [](std::string_view w) { return shouts(w) || is_initial(w); });
  const bool label = words.size() == 2 && is_initial(words.front()) && shouts(words.back()) &&
                     words.back().size() <= 4; // "P. IVA"
  const bool shape = !acronym && !label && words.size() >= 2 && words.size() <= 5 && capitals >= 2 &&
                     begins_upper(words.front()) && begins_name(words.back()) &&
                     bare(words.back()).size() >= 2 && !is_initial(words.back()) &&
                     std::all_of(words.begin(), words.end(), [](std::string_view w) {
                       return begins_name(w) || particles().contains(unicode_lower(w));
                     });
  if (!shape || (sole_trader && !is_given(words.front()))) {
    return out; // "Blumen Meier e.K."
  }
  const bool one_shouts =
      !std::all_of(words.begin(), words.end(), [](std::string_view w) { return shouts(w); });
  for (const std::string_view word : words) {
    const std::string_view plain = trim(word, ",\"()");
    out.name += (out.name.empty() ? "" : " ") + (one_shouts ? spoken(plain) : std::string(plain));
  }
  out.known_given = is_given(words.front()) || (is_initial(words.front()) && is_given(words[1]));
  out.rest = std::string(trim_signs(text.substr(end), " ,-|:;()/\t"));
  return out;
}

mailbox_names::mailbox_names(std::string_view name) {
  const auto words = split(name, " ");
  if (words.size() < 2) {
    return;
  }
  first_ = letters_of_mailbox(without_diacritics(words.front()));
  std::string family;
  std::string spoken_family;
  for (std::size_t i = words.size(); i-- > 1;) {
    family.insert(0, letters_of_mailbox(without_diacritics(words[i])));
    spoken_family.insert(0, letters_of_mailbox(without_diacritics(umlauts_written_out(words[i]))));
    last_.push_back(family);
    if (spoken_family != family) {
      last_.push_back(spoken_family);
    }
  }
}

mailbox_fit mailbox_names::fit(std::string_view local_part) const {
  const std::string local = letters_of_mailbox(without_diacritics(local_part));
  const std::string initial = first_.substr(0, 1);
  mailbox_fit best = local == first_ && first_.size() >= 3 ? mailbox_fit::one_name : mailbox_fit::none;
  for (const std::string& last : last_) {
    const bool behind = last.size() >= 2 && local.ends_with(last);
    const bool before = last.size() >= 2 && local.starts_with(last);
    const std::string rest = behind   ? local.substr(0, local.size() - last.size())
                             : before ? local.substr(last.size())
                                      : std::string{};
    mailbox_fit found = mailbox_fit::none;
    if (behind || before) {
      found = rest.empty()                                           ? mailbox_fit::one_name
              : rest == first_                                       ? mailbox_fit::whole
              : rest.size() <= 3 && rest.starts_with(initial)        ? mailbox_fit::initial
              : first_.starts_with(rest) || rest.starts_with(first_) ? mailbox_fit::whole
                                                                     : mailbox_fit::none;
    }
    if (found == mailbox_fit::none && last.size() >= 3 && local.find(last) != std::string::npos) {
      found = mailbox_fit::inside;
    }
    if (found == mailbox_fit::none && first_.size() >= 3 && local == first_ + last.substr(0, 1)) {
      found = mailbox_fit::initial;
    }
    best = std::max(best, found);
  }
  return best;
}

} // namespace leadstream::extraction
