#pragma once
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace leadstream::storage::sql {

/// A statement that a database has prepared, as each of them implements it; queries use `statement`. What is
/// not bound is null. Everything here throws storage::failure.
class prepared {
public:
  virtual ~prepared() = default;

  // Parameters, numbered from 1.
  virtual void bind_text(int place, std::string_view value) = 0;
  virtual void bind_id(int place, const uuid& value) = 0;
  virtual void bind_ids(int place, const std::vector<uuid>& values) = 0;
  virtual void bind_bytes(int place, std::string_view value) = 0;
  virtual void bind_integer(int place, std::int64_t value) = 0;
  virtual void bind_real(int place, double value) = 0;
  virtual void bind_flag(int place, bool value) = 0;
  virtual void bind_time(int place, wall_time value) = 0;

  /// Before the first step(): the rows may be many and are to be read a few at a time.
  virtual void read_in_pieces() {}
  /// Goes to the next row; false at the end.
  virtual bool step() = 0;
  /// Runs to the end, soon: at the latest before the next row of this connection is read, a transaction is
  /// committed or a part of it kept, which then may throw in its stead.
  virtual void run() = 0;

  // Columns of the row, numbered from 0; null reads as empty, nil or zero.
  virtual bool is_null(int column) const = 0;
  virtual std::string_view text(int column) = 0;  ///< valid until the next step
  virtual std::string_view bytes(int column) = 0; ///< valid until the next step
  virtual uuid id(int column) = 0;
  virtual std::int64_t integer(int column) = 0; ///< 0 or 1 of a flag
  virtual double real(int column) = 0;
  virtual wall_time time(int column) = 0;

  /// Forgets rows and values: ready for the next use. Never throws.
  virtual void reset() = 0;
};

} // namespace leadstream::storage::sql
