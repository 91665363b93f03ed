#pragma once
#include "domain/access/principal.hpp"
#include "domain/model/result.hpp"

#include <string_view>

namespace leadstream::auth {

/// Judges JSON Web Tokens of one issuer. Any thread; does not wait.
class token_verifier {
public:
  virtual ~token_verifier() = default;
  /// Who bears the token; refused for everything that is not exactly in order (the message is for the log).
  virtual result<access::principal> verify(std::string_view token, wall_time now) const = 0;
};

} // namespace leadstream::auth
