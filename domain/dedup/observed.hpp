#pragma once
#include "domain/dedup/fold.hpp"
#include "domain/dedup/profile.hpp"
#include "domain/model/observation.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// From observations to what the matcher compares.
namespace leadstream::dedup {

/// One thing that a source speaks of: a record with all that was ever observed of it, or a single page.
struct subject_record {
  std::vector<const observation*> observations; ///< newest first; the newest is what counts
  profile made;                                 ///< of the newest
};

/// Normalises what an observation says after cleaning.
profile profile_of(const observation& seen);

/// Groups observations without a subject by record. The order depends on the observations alone.
std::vector<subject_record> to_records(std::span<const observation* const> standing);

/// The unique key of observations of one record ("record") and of an observation that others may have as
/// their subject.
lead_key record_key(const observation& seen);
lead_key observation_key(const uuid& id);

/// The unique key of a lead by its id ("lead"): one that was merged away is found by it too.
lead_key company_key(const uuid& id);

/// "name_domain_place": two records that share it are one company. Its value is empty where the website is
/// unknown, the place is known only as a point, or the source tells its own records apart (then "record" is
/// the key).
lead_key identity_key(const profile& made);

/// Whether `a` was made later than `b`; ties by id.
bool newer(const observation& a, const observation& b);

} // namespace leadstream::dedup
