#include "domain/crawl/url_rules.hpp"

#include "domain/text/ascii.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

namespace leadstream::crawl {
namespace {

constexpr std::size_t most_segments = 20;
constexpr int most_repeats = 2;
constexpr std::size_t longest_query = 200;
constexpr std::size_t most_parameters = 5;

/// Sorted: these parameters say who comes, not what is shown.
constexpr std::array<std::string_view, 28> session_parameters{
    "_ga",       "_gl",     "aspsessionid", "cfid",      "cftoken",    "dclid",  "fbclid",
    "gclid",     "gclsrc",  "hsa_",         "igshid",    "jsessionid", "mc_cid", "mc_eid",
    "mkt_tok",   "msclkid", "oscsid",       "phpsessid", "s_cid",      "sessid", "session_id",
    "sessionid", "sid",     "sscid",        "twclid",    "yclid",      "zanpid", "zenid"};

/// Names that say page, and in whose value stands which: "?page=kontakt".
constexpr std::array<std::string_view, 13> page_parameters{"action",  "article", "content", "do",   "file",
                                                           "go",      "inhalt",  "nav",     "page", "pg",
                                                           "section", "seite",   "site"};

constexpr std::array<std::string_view, 46> file_endings{
    ".7z",  ".aac",  ".apk", ".avi", ".bmp", ".bz2",  ".css",  ".csv",  ".dmg",  ".doc",  ".docx", ".eot",
    ".exe", ".gif",  ".gz",  ".ico", ".ics", ".iso",  ".jpeg", ".jpg",  ".js",   ".json", ".m4a",  ".mov",
    ".mp3", ".mp4",  ".ods", ".odt", ".ogg", ".pdf",  ".png",  ".ppt",  ".pptx", ".rar",  ".rss",  ".svg",
    ".tar", ".tiff", ".ttf", ".vcf", ".wav", ".webm", ".webp", ".woff", ".xls",  ".zip"};

/// Parameters of lists that are combined without end, and of calendars.
constexpr std::array<std::string_view, 34> endless_parameters{
    "add-to-cart", "add_to_cart", "calendar",       "cal",   "date",    "datum",        "day",
    "dir",         "filter",      "filters",        "from",  "ical",    "jahr",         "mois",
    "mon",         "monat",       "month",          "order", "orderby", "outlook-ical", "print",
    "price",       "q",           "replytocom",     "s",     "search",  "share",        "sort",
    "sortby",      "suche",       "tribe-bar-date", "week",  "woche",   "year"};

/// Segments of pages that serve shoppers and members, never readers.
constexpr std::array<std::string_view, 24> shop_segments{
    "cart",       "warenkorb", "panier",       "carrito",  "carrello",   "winkelwagen",
    "koszyk",     "checkout",  "kasse",        "login",    "logout",     "signin",
    "signup",     "register",  "wp-login.php", "wp-admin", "my-account", "mein-konto",
    "mon-compte", "wishlist",  "merkliste",    "compare",  "feed",       "wp-json"};

/// ISO 639-1 of the languages that websites offer.
constexpr std::array<std::string_view, 49> languages{
    "ar", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga",
    "gl", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ko", "lb", "lt", "lv", "mk", "mt", "nl", "no",
    "pl", "pt", "rm", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "vi", "zh"};

struct language_word {
  std::string_view word;
  std::string_view code;
};

/// ISO 639-2 and what is written in its place, without those that are words ("spa", "chi").
constexpr std::array<language_word, 47> long_codes{
    {{"ara", "ar"}, {"bul", "bg"}, {"cat", "ca"}, {"ces", "cs"}, {"cze", "cs"},  {"zho", "zh"},
     {"dan", "da"}, {"deu", "de"}, {"ger", "de"}, {"dut", "nl"}, {"nld", "nl"},  {"ell", "el"},
     {"gre", "el"}, {"eng", "en"}, {"esp", "es"}, {"est", "et"}, {"eus", "eu"},  {"fil", "fil"},
     {"fin", "fi"}, {"fra", "fr"}, {"fre", "fr"}, {"glg", "gl"}, {"gsw", "gsw"}, {"haw", "haw"},
     {"heb", "he"}, {"hrv", "hr"}, {"hun", "hu"}, {"ind", "id"}, {"isl", "is"},  {"ita", "it"},
     {"jpn", "ja"}, {"kor", "ko"}, {"lav", "lv"}, {"lit", "lt"}, {"nor", "no"},  {"pol", "pl"},
     {"por", "pt"}, {"ron", "ro"}, {"rus", "ru"}, {"slk", "sk"}, {"slv", "sl"},  {"sqi", "sq"},
     {"srp", "sr"}, {"swe", "sv"}, {"tur", "tr"}, {"ukr", "uk"}, {"vie", "vi"}}};

/// Names that hardly mean anything else in a path.
constexpr std::array<language_word, 20> language_names{
    {{"english", "en"},    {"deutsch", "de"}, {"german", "de"},   {"francais", "fr"},  {"french", "fr"},
     {"espanol", "es"},    {"spanish", "es"}, {"italiano", "it"}, {"portugues", "pt"}, {"portuguese", "pt"},
     {"nederlands", "nl"}, {"polski", "pl"},  {"russian", "ru"},  {"svenska", "sv"},   {"dansk", "da"},
     {"norsk", "no"},      {"suomi", "fi"},   {"magyar", "hu"},   {"hrvatski", "hr"},  {"turkce", "tr"}}};

constexpr std::array<std::string_view, 6> scripts{"arab", "cyrl", "hans", "hant", "hebr", "latn"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(at), text.size());
    if (end > 0) {
      parts.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string_view name_of(std::string_view parameter) {
  return parameter.substr(0, parameter.find('='));
}

std::string_view value_of(std::string_view parameter) {
  return parameter.substr(std::min(parameter.find('=') + 1, parameter.size()));
}

/// A long row of hexadecimal digits or of letters and digits, as programs draw it.
bool is_drawn(std::string_view value) {
  constexpr std::size_t fewest = 20;
  return value.size() >= fewest && std::all_of(value.begin(), value.end(), is_word) &&
         std::any_of(value.begin(), value.end(), is_digit) &&
         std::any_of(value.begin(), value.end(), is_letter);
}

bool names_session(std::string_view parameter) {
  const std::string name = lower(name_of(parameter));
  const bool like_one =
      name.ends_with("sid") || name.ends_with("s_id") || name.find("sess") != std::string::npos;
  return (like_one && is_drawn(value_of(parameter))) || is_one_of(session_parameters, name) ||
         name.starts_with("utm_") || name.starts_with("hsa_") || name.starts_with("aspsessionid") ||
         name.starts_with("pk_") || name.starts_with("mtm_");
}

bool is_number(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_year(std::string_view text) {
  return is_number(text, 4, 4) && (text.starts_with("19") || text.starts_with("20"));
}

/// Segments below which dates are pages of a calendar.
constexpr std::array<std::string_view, 14> calendar_words{
    "calendar",        "kalender", "calendrier", "calendario", "agenda", "events",     "event",
    "veranstaltungen", "termine",  "evenements", "eventos",    "eventi", "wydarzenia", "evenementen"};

/// "2026-11", "2026-11-22": the day or month of a calendar.
bool is_date(std::string_view text) {
  const auto parts = split(text, '-');
  return (parts.size() == 2 || parts.size() == 3) && is_year(parts[0]) &&
         std::all_of(parts.begin() + 1, parts.end(), [](auto part) { return is_number(part, 1, 2); });
}

bool is_calendar(const std::vector<std::string_view>& segments) {
  const bool named = std::any_of(segments.begin(), segments.end(),
                                 [](auto segment) { return is_one_of(calendar_words, lower(segment)); });
  const bool dated = std::any_of(segments.begin(), segments.end(),
                                 [](auto segment) { return is_year(segment) || is_date(segment); });
  if (segments.empty()) {
    return false;
  }
  // An archive by day or month: /2026/11/ and nothing behind it.
  const auto last = segments.back();
  const bool archive = segments.size() >= 2 && is_number(last, 1, 2) &&
                       std::any_of(segments.begin(), segments.end() - 1, [](auto s) { return is_year(s); });
  return archive || is_date(last) || (named && dated);
}

bool repeats(const std::vector<std::string_view>& segments) {
  std::map<std::string_view, int> count;
  return segments.size() > most_segments ||
         std::any_of(segments.begin(), segments.end(), [&](auto s) { return ++count[s] > most_repeats; });
}

/// The ISO 639-1 code of a code of two or three letters; empty when it is none.
std::string_view code_of(std::string_view text) {
  if (is_one_of(languages, text)) {
    return text;
  }
  const auto* found = std::find_if(long_codes.begin(), long_codes.end(),
                                   [text](const language_word& known) { return known.word == text; });
  return found == long_codes.end() ? std::string_view() : found->code;
}

bool is_region_or_script(std::string_view text) {
  const bool letters = std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return (text.size() == 2 && letters) || is_number(text, 3, 3) || is_one_of(scripts, text);
}

/// "de", "de-ch", "pt_BR", "zh-Hans", "fil", "english"
named_language language_in(std::string_view tag) {
  std::string text = lower(tag);
  std::replace(text.begin(), text.end(), '_', '-');
  const auto parts = split(text, '-');
  if (parts.empty() || parts.size() > 3) {
    return {};
  }
  const auto* name = std::find_if(language_names.begin(), language_names.end(),
                                  [&](const language_word& known) { return known.word == text; });
  if (name != language_names.end()) {
    return {std::string(name->code), true};
  }
  const bool whole = std::all_of(parts.begin() + 1, parts.end(), is_region_or_script);
  return whole ? named_language{std::string(code_of(parts[0])), parts.size() > 1} : named_language{};
}

bool names_language(std::string_view parameter) {
  const std::string name = lower(name_of(parameter));
  return name == "lang" || name == "language" || name == "hl" || name == "locale" || name == "sprache";
}

/// "(S(0x5k…))", "(X(1)A(…))": how ASP.NET writes sessions without cookies.
bool is_session_segment(std::string_view segment) {
  return segment.size() > 4 && segment.starts_with('(') && segment.ends_with("))") && segment[2] == '(' &&
         std::string_view("AFSX").find(segment[1]) != std::string_view::npos;
}

void drop_session_segment(std::string& path) {
  for (std::size_t slash = path.find("/("); slash != std::string::npos; slash = path.find("/(", slash + 1)) {
    const std::size_t end = std::min(path.find('/', slash + 1), path.size());
    if (is_session_segment(std::string_view(path).substr(slash + 1, end - slash - 1))) {
      path.erase(slash, end - slash);
      path = path.empty() ? "/" : path;
      return;
    }
  }
}

/// Whether it says which page is meant: an id, or a name.
bool names_page(std::string_view parameter) {
  const std::string name = lower(name_of(parameter));
  const std::string_view value = value_of(parameter);
  return name.ends_with("id") || name == "p" || names_language(parameter) ||
         (is_one_of(page_parameters, name) && !value.empty() && is_letter(value.front())) ||
         parameter.find('=') == std::string_view::npos;
}

/// Percent-encoded in one way (RFC 3986, 6.2.2): what needs no encoding as it is, the rest in upper case.
std::string canonical_percents(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool encoded =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) && hex_value(text[i + 2]);
    if (encoded) {
      out += encode_component(percent_decode(text.substr(i, 3)));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string without_www(std::string host) {
  if (host.starts_with("www.")) {
    host.erase(0, 4);
  }
  return host;
}

} // namespace

url without_session(const url& address) {
  url clean = address;
  if (const auto matrix = lower(clean.path).find(";jsessionid="); matrix != std::string::npos) {
    clean.path.erase(matrix);
  }
  drop_session_segment(clean.path);
  if (!clean.query.empty()) {
    auto parameters = split(clean.query, '&');
    std::erase_if(parameters, names_session);
    clean.query = joined(parameters, "&");
  }
  return clean;
}

bool is_trap(const url& address) {
  const std::string path = lower(address.path);
  // What a content delivery network keeps below every host for its own scripts.
  if (path.starts_with("/cdn-cgi/") || address.query.size() > longest_query) {
    return true;
  }
  const auto segments = split(path, '/');
  const auto parameters = split(address.query, '&');
  return repeats(segments) || is_calendar(segments) || parameters.size() > most_parameters ||
         std::any_of(segments.begin(), segments.end(), [](auto s) { return is_one_of(shop_segments, s); }) ||
         std::any_of(parameters.begin(), parameters.end(),
                     [](auto parameter) { return is_one_of(endless_parameters, lower(name_of(parameter))); });
}

bool is_view(const url& address) {
  const auto parameters = split(address.query, '&');
  return !parameters.empty() && std::none_of(parameters.begin(), parameters.end(), names_page);
}

bool is_file(const url& address) {
  const auto dot = address.path.rfind('.');
  return dot != std::string::npos && address.path.find('/', dot) == std::string::npos &&
         is_one_of(file_endings, lower(std::string_view(address.path).substr(dot)));
}

named_language language_of(const url& address) {
  const auto segments = split(address.path, '/');
  if (!segments.empty()) {
    if (auto language = language_in(segments.front()); !language.code.empty()) {
      return language;
    }
  }
  for (const auto parameter : split(address.query, '&')) {
    if (names_language(parameter)) {
      return {language_in(value_of(parameter)).code, true};
    }
  }
  const std::string host = without_www(address.host);
  const std::string domain = registrable_domain(host);
  return host.size() > domain.size() + 1 && !domain.empty()
             ? language_in(std::string_view(host).substr(0, host.find('.')))
             : named_language{};
}

std::string primary_language(std::string_view tag) {
  const std::string text = lower(tag);
  return std::string(code_of(std::string_view(text).substr(0, text.find_first_of("-_"))));
}

std::string page_key(const url& given) {
  const url address = without_session(given);
  std::string path = address.path;
  static constexpr std::array<std::string_view, 6> index_files{"index.html", "index.htm",   "index.php",
                                                               "index.aspx", "default.asp", "default.aspx"};
  if (const auto slash = path.rfind('/');
      slash != std::string::npos && is_one_of(index_files, lower(std::string_view(path).substr(slash + 1)))) {
    path.resize(slash + 1);
  }
  while (path.size() > 1 && path.back() == '/') {
    path.pop_back();
  }
  return without_www(address.host) + canonical_percents(path) +
         (address.query.empty() ? "" : "?" + canonical_percents(address.query));
}

std::string key_without_language(const url& given) {
  url address = given;
  auto segments = split(address.path, '/');
  std::string path = address.path;
  if (!segments.empty() && !language_in(segments.front()).code.empty()) {
    segments.erase(segments.begin());
    path = "/" + joined(segments, "/");
  }
  address.path = path;
  auto parameters = split(address.query, '&');
  std::erase_if(parameters, names_language);
  address.query = joined(parameters, "&");
  const std::string host = without_www(address.host);
  const std::string domain = registrable_domain(host);
  if (!domain.empty() && host.size() > domain.size() + 1 &&
      !language_in(std::string_view(host).substr(0, host.find('.'))).code.empty()) {
    address.host = host.substr(host.find('.') + 1);
  }
  return page_key(address);
}

} // namespace leadstream::crawl
