#pragma once
#include "domain/access/principal.hpp"
#include "domain/model/result.hpp"
#include "domain/ports.hpp"

#include <string_view>

namespace leadstream::auth {

/// Judges JSON Web Tokens of one issuer. Any thread; does not wait.
class token_verifier {
public:
  virtual ~token_verifier() = default;
  /// Who bears the token; not_found when it asks for a key of the issuer that is not known here,
  /// invalid_argument when its role is none (the message is for its bearer), refused for everything else that
  /// is not exactly in order (the message is for the log).
  virtual result<access::principal> verify(std::string_view token, wall_time now) const = 0;
  /// Asks the issuer for its keys, unless that was done a moment ago; whether new keys came.
  virtual void renew_keys(completion<bool> done) const = 0;
};

} // namespace leadstream::auth
