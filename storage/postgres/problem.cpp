#include "storage/postgres/problem.hpp"

namespace leadstream::storage::postgres {
namespace {

error_code code_of(std::string_view state) {
  const std::string_view kind = state.substr(0, 2);
  if (kind == "22" || kind == "23" || state == "54000" || state == "54001") {
    return error_code::invalid_argument; // data exceptions, constraints, too complex
  }
  if (state == "57014") {
    return error_code::timed_out; // the statement timeout
  }
  if (kind == "08" || kind == "25" || kind == "53" || kind == "55" || kind == "57" || kind == "58") {
    return error_code::unavailable; // connections, read-only, resources, locks, operators, the system
  }
  return error_code::internal;
}

} // namespace

void fail(std::string_view state, const std::string& message) {
  const std::string text = "the database refused: " + message.substr(0, message.find('\n'));
  if (state.substr(0, 2) == "40") {
    throw lost_race(error_code::unavailable, text);
  }
  if (state.substr(0, 2) == "08" || state == "57P01" || state == "57P02" || state == "57P03") {
    throw lost_connection(error_code::unavailable, text);
  }
  if (state == "53100" || state == "25006") {
    throw refused_write(error_code::unavailable, text);
  }
  throw failure(code_of(state), text);
}

} // namespace leadstream::storage::postgres
