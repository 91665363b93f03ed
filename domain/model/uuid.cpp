#include "domain/model/uuid.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <cstring>
#include <random>

namespace leadstream {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool dash_before(std::size_t byte) {
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

void set_version(uuid& id, unsigned version) {
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | (version << 4U));
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
}

void set_time(uuid& id, wall_time time) {
  const auto milliseconds = static_cast<std::uint64_t>(time.time_since_epoch().count());
  for (std::size_t i = 0; i < 6; ++i) {
    id.bytes[i] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - i)));
  }
}

} // namespace

std::string to_string(const uuid& id) {
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    if (dash_before(i)) {
      text += '-';
    }
    text += digits[id.bytes[i] >> 4U];
    text += digits[id.bytes[i] & 0x0FU];
  }
  return text;
}

std::optional<uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36) {
    return std::nullopt;
  }
  uuid id;
  std::size_t at = 0;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    if (dash_before(i) && text[at++] != '-') {
      return std::nullopt;
    }
    const int high = hex_value(text[at]);
    const int low = hex_value(text[at + 1]);
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    at += 2;
  }
  return id;
}

std::uint64_t system_random() {
  thread_local std::mt19937_64 engine = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device(), device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  return engine();
}

uuid make_uuid_v7(wall_time now, const random_source& random) {
  uuid id;
  const std::array<std::uint64_t, 2> words{random(), random()};
  std::memcpy(id.bytes.data(), words.data(), id.bytes.size());
  set_time(id, now);
  set_version(id, 7);
  return id;
}

uuid derive_uuid_v7(wall_time time, const uuid& seed) {
  uuid id = seed;
  // The seed's own fixed bits are at 6 and 8; the others carry its randomness.
  std::rotate(id.bytes.begin(), id.bytes.begin() + 9, id.bytes.end());
  set_time(id, time);
  set_version(id, 7);
  return id;
}

uuid hash_uuid(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
  uuid id;
  std::memcpy(id.bytes.data(), digest.data(), id.bytes.size());
  set_version(id, 8);
  return id;
}

} // namespace leadstream

std::size_t std::hash<leadstream::uuid>::operator()(const leadstream::uuid& id) const noexcept {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  std::memcpy(&first, id.bytes.data(), sizeof first);
  std::memcpy(&second, id.bytes.data() + sizeof first, sizeof second);
  return first * 0x9E3779B97F4A7C15U ^ second;
}
