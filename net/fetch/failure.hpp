#pragma once
#include "domain/ports.hpp"
#include "net/fetch/egress.hpp"

#include <curl/curl.h>
#include <string_view>

namespace leadstream::net {

/// What libcurl's result means to the inside. `detail` is libcurl's error buffer.
refusal explain(CURLcode code, std::string_view detail);

} // namespace leadstream::net
