#pragma once
#include "net/auth/tokens.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct evp_pkey_st;

namespace leadstream::auth {

/// How tokens are signed (RFC 7518, RFC 8037).
enum class signature : std::uint8_t { hs256, rs256, es256, eddsa };

/// A key that fits one kind of signature and no other.
struct verification_key {
  std::string id; ///< kid; empty: fits tokens without one
  signature kind = signature::hs256;
  std::shared_ptr<evp_pkey_st> key; ///< null for HS256
  std::string secret;               ///< of HS256
};

/// The keys of a JWKS document (RFC 7517) that are for signatures of the given kinds; others are left out.
/// Malformed when it is none.
result<std::vector<verification_key>> read_jwks(std::string_view document,
                                                const std::vector<signature>& allowed);

/// "HS256" and so on.
std::optional<signature> parse_signature(std::string_view name);

/// What a token must say.
struct jwt_rules {
  std::string issuer;
  std::string audience;
  std::string tenant_claim; ///< path with dots
  std::string role_claim;
  std::vector<signature> allowed;
};

/// Strict (RFC 8725): the key decides the algorithm, exp is required, no header may bring or change a key,
/// and everything is checked before anything is believed. Any thread.
class jwt_verifier : public token_verifier {
public:
  jwt_verifier(jwt_rules rules, std::vector<verification_key> keys)
      : rules_(std::move(rules)), own_(std::move(keys)),
        keys_(std::make_shared<const std::vector<verification_key>>(own_)) {}

  result<access::principal> verify(std::string_view token, wall_time now) const override;

  void renew_keys(completion<bool> done) const override;

  /// From now on these keys count, beside those that it was made with.
  void replace(std::vector<verification_key> keys);
  /// How the issuer is asked for its keys; null: not at all.
  void renew_by(std::function<void(completion<bool>)> ask);
  const jwt_rules& rules() const { return rules_; }

private:
  std::shared_ptr<const std::vector<verification_key>> keys() const;

  jwt_rules rules_;
  std::vector<verification_key> own_;
  mutable std::mutex mutex_;
  std::shared_ptr<const std::vector<verification_key>> keys_;
  std::function<void(completion<bool>)> ask_;
};

/// base64url without padding, strictly (no other characters, no bits behind the end); nothing otherwise.
std::optional<std::string> decode_base64url(std::string_view text);

/// Whether `mark` signs `text`.
bool is_signed(const verification_key& key, std::string_view text, std::string_view mark);

} // namespace leadstream::auth
