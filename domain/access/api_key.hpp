#pragma once
#include "domain/model/uuid.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leadstream::access {

/// An API key as its owner holds it: "lk_" id "_" secret. The id names it in lists and logs; only a hash of
/// the secret is stored.
struct api_key {
  std::string id;     ///< 8 of [a-z0-9]
  std::string secret; ///< 43 of [A-Za-z0-9], 256 bits of chance

  std::string text() const { return "lk_" + id + "_" + secret; }
};

/// Exactly that form; nothing for anything else.
std::optional<api_key> parse_api_key(std::string_view text);

/// A new key. The source must be fit for secrets.
api_key make_api_key(const random_source& random);

/// Text of `length` letters and digits for other secrets (tickets, sessions, set-up tokens).
std::string make_secret(std::size_t length, const random_source& random);

} // namespace leadstream::access
