#pragma once
#include "tests/simweb/http/message.hpp"

namespace leadstream::simweb {

/// The bytes of an answer, framed as its delivery asks; faults of framing included. No body for HEAD, 204 and
/// 304.
std::string encode_reply(const request& asked, const reply& made);

/// Whether the connection is closed after this answer.
bool closes(const request& asked, const reply& made);

} // namespace leadstream::simweb
