#include "net/auth/jwt.hpp"

#include "domain/json/read.hpp"
#include "net/auth/secrets.hpp"

#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>
#include <memory>

// Signatures and keys (RFC 7515, 7517, 7518) on OpenSSL.
namespace leadstream::auth {
namespace {

template <auto Free>
struct freed {
  template <class T>
  void operator()(T* what) const {
    Free(what);
  }
};
using number = std::unique_ptr<BIGNUM, freed<BN_free>>;
using builder = std::unique_ptr<OSSL_PARAM_BLD, freed<OSSL_PARAM_BLD_free>>;
using params = std::unique_ptr<OSSL_PARAM, freed<OSSL_PARAM_free>>;
using context = std::unique_ptr<EVP_PKEY_CTX, freed<EVP_PKEY_CTX_free>>;
using digest_context = std::unique_ptr<EVP_MD_CTX, freed<EVP_MD_CTX_free>>;
using key_pointer = std::shared_ptr<EVP_PKEY>;

constexpr std::size_t p256_bytes = 32;
constexpr int least_rsa_bits = 2'048;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

key_pointer owned(EVP_PKEY* key) {
  return key == nullptr ? key_pointer() : key_pointer(key, EVP_PKEY_free);
}

key_pointer from_params(const char* type, OSSL_PARAM_BLD* built) {
  const params all(OSSL_PARAM_BLD_to_param(built));
  const context made(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!all || !made || EVP_PKEY_fromdata_init(made.get()) != 1 ||
      EVP_PKEY_fromdata(made.get(), &key, EVP_PKEY_PUBLIC_KEY, all.get()) != 1) {
    return nullptr;
  }
  return owned(key);
}

number to_number(std::string_view text) {
  return number(BN_bin2bn(bytes(text), static_cast<int>(text.size()), nullptr));
}

key_pointer rsa_key(const std::string& n, const std::string& e) {
  const builder built(OSSL_PARAM_BLD_new());
  const number modulus = to_number(n);
  const number exponent = to_number(e);
  if (!built || !modulus || !exponent || BN_num_bits(modulus.get()) < least_rsa_bits ||
      OSSL_PARAM_BLD_push_BN(built.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(built.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1) {
    return nullptr;
  }
  return from_params("RSA", built.get());
}

key_pointer p256_key(const std::string& x, const std::string& y) {
  const builder built(OSSL_PARAM_BLD_new());
  if (!built || x.size() != p256_bytes || y.size() != p256_bytes) {
    return nullptr;
  }
  const std::string point = "\x04" + x + y;
  if (OSSL_PARAM_BLD_push_utf8_string(built.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(built.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) !=
          1) {
    return nullptr;
  }
  return from_params("EC", built.get());
}

/// r and s of 32 bytes each, as tokens carry them, in the form that OpenSSL reads; empty when there is no
/// such signature (r or s is zero or the length is another one).
std::string to_der(std::string_view mark) {
  if (mark.size() != 2 * p256_bytes) {
    return {};
  }
  number r = to_number(mark.substr(0, p256_bytes));
  number s = to_number(mark.substr(p256_bytes));
  if (!r || !s || BN_is_zero(r.get()) == 1 || BN_is_zero(s.get()) == 1) {
    return {};
  }
  const std::unique_ptr<ECDSA_SIG, freed<ECDSA_SIG_free>> pair(ECDSA_SIG_new());
  if (!pair || ECDSA_SIG_set0(pair.get(), r.release(), s.release()) != 1) {
    return {};
  }
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &der);
  std::string text =
      size > 0 ? std::string(reinterpret_cast<char*>(der), static_cast<std::size_t>(size)) : "";
  OPENSSL_free(der);
  return text;
}

bool is_signed_by(EVP_PKEY* key, const EVP_MD* digest, std::string_view text, std::string_view mark) {
  const digest_context made(EVP_MD_CTX_new());
  return made && EVP_DigestVerifyInit(made.get(), nullptr, digest, nullptr, key) == 1 &&
         EVP_DigestVerify(made.get(), bytes(mark), mark.size(), bytes(text), text.size()) == 1;
}

std::string bytes_of(const nlohmann::json& jwk, const char* name) {
  const auto found = jwk.find(name);
  const auto decoded = found != jwk.end() && found->is_string()
                           ? decode_base64url(found->get_ref<const std::string&>())
                           : std::nullopt;
  return decoded.value_or("");
}

std::string text_of(const nlohmann::json& jwk, const char* name) {
  const auto found = jwk.find(name);
  return found != jwk.end() && found->is_string() ? found->get<std::string>() : std::string();
}

verification_key read_key(const nlohmann::json& jwk) {
  verification_key read;
  read.id = text_of(jwk, "kid");
  const std::string type = text_of(jwk, "kty");
  const std::string curve = text_of(jwk, "crv");
  if (type == "RSA") {
    read.kind = signature::rs256;
    read.key = rsa_key(bytes_of(jwk, "n"), bytes_of(jwk, "e"));
  } else if (type == "EC" && curve == "P-256") {
    read.kind = signature::es256;
    read.key = p256_key(bytes_of(jwk, "x"), bytes_of(jwk, "y"));
  } else if (type == "OKP" && curve == "Ed25519") {
    const std::string x = bytes_of(jwk, "x");
    read.kind = signature::eddsa;
    read.key = owned(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes(x), x.size()));
  }
  return read;
}

} // namespace

std::optional<std::string> decode_base64url(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const auto value = alphabet.find(c);
    if (value == std::string_view::npos) {
      return std::nullopt;
    }
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>((bits >> count) & 0xFFU);
    }
  }
  const bool whole = text.size() % 4 != 1 && (bits & ((1U << count) - 1)) == 0;
  return whole ? std::optional(out) : std::nullopt;
}

bool is_signed(const verification_key& key, std::string_view text, std::string_view mark) {
  switch (key.kind) {
  case signature::hs256: {
    std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
    unsigned size = 0;
    const bool good = HMAC(EVP_sha256(), key.secret.data(), static_cast<int>(key.secret.size()), bytes(text),
                           text.size(), made.data(), &size) != nullptr;
    return good && equal_secrets({reinterpret_cast<const char*>(made.data()), size}, mark);
  }
  case signature::rs256:
    return is_signed_by(key.key.get(), EVP_sha256(), text, mark);
  case signature::es256: {
    const std::string der = to_der(mark);
    return !der.empty() && is_signed_by(key.key.get(), EVP_sha256(), text, der);
  }
  case signature::eddsa:
    return is_signed_by(key.key.get(), nullptr, text, mark);
  }
  return false;
}

result<std::vector<verification_key>> read_jwks(std::string_view document,
                                                const std::vector<signature>& allowed) {
  const auto read = json::read(document, {256u << 10, 8});
  if (!read || !read->is_object() || !read->contains("keys") || !(*read)["keys"].is_array()) {
    return error{error_code::malformed, "the key set is no JWKS document", {}};
  }
  std::vector<verification_key> keys;
  for (const auto& jwk : (*read)["keys"]) {
    if (!jwk.is_object() || (!text_of(jwk, "use").empty() && text_of(jwk, "use") != "sig")) {
      continue;
    }
    verification_key key = read_key(jwk);
    const std::string algorithm = text_of(jwk, "alg");
    const bool other = !algorithm.empty() && parse_signature(algorithm) != key.kind;
    if (key.key && !other && std::find(allowed.begin(), allowed.end(), key.kind) != allowed.end()) {
      keys.push_back(std::move(key));
    }
  }
  return keys;
}

} // namespace leadstream::auth
