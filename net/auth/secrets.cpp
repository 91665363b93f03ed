#include "net/auth/secrets.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace leadstream::auth {

std::uint64_t secret_random() {
  std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) {
    throw std::runtime_error("the system gives no random bytes for secrets");
  }
  std::uint64_t word = 0;
  for (const unsigned char byte : bytes) {
    word = (word << 8) | byte;
  }
  return word;
}

bool equal_secrets(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace leadstream::auth
