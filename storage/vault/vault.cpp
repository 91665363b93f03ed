#include "storage/vault/vault.hpp"

#include <sodium.h>

#include <array>

namespace leadstream::storage {
namespace {

constexpr std::string_view mark = "sealed.1.";
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int base64 = sodium_base64_VARIANT_ORIGINAL;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

/// What tells the keys apart without telling them.
std::string name_of(const std::string& key) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(std::string_view(key)), key.size(), nullptr, 0);
  std::array<char, 9> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), 4);
  return text.data();
}

std::string to_base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), base64), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), base64);
  text.pop_back();
  return text;
}

std::string from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  const bool whole = sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr,
                                       &size, nullptr, base64) == 0;
  bytes.resize(whole ? size : 0);
  return bytes;
}

/// What the key makes of nonce and ciphertext; nothing when they are not its own or not of that place.
std::optional<std::string> decrypt(const std::string& key, std::string_view sealed, std::string_view place) {
  if (sealed.size() < nonce_size + tag_size) {
    return std::nullopt;
  }
  std::string text(sealed.size() - nonce_size - tag_size, '\0');
  const std::string_view cipher = sealed.substr(nonce_size);
  const bool good = crypto_aead_xchacha20poly1305_ietf_decrypt(
                        bytes_of(text), nullptr, nullptr, bytes_of(cipher), cipher.size(), bytes_of(place),
                        place.size(), bytes_of(sealed), bytes_of(std::string_view(key))) == 0;
  return good ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace

std::string vault::seal(std::string_view secret, std::string_view place) const {
  if (secret.empty()) {
    return {};
  }
  const std::string& key = keys_.front();
  std::string sealed(nonce_size + secret.size() + tag_size, '\0');
  randombytes_buf(sealed.data(), nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + nonce_size, nullptr, bytes_of(secret),
                                             secret.size(), bytes_of(place), place.size(), nullptr,
                                             bytes_of(sealed), bytes_of(std::string_view(key)));
  return std::string(mark) + name_of(key) + "." + to_base64(sealed);
}

result<std::string> vault::open(std::string_view stored, std::string_view place) const {
  if (!stored.starts_with(mark)) {
    return std::string(stored);
  }
  const std::string_view rest = stored.substr(mark.size());
  const auto dot = std::min(rest.find('.'), rest.size() - 1);
  for (const std::string& key : keys_) {
    if (name_of(key) == rest.substr(0, dot)) {
      if (auto text = decrypt(key, from_base64(rest.substr(dot + 1)), place)) {
        return *std::move(text);
      }
    }
  }
  return error{
      error_code::refused,
      "a stored secret does not open: storage.secret_key (or the file secret.key) is not the one that "
      "sealed it; give that one, as storage.old_secret_key when it was changed",
      "storage.secret_key"};
}

bool vault::is_current(std::string_view stored) const {
  return stored.empty() || stored.starts_with(std::string(mark) + name_of(keys_.front()) + ".");
}

} // namespace leadstream::storage
