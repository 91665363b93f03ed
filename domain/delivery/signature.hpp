#pragma once
#include "domain/delivery/webhook.hpp"
#include "domain/model/uuid.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

/// Signatures of Standard Webhooks 1.0: HMAC-SHA256 over id, time and the exact bytes of the body.
namespace leadstream::delivery {

/// A new secret of 32 random bytes: "whsec_" and base64.
std::string make_secret(const random_source& random);

/// Whether the text is such a secret, of 24 to 64 bytes as the standard wants.
bool is_secret(std::string_view text);

/// "v1,<base64>" of that message; empty when the secret is none.
std::string sign(std::string_view secret, std::string_view id, std::int64_t seconds, std::string_view body);

/// The headers of an attempt at `now`: webhook-id, webhook-timestamp and webhook-signature, with two
/// signatures while an old secret still counts.
std::vector<header> signed_headers(const endpoint& to, const delivery& what, wall_time now,
                                   std::string_view body);

/// Whether one of the signatures is right and the time is at most `tolerance` away from `now`. Compares in
/// constant time.
bool verify(std::string_view secret, std::string_view id, std::string_view timestamp,
            std::string_view signatures, std::string_view body, wall_time now,
            std::chrono::seconds tolerance = std::chrono::minutes(5));

} // namespace leadstream::delivery
