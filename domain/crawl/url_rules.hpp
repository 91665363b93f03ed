#pragma once
#include "domain/url/url.hpp"

#include <optional>
#include <string>

/// What a URL alone tells a crawler.
namespace leadstream::crawl {

/// The URL without what only tracks visitors or names their session: utm_… and its kin, PHPSESSID,
/// jsessionid.
url without_session(const url& address);

/// Whether a link leads into pages without end: calendars, filters and sortings of lists, shopping carts,
/// paths that repeat themselves, replies to comments, print views.
bool is_trap(const url& address);

/// Whether a link leads to a file rather than to a page, by the ending of its path.
bool is_file(const url& address);

/// The language that the URL names: first segment of the path ("/de/", "/pt-br/"), lang parameter, or host
/// ("fr.example.com"). ISO 639-1; empty when it names none.
std::string language_of(const url& address);

/// One spelling for the addresses that nearly always show the same page: without "www.", scheme, slash at the
/// end, index file, session and fragment.
std::string page_key(const url& address);

/// page_key without the language: the same page in every language.
std::string key_without_language(const url& address);

} // namespace leadstream::crawl
