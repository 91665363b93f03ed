#pragma once
#include "domain/model/tenant.hpp"
#include "domain/model/uuid.hpp"
#include "storage/sql/connection.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leadstream::storage::sql {

/// Keeps the counts of leads by score right while the scores of many change: added up and written once, where
/// the database would otherwise count lead by lead. Within one transaction of the tenant. Throws failure.
class recount {
public:
  recount(connection& db, const tenant_id& tenant);

  /// A company's score was changed.
  void changed(const uuid& company_id, int before, int after);
  /// Brings the counts up to date; nothing is changed after it.
  void settle();

private:
  /// What leads are counted by, beside their score; without kind and value: all of an industry.
  struct group {
    std::string kind;
    std::string value;
    std::string industry_text;
    std::array<std::int64_t, 101> more{}; ///< leads to be added, by score
  };
  group& group_of(std::string_view kind, std::string_view value, std::string_view industry_text);

  connection& db_;
  const tenant_id& tenant_;
  bool here_; ///< whether it is not the database that counts
  std::string key_;
  std::unordered_map<std::string, group> groups_;
};

} // namespace leadstream::storage::sql
