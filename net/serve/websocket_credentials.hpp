#pragma once
#include "net/auth/authenticator.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leadstream::serve {

/// {"type":"auth","token":"..."} or {"type":"auth","ticket":"..."}; nothing for any other message.
std::optional<auth::credentials> read_credentials(std::string_view message);

/// {"type":"authenticated","tenant","name","scopes"}
std::string authenticated_message(const access::principal& who);

} // namespace leadstream::serve
