#pragma once
#include "domain/model/page.hpp"

#include <cstdint>

namespace leadstream::crawl {

/// What a page with a good status really is.
enum class disguise : std::uint8_t {
  none,
  block_page,  ///< a refusal: CAPTCHA, challenge, "access denied"
  parked,      ///< the domain is for sale or stands unused
  missing_page ///< "page not found" with status 200
};

/// Whether the answer says that it is HTML or XML, or does not say what it is.
bool is_markup(const page& content);

/// Recognises what is never counted as success, by what the page itself says in its title, its headings or
/// its first words (config/lexicons/page_disguises.txt). Short pages alone are judged by more than their
/// title, and a page where somebody can be reached is not blocked.
disguise disguise_of(const page& content);

} // namespace leadstream::crawl
