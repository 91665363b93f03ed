#pragma once
#include "storage/failure.hpp"

#include <string_view>

namespace leadstream::storage::postgres {

/// The connection is gone, and with it its transaction.
class lost_connection : public failure {
public:
  using failure::failure;
};

/// The server ended the transaction to let another one go on.
class lost_race : public failure {
public:
  using failure::failure;
};

/// The database takes no writes now: its disk is full, or it is read-only.
class refused_write : public failure {
public:
  using failure::failure;
};

/// Throws the failure that a SQLSTATE stands for. https://www.postgresql.org/docs/15/errcodes-appendix.html
[[noreturn]] void fail(std::string_view state, const std::string& message);

} // namespace leadstream::storage::postgres
