#include "domain/crawl/block_page.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace leadstream::crawl {
namespace {

/// A refusal has little text of its own: what is longer has content.
constexpr std::size_t most_visible_bytes = 1'500;
constexpr std::size_t most_scanned_bytes = 64U << 10U;

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

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool starts_with(std::string_view text, std::size_t at, std::string_view word) {
  return text.compare(at, word.size(), word) == 0;
}

/// The text between tags, lower case, without scripts and styles; stops once it is longer than a refusal.
std::string visible_text(std::string_view html) {
  std::string text;
  for (std::size_t i = 0; i < html.size() && text.size() <= most_visible_bytes; ++i) {
    if (html[i] != '<') {
      const bool blank = html[i] == ' ' || html[i] == '\n' || html[i] == '\t' || html[i] == '\r';
      if (!blank || (!text.empty() && text.back() != ' ')) {
        text += blank ? ' ' : html[i];
      }
      continue;
    }
    const std::string_view end = starts_with(html, i, "<script")  ? "</script"
                                 : starts_with(html, i, "<style") ? "</style"
                                                                  : ">";
    i = html.find(end, i);
    if (i == std::string_view::npos) {
      break;
    }
    if (end.size() > 1) {
      i = std::min(html.find('>', i), html.size());
    }
  }
  return text;
}

} // namespace

bool is_block_page(const page& content) {
  const std::string_view type = find_header(content.headers, "Content-Type");
  if (!type.empty() && type.find("html") == std::string_view::npos) {
    return false;
  }
  std::string html = content.body.substr(0, most_scanned_bytes);
  std::transform(html.begin(), html.end(), html.begin(), lower);
  const auto in = [](std::string_view text) {
    return [text](std::string_view word) { return text.find(word) != std::string_view::npos; };
  };
  const std::string text = visible_text(html);
  if (text.size() > most_visible_bytes) {
    return false;
  }
  return std::any_of(challenge_marks.begin(), challenge_marks.end(), in(html)) ||
         std::any_of(refusal_words.begin(), refusal_words.end(), in(text));
}

} // namespace leadstream::crawl
