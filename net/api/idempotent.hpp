#pragma once
#include "net/api/router.hpp"

namespace leadstream::api {

/// The handler with Idempotency-Key: a repeat within a day gets the first answer (with Idempotency-Replayed)
/// and changes nothing; the same key with other content is 422, while the first is under way 409. What failed
/// may be tried again. `inner` makes what it makes under http_call::seed, so that a request whose process
/// died makes nothing twice. Another `field` may carry the key.
handler idempotent(handler inner, const char* field = "Idempotency-Key");

/// The handler of a POST whose answer is never kept, as those that show a secret: a request with
/// Idempotency-Key is refused with 400, because a repeat would be done again.
handler unkeyed(handler inner);
/// The same of a body that is taken while it arrives.
upload_opener unkeyed_upload(upload_opener inner);

} // namespace leadstream::api
