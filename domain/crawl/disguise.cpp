#include "domain/crawl/disguise.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace leadstream::crawl {
namespace {

/// A refusal has little text of its own: what is longer has content.
constexpr std::size_t most_visible_bytes = 1'500;
constexpr std::size_t most_scanned_bytes = 64U << 10U;
/// A missing page says so in its title or first words.
constexpr std::size_t most_first_words = 300;

/// Marks that only challenge pages carry, whatever their size.
constexpr std::array<std::string_view, 7> challenge_marks{
    "cf-browser-verification", "cf_chl_opt", "/cdn-cgi/challenge-platform/",
    "_incapsula_resource",     "px-captcha", "ddos-guard",
    "captcha-delivery.com"};

/// Words of a refusal, looked for in the visible text of short pages.
constexpr std::array<std::string_view, 14> refusal_words{"access denied",
                                                         "access to this page has been denied",
                                                         "are you a robot",
                                                         "are you human",
                                                         "verify you are human",
                                                         "unusual traffic",
                                                         "captcha",
                                                         "request blocked",
                                                         "you have been blocked",
                                                         "zugriff verweigert",
                                                         "accès refusé",
                                                         "acceso denegado",
                                                         "accesso negato",
                                                         "checking your browser"};

/// Marks of the services that show pages on unused domains.
constexpr std::array<std::string_view, 9> parking_marks{
    "sedoparking.com",    "parkingcrew.net",   "bodis.com",
    "parklogic.com",      "above.com/parking", "afternic.com/",
    "dan.com/buy-domain", "hugedomains.com/",  "img1.wsimg.com/parking-lander"};

constexpr std::array<std::string_view, 28> parking_words{"domain is for sale",
                                                         "domain may be for sale",
                                                         "domain name is for sale",
                                                         "buy this domain",
                                                         "inquire about this domain",
                                                         "domain is parked",
                                                         "parked free",
                                                         "parked domain",
                                                         "this domain has been registered",
                                                         "domain has expired",
                                                         "this domain is available",
                                                         "domain steht zum verkauf",
                                                         "diese domain kaufen",
                                                         "domain zu verkaufen",
                                                         "diese domain wurde registriert",
                                                         "domaine est à vendre",
                                                         "acheter ce domaine",
                                                         "dominio está en venta",
                                                         "dominio en venta",
                                                         "dominio è in vendita",
                                                         "acquista questo dominio",
                                                         "domein is te koop",
                                                         "domínio está à venda",
                                                         "domena jest na sprzedaż",
                                                         "welcome to nginx!",
                                                         "apache2 debian default page",
                                                         "apache2 ubuntu default page",
                                                         "index of /"};

/// Enough in a title, however long the page is.
constexpr std::array<std::string_view, 11> missing_titles{"404 not found",
                                                          "page not found",
                                                          "seite nicht gefunden",
                                                          "page introuvable",
                                                          "página no encontrada",
                                                          "pagina non trovata",
                                                          "página não encontrada",
                                                          "pagina niet gevonden",
                                                          "nie znaleziono strony",
                                                          "error 404",
                                                          "404 error"};

constexpr std::array<std::string_view, 31> missing_words{"page not found",
                                                         "page cannot be found",
                                                         "page can't be found",
                                                         "page could not be found",
                                                         "page you requested",
                                                         "page doesn't exist",
                                                         "page does not exist",
                                                         "error 404",
                                                         "404 error",
                                                         "404 not found",
                                                         "404 - ",
                                                         "404 – ",
                                                         "seite nicht gefunden",
                                                         "seite wurde nicht gefunden",
                                                         "seite konnte nicht gefunden werden",
                                                         "seite existiert nicht",
                                                         "fehler 404",
                                                         "page introuvable",
                                                         "page non trouvée",
                                                         "page n'existe pas",
                                                         "erreur 404",
                                                         "página no encontrada",
                                                         "página no existe",
                                                         "pagina non trovata",
                                                         "pagina non esiste",
                                                         "página não encontrada",
                                                         "pagina niet gevonden",
                                                         "pagina bestaat niet",
                                                         "nie znaleziono strony",
                                                         "strona nie istnieje",
                                                         "strona nie została znaleziona"};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// `word` in lower case.
bool begins_with(std::string_view text, std::size_t at, std::string_view word) {
  return text.size() - at >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, char b) { return a == lower(b); });
}

std::size_t find_without_case(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find(word.front(), from); at != std::string_view::npos;
       at = text.find(word.front(), at + 1)) {
    if (begins_with(text, at, word)) {
      return at;
    }
  }
  return std::string_view::npos;
}

/// The text between tags without scripts and styles; stops once it is longer than a refusal.
std::string visible_text(std::string_view html) {
  std::string text;
  for (std::size_t i = 0; i < html.size() && text.size() <= most_visible_bytes; ++i) {
    if (html[i] != '<') {
      const bool blank = html[i] == ' ' || html[i] == '\n' || html[i] == '\t' || html[i] == '\r';
      if (!blank || (!text.empty() && text.back() != ' ')) {
        text += blank ? ' ' : lower(html[i]);
      }
      continue;
    }
    const bool script = begins_with(html, i, "<script");
    const std::string_view end = script ? "</script" : begins_with(html, i, "<style") ? "</style" : ">";
    i = find_without_case(html, end, i);
    if (i == std::string_view::npos) {
      break;
    }
    if (end.size() > 1) {
      i = std::min(html.find('>', i), html.size());
    }
    if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  return text;
}

/// The title in lower case, empty when the page's beginning holds none.
std::string title_of(std::string_view html) {
  constexpr std::size_t most_head = 8U << 10U;
  const std::string_view head = html.substr(0, most_head);
  const auto open = find_without_case(head, "<title", 0);
  const auto begin = open == std::string_view::npos ? open : head.find('>', open);
  const auto end = begin == std::string_view::npos ? begin : head.find('<', begin);
  if (end == std::string_view::npos) {
    return {};
  }
  std::string title(head.substr(begin + 1, end - begin - 1));
  std::transform(title.begin(), title.end(), title.begin(), lower);
  return title;
}

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool is_html(const page& content) {
  const std::string_view type = find_header(content.headers, "Content-Type");
  return type.empty() || type.find("html") != std::string_view::npos;
}

} // namespace

bool is_markup(const page& content) {
  const std::string_view type = find_header(content.headers, "Content-Type");
  return type.empty() || type.find("html") != std::string_view::npos ||
         type.find("xml") != std::string_view::npos;
}

disguise disguise_of(const page& content) {
  if (!is_html(content)) {
    return disguise::none;
  }
  const std::string_view scanned = std::string_view(content.body).substr(0, most_scanned_bytes);
  if (const auto title = title_of(scanned); holds_any(title, missing_titles)) {
    return disguise::missing_page;
  }
  const std::string text = visible_text(scanned);
  if (text.size() > most_visible_bytes) {
    return disguise::none;
  }
  std::string html(scanned);
  std::transform(html.begin(), html.end(), html.begin(), lower);
  if (holds_any(html, challenge_marks) || holds_any(text, refusal_words)) {
    return disguise::block_page;
  }
  if (holds_any(html, parking_marks) || holds_any(text, parking_words)) {
    return disguise::parked;
  }
  return holds_any(std::string_view(text).substr(0, most_first_words), missing_words) ? disguise::missing_page
                                                                                      : disguise::none;
}

} // namespace leadstream::crawl
