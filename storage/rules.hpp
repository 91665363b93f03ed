#pragma once
#include "domain/queries.hpp"
#include "domain/unit_of_work.hpp"

#include <optional>
#include <string>
#include <vector>

/// What every adapter does alike, whatever it keeps its rows in.
namespace leadstream::storage {

/// The job after the change: illegal transitions are left out, progress never goes back, the newest 1,000
/// errors stay.
job changed(job before, const job_change& change);

/// Whether a task's state is never left.
bool is_final(task_state state);

/// What filters search in: case-folded industry, and case-folded parts of the location, one a line.
std::string industry_text(const company& c);
std::string location_text(const company& c);

/// What an adapter knows of the stored leads while it applies a unit.
class stored_leads {
public:
  virtual ~stored_leads() = default;
  virtual std::optional<std::uint64_t> version_of(const uuid& company_id) = 0;
  virtual std::optional<uuid> owner_of(const lead_key& key) = 0;
  virtual std::vector<uuid> observations_of(const uuid& company_id) = 0;
  /// Of a saved score profile; nothing when there is none.
  virtual std::optional<std::uint64_t> profile_version(const uuid& profile_id) = 0;
};

/// Whether the unit's leads were folded from a state that is no longer stored: a version changed, a key
/// belongs to a lead that the unit does not touch, a superseded lead is gone or was formed by observations
/// that the unit's leads do not have, or a lead was scored by a profile that was changed or removed.
bool conflicts(const unit_of_work& unit, stored_leads& stored);

} // namespace leadstream::storage
