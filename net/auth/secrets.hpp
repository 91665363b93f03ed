#pragma once
#include <cstdint>
#include <string_view>

namespace leadstream::auth {

/// A random source that is fit for secrets (OpenSSL's generator). Any thread. Throws std::runtime_error when
/// the system has no chance to give.
std::uint64_t secret_random();

/// Compares in a time that depends on the lengths alone.
bool equal_secrets(std::string_view a, std::string_view b);

} // namespace leadstream::auth
