#pragma once
#include "net/api/http.hpp"

namespace leadstream::api {

/// All about a lead, with its version as ETag; 304 when the client has that version.
response lead_document(const http_call& call, const lead& whole);

/// Passes a lead that was looked for on to `shown`; one that went with an erasure is answered 451.
completion<lead> answer_lead(const call_ptr& call, const uuid& id, completion<lead> shown);

} // namespace leadstream::api
