#include "domain/delivery/signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>
#include <optional>

namespace leadstream::delivery {
namespace {

constexpr std::string_view prefix = "whsec_";
constexpr std::size_t secret_words = 4;
constexpr std::size_t least_key = 24;
constexpr std::size_t longest_key = 64;

std::string to_base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0 || text.size() > 1'024) {
    return std::nullopt;
  }
  std::string bytes(text.size(), '\0');
  const int length =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (length < 0) {
    return std::nullopt;
  }
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

std::string hmac(const std::string& key, const std::string& content) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest.data(), &length);
  return {reinterpret_cast<const char*>(digest.data()), length};
}

std::int64_t seconds_of(wall_time moment) {
  return std::chrono::duration_cast<std::chrono::seconds>(moment.time_since_epoch()).count();
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace

std::string make_secret(const random_source& random) {
  std::string bytes;
  for (std::size_t i = 0; i < secret_words; ++i) {
    const std::uint64_t word = random();
    bytes.append(reinterpret_cast<const char*>(&word), sizeof word);
  }
  return std::string(prefix) + to_base64(bytes);
}

bool is_secret(std::string_view text) {
  const auto key = text.starts_with(prefix) ? from_base64(text.substr(prefix.size())) : std::nullopt;
  return key && key->size() >= least_key && key->size() <= longest_key;
}

std::string sign(std::string_view secret, std::string_view id, std::int64_t seconds, std::string_view body) {
  const auto key = secret.starts_with(prefix) ? from_base64(secret.substr(prefix.size())) : std::nullopt;
  if (!key) {
    return {};
  }
  std::string content(id);
  content.append(".").append(std::to_string(seconds)).append(".").append(body);
  return "v1," + to_base64(hmac(*key, content));
}

std::vector<header> signed_headers(const endpoint& to, const delivery& what, wall_time now,
                                   std::string_view body) {
  const std::string id = message_id(what);
  const std::int64_t seconds = seconds_of(now);
  std::string signatures = sign(to.secret, id, seconds, body);
  if (!to.old_secret.empty() && to.old_secret_until && now < *to.old_secret_until) {
    signatures += " " + sign(to.old_secret, id, seconds, body);
  }
  return {
      {"webhook-id", id}, {"webhook-timestamp", std::to_string(seconds)}, {"webhook-signature", signatures}};
}

bool verify(std::string_view secret, std::string_view id, std::string_view timestamp,
            std::string_view signatures, std::string_view body, wall_time now,
            std::chrono::seconds tolerance) {
  std::int64_t seconds = 0;
  const auto end = std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), seconds);
  if (end.ec != std::errc() || end.ptr != timestamp.data() + timestamp.size() ||
      std::abs(seconds_of(now) - seconds) > tolerance.count()) {
    return false;
  }
  const std::string expected = sign(secret, id, seconds, body);
  bool found = false;
  while (!expected.empty() && !signatures.empty()) {
    const auto space = signatures.find(' ');
    found = same(signatures.substr(0, space), expected) || found;
    signatures.remove_prefix(space == std::string_view::npos ? signatures.size() : space + 1);
  }
  return found;
}

} // namespace leadstream::delivery
