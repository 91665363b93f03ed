#pragma once
#include "domain/model/uuid.hpp"
#include "domain/queries.hpp"
#include "net/api/problem.hpp"

#include <cstdint>
#include <optional>
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
  /// A list of texts of at most 200 characters with commas between; empty when absent.
  std::vector<std::string> texts(std::string_view name);
  /// true or false; nothing when absent.
  std::optional<bool> flag(std::string_view name);
  /// An RFC 3339 time, or a date for its first moment in UTC; nothing when absent.
  std::optional<wall_time> time(std::string_view name);
  /// What `parse` makes of the value; nothing when absent. `values` says what there is.
  template <class Parse>
  auto choice(std::string_view name, Parse parse, std::string_view values) -> decltype(parse(name)) {
    if (!has(name)) {
      raw(name);
      return std::nullopt;
    }
    auto chosen = parse(raw(name));
    if (!chosen) {
      fault(name, "the value is not known; send " + std::string(values));
    }
    return chosen;
  }
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

/// The filters of leads, as docs/api.md lists them.
void read_filters(query_reader& query, lead_query& filter);

/// The order of a list of leads: `sort`.
void read_order(query_reader& query, lead_query& list);

/// The page of a list: limit 1..100 (20), offset from 0 (0), or behind a cursor, which `open` reads.
template <class Query, class Open>
void read_page(query_reader& query, Query& list, Open open) {
  list.limit = static_cast<std::uint32_t>(query.number("limit", 20, 1, 100));
  list.offset = static_cast<std::uint64_t>(query.number("offset", 0, 0, 1'000'000'000));
  if (!query.has("cursor")) {
    query.raw("cursor");
    return;
  }
  list.after = open(query.raw("cursor"));
  if (!list.after) {
    query.fault("cursor",
                "no cursor of this list; send next_cursor of the page before, with the same filters");
  } else if (list.offset > 0) {
    query.fault("offset", "a page begins at an offset or behind a cursor; send one of them");
  }
}

} // namespace leadstream::api
