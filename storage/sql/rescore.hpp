#pragma once
#include "storage/maintenance.hpp"
#include "storage/sql/judge.hpp"
#include "storage/sql/unit_writes.hpp"

namespace leadstream::storage::sql {

/// Which leads of a tenant are scored again, in the order of their rows.
struct rescore_range {
  uuid profile_id;        ///< those of this saved profile; nil: all
  std::int64_t after = 0; ///< behind this row; moved on
  std::size_t limit = 0;
  std::uint64_t told = 0; ///< leads whose news were told; counted on
};

/// Who hears of it.
struct rescore_news {
  retention keep;
  wall_time now{};
};

/// One pass tells so many leads at most; who wants all reads the list again.
inline constexpr std::uint64_t most_news = 10'000;

/// Scores some leads again from what was kept of them, each by its saved profile as it stands, and commits a
/// company_update for each that comes into another category (hot, warm, …), as far as `most_news` allows.
/// Within an open transaction of the tenant. Throws failure.
rescore_report rescore_some(connection& db, const tenant_id& tenant, judge& scoring, const rescore_news& news,
                            rescore_range& which);

/// See storage::rescore_leads: all tenants, in transactions of their own.
rescore_report rescore(connection& db, const score::profile& standard, const rescore_news& news);

} // namespace leadstream::storage::sql
