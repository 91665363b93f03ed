#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace leadstream::auth {

/// A random source that is fit for secrets (OpenSSL's generator). Any thread. Throws std::runtime_error when
/// the system has no chance to give.
std::uint64_t secret_random();

/// SHA-256 in lower-case hexadecimal digits: how secrets of full entropy are stored.
std::string sha256_hex(std::string_view text);

/// Compares in a time that depends on the lengths alone.
bool equal_secrets(std::string_view a, std::string_view b);

} // namespace leadstream::auth
