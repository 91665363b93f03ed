#pragma once
#include "domain/url/url.hpp"

#include <optional>
#include <string>
#include <string_view>

/// What a URL alone tells a crawler.
namespace leadstream::crawl {

/// The URL without what only tracks visitors or names their session: utm_… and its kin, PHPSESSID,
/// jsessionid, a segment "(S(…))".
url without_session(const url& address);

/// Whether a link leads into pages without end: calendars, filters and sortings of lists, shopping carts,
/// paths that repeat themselves, replies to comments, print views.
bool is_trap(const url& address);

/// Whether the query chooses a view of the page (a colour, a size, an order) rather than a page: no parameter
/// is an id, or a page's name as in "?page=kontakt", or a language.
bool is_view(const url& address);

/// Whether a link leads to a file rather than to a page, by the ending of its path.
bool is_file(const url& address);

/// The language that a URL names.
struct named_language {
  std::string code; ///< ISO 639-1, 639-2 where there is none; empty when it names none
  bool sure = true; ///< false: what names it may mean something else ("/it/", "/hr/")
  bool operator==(const named_language&) const = default;
};

/// By the first segment of the path ("/de/", "/pt-br/", "/zh-hans/", "/english/"), the lang parameter, or the
/// host
/// ("fr.example.com").
named_language language_of(const url& address);

/// The language of a tag alone: "pt-br" -> "pt".
std::string primary_language(std::string_view tag);

/// One spelling for the addresses that nearly always show the same page: without "www.", scheme, slash at the
/// end, index file, session and fragment, percent-encoded in one way.
std::string page_key(const url& address);

/// page_key without the language: the same page in every language.
std::string key_without_language(const url& address);

} // namespace leadstream::crawl
