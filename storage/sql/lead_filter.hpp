#pragma once
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "storage/sql/connection.hpp"

#include <functional>
#include <string>
#include <vector>

namespace leadstream::storage::sql {

/// What a query of leads makes of SQL: of the filters that it has, each by an index, and its order.
class lead_filter {
public:
  /// `ordered`: the rows are wanted in the query's order, the first ones soon; else all of them, as for a
  /// count.
  lead_filter(connection& db, const tenant_id& tenant, const lead_query& query, bool ordered);

  /// " FROM … WHERE …", with the companies as c.
  const std::string& from_where() const { return text_; }
  /// Binds its values, which come first in the statement.
  void bind(statement& to) const;

private:
  template <class Value>
  void add(const std::string& condition, Value value);
  void add_facet(const facet& which, bool wanted);
  void add_position(const lead_query& query);
  void choose_source(connection& db, const tenant_id& tenant, const lead_query& query, bool ordered);

  std::string text_;
  std::vector<std::function<void(statement&)>> values_;
  std::vector<facet> probed_; ///< those that rows are asked for, one by one
  bool probes_job_ = false;
};

/// A statement of such a text. The first hundreds of texts stay prepared; there are more of them than memory.
statement prepare_shape(connection& db, const std::string& sql);

/// " ORDER BY …" of the query.
std::string order_of(const lead_query& query);

/// How many leads fit; from counts that the database keeps where they can tell.
std::uint64_t count_leads(connection& db, const tenant_id& tenant, const lead_query& query);

} // namespace leadstream::storage::sql
