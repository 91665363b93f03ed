#pragma once
#include "net/api/http.hpp"

#include <string>
#include <string_view>

namespace leadstream::api {

/// Text as the content of an element or the value of a quoted attribute.
std::string html_escaped(std::string_view text);

/// A small page for the public with that title and content, which must be HTML. It loads nothing, is not
/// stored and not indexed; the browser names it to this server alone, or its forms would come without an
/// origin.
response html_page(int status, std::string_view title, std::string_view content);

} // namespace leadstream::api
