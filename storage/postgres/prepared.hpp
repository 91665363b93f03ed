#pragma once
#include "storage/postgres/connection.hpp"
#include "storage/sql/prepared.hpp"

#include <string>
#include <vector>

namespace leadstream::storage::postgres {

/// A statement of PostgreSQL, with its values as literals: of a prepared one by its name, else in its text.
/// The types of values follow from where they stand.
class prepared final : public sql::prepared {
public:
  /// `sql` with placeholders $1…; an empty name: not prepared by the server.
  prepared(connection& owner, const std::string& sql, std::string name);

  void bind_text(int place, std::string_view value) override;
  void bind_id(int place, const uuid& value) override;
  void bind_ids(int place, const std::vector<uuid>& values) override;
  void bind_bytes(int place, std::string_view value) override;
  void bind_integer(int place, std::int64_t value) override;
  void bind_real(int place, double value) override;
  void bind_flag(int place, bool value) override;
  void bind_time(int place, wall_time value) override;

  void read_in_pieces() override;
  bool step() override;
  void run() override { owner_.defer(text_with_values()); }

  bool is_null(int column) const override;
  std::string_view text(int column) override;
  std::string_view bytes(int column) override;
  uuid id(int column) override;
  std::int64_t integer(int column) override;
  double real(int column) override;
  wall_time time(int column) override;

  void reset() override;

private:
  /// Text of the statement up to a placeholder; 0 at its end.
  struct part {
    std::string text;
    std::size_t place = 0;
  };

  std::string inlined() const;
  std::string text_with_values() const { return name_.empty() ? inlined() : execution(); }
  std::string execution() const;
  void set(int place, std::string literal) {
    values_.at(static_cast<std::size_t>(place) - 1) = std::move(literal);
  }

  connection& owner_;
  std::vector<part> parts_;
  std::string name_;
  std::string cursor_; ///< when it is read in pieces
  std::vector<std::string> values_;
  std::unique_ptr<rows> rows_;
  std::string bytes_;
  int row_ = -1;
};

} // namespace leadstream::storage::postgres
