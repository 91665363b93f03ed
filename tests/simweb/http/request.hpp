#pragma once
#include "tests/simweb/http/message.hpp"

#include <optional>

namespace leadstream::simweb {

/// Where reading stands.
enum class read_state { more, complete, malformed };

/// Takes one complete request from the front of `buffer`. Bodies need a Content-Length or come in chunks.
read_state take_request(std::string& buffer, request& into);

/// Whether `buffer` holds a request's head that waits for leave to send its body ("Expect: 100-continue").
bool awaits_continue(std::string_view buffer);

} // namespace leadstream::simweb
