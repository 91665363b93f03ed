#include "domain/extract/language.hpp"

#include "domain/text/string_map.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_filter.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace leadstream::extraction {
namespace {

constexpr std::size_t looked_at = 20000; ///< bytes
constexpr std::size_t longest_word = 16; ///< of the common ones, in bytes

struct common_words {
  std::string_view language;
  std::string_view words;
};

constexpr std::array<common_words, 15> commonest{{
    {"en", "the and of to in is for with on our we you your are that this from at by be or as it us have not "
           "will can"},
    {"de", "und der die das den dem des ist mit für von zu im auf ein eine einen wir sie ihr ihre unser "
           "unsere uns nicht auch bei oder sich aus nach werden als"},
    {"fr", "le la les des et du une un est pour dans nous vous votre notre nos vos avec sur par au aux que "
           "qui ce cette sont pas plus en à"},
    {"it", "il lo gli della delle dei del di che per con una un è sono nostro nostra i nel nella alla dal "
           "più anche come e le la non da al"},
    {"es", "el los las de del y en con para por una un es su sus nuestro nuestra nosotros que como más al se "
           "lo la son usted está no"},
    {"nl", "de het een en van voor met op is zijn wij we u uw ons onze bij niet ook aan dat die naar om te "
           "door of wordt in heeft"},
    {"pl", "i w z na do się jest nie dla oraz od przez że to są nas nasz nasza po za lub jak o ich ma być "
           "tym ze naszej"},
    {"pt", "o os as da do das dos e em com para por uma um é não sua seu nosso nossa nós que mais no na ao "
           "ou como são à"},
    {"sv",
     "och att det som en på är av för med till den har i de inte vi om ett oss våra din kan eller från"},
    {"da", "og at det som en på er af for med til den har i de ikke vi om et os vores din kan eller fra"},
    {"no", "og å det som en på er av for med til den har i de ikke vi om et oss våre din kan eller fra"},
    {"cs", "a v se na je s z do o pro že k i nebo jsou jako za by po při naše nás vás který která"},
    {"ro", "și de la în a cu pe din pentru este o un care nu mai sau noastră dumneavoastră sunt prin al"},
    {"hu", "a az és hogy nem is egy van meg ez csak de ha vagy mint el kell még már minket önnek"},
    {"fi", "ja on ei se että hän oli joka mutta niin kun tai sekä myös meidän sinun yhteystiedot me"},
}};

using votes = std::array<int, commonest.size()>;

/// Which languages a word is common in.
const string_map<std::vector<std::size_t>>& index_of_words() {
  static const auto index = [] {
    string_map<std::vector<std::size_t>> made;
    for (std::size_t i = 0; i < commonest.size(); ++i) {
      for (const std::string_view word : split(commonest[i].words, " ")) {
        made[std::string(word)].push_back(i);
      }
    }
    return made;
  }();
  return index;
}

/// Most words of a text are no common ones, which this tells sooner than the index.
const word_filter& filter_of_words() {
  static const auto filter = [] {
    word_filter made;
    for (const auto& [word, languages] : index_of_words()) {
      made.add(word);
    }
    return made;
  }();
  return filter;
}

std::string language_of_script(char32_t c) {
  if (c >= 0x3040 && c <= 0x30FF) {
    return "ja";
  }
  if (c >= 0xAC00 && c <= 0xD7A3) {
    return "ko";
  }
  if (c >= 0x4E00 && c <= 0x9FFF) {
    return "zh";
  }
  if (c >= 0x0400 && c <= 0x04FF) {
    return c == 0x0456 || c == 0x0457 || c == 0x0454 ? "uk" : "ru";
  }
  if (c >= 0x0370 && c <= 0x03FF) {
    return "el";
  }
  if (c >= 0x0600 && c <= 0x06FF) {
    return "ar";
  }
  return c >= 0x0590 && c <= 0x05FF ? "he" : c >= 0x0E00 && c <= 0x0E7F ? "th" : "";
}

/// The language of a script other than Latin that makes up a third of the letters.
std::string detect_script(std::string_view text) {
  const auto is_beyond_latin = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xCD && byte != 0xE2; // E2 begins signs
  };
  if (std::none_of(text.begin(), text.end(), is_beyond_latin)) {
    return {};
  }
  std::unordered_map<std::string, int> counts;
  int letters = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_high(text[i])) {
      letters += is_letter(text[i++]) ? 1 : 0;
      continue;
    }
    const std::string language = language_of_script(next_code_point(text, i));
    ++letters;
    if (!language.empty()) {
      ++counts[language];
    }
  }
  if (counts["ja"] > 0 && (counts["ja"] + counts["zh"]) * 3 > letters && counts["ja"] * 10 > counts["zh"]) {
    return "ja";
  }
  if (counts["uk"] * 30 > counts["ru"] && (counts["uk"] + counts["ru"]) * 3 > letters) {
    return "uk";
  }
  for (const auto& [language, count] : counts) {
    if (count * 3 > letters) {
      return language;
    }
  }
  return {};
}

/// Within an address or the name of a host: the "com" of acme.com is no Portuguese.
bool is_of_address(std::string_view text, std::size_t begin, std::size_t end) {
  const auto is_joint = [text](std::size_t at) {
    return text[at] == '@' || (text[at] == '.' && at > 0 && is_word(text[at - 1]) && at + 1 < text.size() &&
                               is_word(text[at + 1]));
  };
  return (begin > 0 && is_joint(begin - 1)) || (end < text.size() && is_joint(end));
}

/// Letters of ASCII in lower case, bytes of others as they are, 0 for all else.
constexpr std::array<char, 256> letters = [] {
  std::array<char, 256> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const char c = static_cast<char>(i);
    out.at(i) = is_letter(c) ? to_lower(c) : is_high(c) ? c : '\0';
  }
  return out;
}();

votes count_words(std::string_view text) {
  votes counted{};
  const auto& index = index_of_words();
  const word_filter& filter = filter_of_words();
  std::array<char, longest_word> plain{};
  for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
    bool high = false;
    for (end = begin; end < text.size(); ++end) {
      const char c = letters[static_cast<unsigned char>(text[end])];
      if (c == '\0') {
        break;
      }
      plain[std::min(end - begin, longest_word - 1)] = c;
      high = high || is_high(c);
    }
    if (end == begin || end - begin > longest_word) {
      continue;
    }
    const std::string other = high ? unicode_lower(text.substr(begin, end - begin)) : std::string();
    const std::string_view word =
        high ? std::string_view(other) : std::string_view(plain.data(), end - begin);
    if (!filter.may_hold(word) || is_of_address(text, begin, end)) {
      continue;
    }
    if (const auto found = index.find(word); found != index.end()) {
      for (const std::size_t language : found->second) {
        counted[language] += found->second.size() == 1 ? 3 : 1;
      }
    }
  }
  return counted;
}

std::size_t place_of(std::string_view language) {
  const auto found = std::find_if(commonest.begin(), commonest.end(),
                                  [language](const common_words& c) { return c.language == language; });
  return static_cast<std::size_t>(found - commonest.begin());
}

/// Whether a declared language is written in the letters by which another was told: Japanese in Han,
/// Bulgarian in Cyrillic.
bool shares_letters(std::string_view declared, std::string_view detected) {
  return (detected == "zh" && declared == "ja") ||
         (is_one_of(detected, {"ru", "uk"}) &&
          is_one_of(declared, {"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg"})) ||
         (detected == "ar" && is_one_of(declared, {"fa", "ur", "ps"})) ||
         (detected == "he" && declared == "yi");
}

/// Whether the words tell clearly against what was declared. Languages without a list share their little
/// words with those that have one (Catalan with Spanish), but none with English.
bool is_outvoted(std::string_view declared, std::string_view detected, const votes& counted) {
  const std::size_t place = place_of(declared);
  if (place < commonest.size()) {
    return counted[place_of(detected)] >= 2 * counted[place];
  }
  return detected == "en" ||
         !is_one_of(declared, {"ca", "gl", "eu", "oc", "hr", "sl", "bs", "sk", "lt", "lv", "et", "tr",
                               "az", "is", "fo", "af", "sq", "lb", "rm", "vi", "id", "ms", "mt"});
}

} // namespace

std::string declared_language(const document& page) {
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
    const std::string_view name = page.nodes[i].name;
    std::string_view tag;
    if (name == "html") {
      tag = page.get(i, page.has(i, "lang") ? "lang" : "xml:lang");
    } else if (name == "meta" && (equals_ignoring_case(page.get(i, "http-equiv"), "content-language") ||
                                  equals_ignoring_case(page.get(i, "property"), "og:locale") ||
                                  equals_ignoring_case(page.get(i, "name"), "language"))) {
      tag = page.get(i, "content");
    } else if (name == "body") {
      return {};
    }
    tag = trim(tag);
    if (tag.size() >= 2 && is_letter(tag[0]) && is_letter(tag[1]) &&
        (tag.size() == 2 || !is_letter(tag[2]))) {
      return std::string(tag);
    }
  }
  return {};
}

std::string detect_language(std::string_view text) {
  text = text.substr(0, looked_at);
  if (std::string by_script = detect_script(text); !by_script.empty()) {
    return by_script;
  }
  const votes counted = count_words(text);
  const auto best = std::max_element(counted.begin(), counted.end());
  auto others = counted;
  others[static_cast<std::size_t>(best - counted.begin())] = 0;
  const int second = *std::max_element(others.begin(), others.end());
  const bool clear = *best >= 12 && *best * 10 >= second * 13;
  return clear ? std::string(commonest[static_cast<std::size_t>(best - counted.begin())].language)
               : std::string{};
}

std::string language_of(std::string_view declared_tag, std::string_view text) {
  std::string declared = lower(declared_tag.substr(0, 2));
  if (declared == "nb" || declared == "nn") {
    declared = "no";
  }
  const std::string detected = detect_language(text);
  if (detected.empty() || shares_letters(declared, detected)) {
    return declared;
  }
  const bool differ = !declared.empty() && detected != declared && place_of(detected) < commonest.size();
  return differ && !is_outvoted(declared, detected, count_words(text.substr(0, looked_at))) ? declared
                                                                                            : detected;
}

} // namespace leadstream::extraction
