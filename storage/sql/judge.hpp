#pragma once
#include "domain/model/job.hpp"
#include "domain/model/tenant.hpp"
#include "domain/score/basis.hpp"
#include "domain/unit_of_work.hpp"
#include "storage/sql/connection.hpp"

#include <map>
#include <optional>
#include <utility>

namespace leadstream::storage::sql {

/// What was searched when the lead was scored last; of a lead whose score is lost, by the first job that
/// found it.
std::optional<search_criteria> search_of(connection& db, const tenant_id& tenant, const uuid& lead_id);

/// Scores stored leads as the pipeline does: by the saved profile that their search named, else by the
/// standard one. What is recent is judged by a lead's newest observation, so that the same observations give
/// the same score on any day. Within transactions of the connection; remembers the profiles that it met.
class judge {
public:
  judge(connection& db, score::profile standard) : db_(db), standard_(std::move(standard)) {}

  /// Fills score, breakdown and what is kept of them of a lead that was folded.
  void judge_lead(const tenant_id& tenant, const std::optional<search_criteria>& criteria,
                  lead_change& change);
  /// Who scores by that profile of the tenant; by the standard one when it is nil or removed.
  score::scorer& by(const tenant_id& tenant, const uuid& profile_id);

private:
  connection& db_;
  score::profile standard_;
  std::map<std::pair<tenant_id, uuid>, score::scorer> ready_;
};

} // namespace leadstream::storage::sql
