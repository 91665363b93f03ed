#pragma once
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "storage/sql/connection.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace leadstream::storage::sql {

/// What a query of leads makes of SQL: of the filters that it has, each by an index, and its order.
class lead_filter {
public:
  /// What the leads are found for: the first ones in the query's order, soon; all of a few, which are sorted
  /// then; or to be counted.
  enum class purpose : std::uint8_t { first_in_order, few_to_sort, count };

  lead_filter(connection& db, const tenant_id& tenant, const lead_query& query, purpose wanted);

  /// " FROM … WHERE …", with the companies as c.
  const std::string& from_where() const { return text_; }
  /// The same for filters that let the same leads pass.
  const std::string& fingerprint() const { return fingerprint_; }
  /// Binds its values, which come first in the statement.
  void bind(statement& to) const;

private:
  template <class Value>
  void add(const std::string& condition, Value value);
  void add_facet(const facet& which, bool wanted);
  void add_position(const lead_query& query);
  void choose_source(connection& db, const tenant_id& tenant, const lead_query& query, purpose wanted);
  void add_industry(const tenant_id& tenant, const lead_query& query, purpose wanted);
  void begin_with_words(const tenant_id& tenant, const std::string& words, bool sqlite);
  void add_words(const tenant_id& tenant, const std::string& words, bool sqlite);

  std::string text_;
  std::string fingerprint_; ///< every value with its length, behind its condition
  std::vector<std::function<void(statement&)>> values_;
  std::vector<facet> probed_; ///< those that rows are asked for, one by one
  bool probes_job_ = false;
};

/// A statement of such a text. The first hundreds of texts stay prepared; there are more of them than memory.
statement prepare_shape(connection& db, const std::string& sql);

/// Whether so many leads that fit, of all that there are, are sorted faster than the first `wanted` of them
/// are met in the order of all.
bool sorts_faster(std::uint64_t fitting, std::uint64_t all, std::uint64_t wanted);
/// The most that are ever sorted.
inline constexpr std::uint64_t few_leads = 3'000;

/// " ORDER BY …" of the query, by an index or by sorting.
std::string order_of(const lead_query& query, lead_filter::purpose wanted);

} // namespace leadstream::storage::sql
