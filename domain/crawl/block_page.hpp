#pragma once
#include "domain/model/page.hpp"

namespace leadstream::crawl {

/// Whether a page with a good status is a refusal in disguise: a CAPTCHA, a challenge, "access denied".
/// Such a page is never counted as success. Only short pages are judged by their words, so that a long
/// article about CAPTCHAs is not taken for one.
bool is_block_page(const page& content);

} // namespace leadstream::crawl
