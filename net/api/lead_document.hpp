#pragma once
#include "net/api/http.hpp"

namespace leadstream::api {

/// All about a lead, with its version as ETag; 304 when the client has that version.
response lead_document(const http_call& call, const lead& whole);

} // namespace leadstream::api
