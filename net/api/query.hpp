#pragma once
#include "domain/model/uuid.hpp"
#include "domain/queries.hpp"
#include "net/api/problem.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::api {

/// Reads the query of a request (application/x-www-form-urlencoded): each parameter once, none unknown,
/// values that are valid. Every fault is collected with the parameter's name, so that one answer tells them
/// all.
class query_reader {
public:
  explicit query_reader(std::string_view raw);

  /// At most 200 characters without control characters; empty when absent.
  std::string text(std::string_view name);
  /// A whole number from `low` to `high`; `fallback` when absent.
  std::int64_t number(std::string_view name, std::int64_t fallback, std::int64_t low, std::int64_t high);
  /// A list of UUIDs with commas between; empty when absent.
  std::vector<uuid> ids(std::string_view name);
  /// The decoded value as it is; empty when absent.
  std::string raw(std::string_view name);
  bool has(std::string_view name) const;

  void fault(std::string_view name, std::string detail);
  /// What is wrong, parameters that nobody asked for included. Call it last.
  const std::vector<field_error>& finish();

private:
  struct parameter {
    std::string name;
    std::string value;
    bool known = false;
  };
  void add(std::string_view pair);
  const std::string* take(std::string_view name);

  std::vector<parameter> parameters_;
  std::vector<std::string> known_;
  std::vector<field_error> faults_;
};

/// The filters of leads: score_min, industry, location.
void read_filters(query_reader& query, lead_query& filter);

/// The page of a list: limit 1..100 (20), offset from 0 (0).
template <class Query>
void read_page(query_reader& query, Query& list) {
  list.limit = static_cast<std::uint32_t>(query.number("limit", 20, 1, 100));
  list.offset = static_cast<std::uint64_t>(query.number("offset", 0, 0, 1'000'000'000));
}

} // namespace leadstream::api
