#pragma once
#include "net/api/router.hpp"

namespace leadstream::api {

/// The handler with Idempotency-Key: a repeat within a day gets the first answer (with Idempotency-Replayed)
/// and changes nothing; the same key with other content is 422, while the first is under way 409. What failed
/// may be tried again. `inner` makes what it makes under http_call::seed, so that a request whose process
/// died makes nothing twice.
handler idempotent(handler inner);

} // namespace leadstream::api
