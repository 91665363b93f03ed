#pragma once
#include "domain/dedup/observed.hpp"
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"

#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// What people decided about which records are one company. A decision is an observation of source "decision"
/// that hangs at a record; its record id says what was decided and names the other record: so it is stored
/// and replayed as everything else, and the fold keeps to it for ever. Of two decisions on the same records
/// the newer one holds.
namespace leadstream::dedup {

inline constexpr const char* decision_source = "decision";

/// Who decided, and when.
struct decision_context {
  tenant_id tenant;
  std::string by; ///< a user's or key's name
  wall_time at{};
};

/// The decisions that make these leads one. Folding them does it.
std::vector<observation> decide_same(std::span<const related_lead> leads, const decision_context& with);

/// The decisions that take a lead apart again: where people had joined it, into what they joined; otherwise
/// into its records, each by itself. Empty when it has one record alone.
std::vector<observation> decide_apart(const related_lead& lead, const decision_context& with);

/// The decisions among observations, about records by their number.
class decided {
public:
  decided(std::span<const observation* const> all, const std::vector<subject_record>& records);

  /// Pairs of records, the smaller number first.
  using pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;
  const pairs& same() const { return same_; }
  const pairs& apart() const { return apart_; }
  bool apart(std::uint32_t a, std::uint32_t b) const { return apart_.contains(std::minmax(a, b)); }

private:
  pairs same_;
  pairs apart_;
};

/// Whether somebody decided that one of these is not what another record is.
bool holds_parting(std::span<const observation* const> observations);

} // namespace leadstream::dedup
