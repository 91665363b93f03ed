#include "storage/postgres/prepared.hpp"

#include "domain/text/ascii.hpp"
#include "storage/postgres/values.hpp"

#include <algorithm>

namespace leadstream::storage::postgres {
namespace {

constexpr int rows_in_a_piece = 500;

} // namespace

prepared::prepared(connection& owner, const std::string& sql, std::string name)
    : owner_(owner), name_(std::move(name)) {
  parts_.emplace_back();
  std::size_t most = 0;
  char quote = 0;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    quote = quote != 0 ? (sql[i] == quote ? '\0' : quote) : (sql[i] == '\'' || sql[i] == '"' ? sql[i] : '\0');
    if (quote != 0 || sql[i] != '$') {
      parts_.back().text += sql[i];
      continue;
    }
    for (; i + 1 < sql.size() && is_digit(sql[i + 1]); ++i) {
      parts_.back().place = parts_.back().place * 10 + static_cast<std::size_t>(sql[i + 1] - '0');
    }
    most = std::max(most, parts_.back().place);
    parts_.emplace_back();
  }
  values_.assign(most, "NULL");
}

std::string prepared::inlined() const {
  std::string text;
  for (const part& p : parts_) {
    text += p.text;
    if (p.place > 0) {
      text += values_[p.place - 1];
    }
  }
  return text;
}

std::string prepared::execution() const {
  std::string text = "EXECUTE " + name_;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    text += (i == 0 ? "(" : ",") + values_[i];
  }
  return values_.empty() ? text : text + ")";
}

void prepared::bind_text(int place, std::string_view value) {
  set(place, owner_.quote(value));
}

void prepared::bind_id(int place, const uuid& value) {
  set(place, literal(value));
}

void prepared::bind_ids(int place, const std::vector<uuid>& values) {
  set(place, literal(values));
}

void prepared::bind_bytes(int place, std::string_view value) {
  set(place, bytes_literal(value));
}

void prepared::bind_integer(int place, std::int64_t value) {
  set(place, literal(value));
}

void prepared::bind_real(int place, double value) {
  set(place, literal(value));
}

void prepared::bind_flag(int place, bool value) {
  set(place, value ? "'t'" : "'f'");
}

void prepared::bind_time(int place, wall_time value) {
  set(place, literal(value));
}

void prepared::read_in_pieces() {
  cursor_ = owner_.next_name("c");
}

bool prepared::step() {
  if (rows_ && row_ + 1 < rows_->size()) {
    ++row_;
    return true;
  }
  if (rows_ && (cursor_.empty() || rows_->size() == 0)) {
    return false;
  }
  if (!rows_ && !cursor_.empty()) {
    owner_.defer("DECLARE " + cursor_ + " NO SCROLL CURSOR FOR " + inlined());
  }
  rows_ = owner_.ask(cursor_.empty() ? text_with_values()
                                     : "FETCH " + std::to_string(rows_in_a_piece) + " FROM " + cursor_);
  row_ = 0;
  return rows_->size() > 0;
}

bool prepared::is_null(int column) const {
  return rows_->is_null(row_, column);
}

std::string_view prepared::text(int column) {
  return rows_->text(row_, column);
}

std::string_view prepared::bytes(int column) {
  bytes_ = is_null(column) ? std::string() : read_bytes(text(column));
  return bytes_;
}

uuid prepared::id(int column) {
  return is_null(column) ? uuid{} : read_id(text(column));
}

std::int64_t prepared::integer(int column) {
  return is_null(column) ? 0 : read_integer(text(column));
}

double prepared::real(int column) {
  return is_null(column) ? 0 : read_real(text(column));
}

wall_time prepared::time(int column) {
  return is_null(column) ? wall_time{} : read_time(text(column));
}

void prepared::reset() {
  std::fill(values_.begin(), values_.end(), "NULL");
  cursor_.clear();
  rows_.reset();
  row_ = -1;
}

} // namespace leadstream::storage::postgres
