#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "domain/unit_of_work.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Which observations speak of the same company, and what they say together. Pure, any thread.
namespace leadstream::dedup {

/// What has to be asked of the store (find_related) before observations can be folded. Sorted, each once.
struct wanted {
  std::vector<lead_key> keys;
  std::vector<std::string> blocking_keys;

  bool operator==(const wanted&) const = default;
};

/// What to ask the store for when these observations are new.
wanted wanted_of(std::span<const observation> fresh);

/// What to ask the store for, now that the stored leads of a first answer are known: grows by the keys of
/// those stored leads that the new observations touch. When it equals what was asked, the answer of fold() is
/// final; asking again otherwise matters only where records chain through each other (a branch found by a
/// listing without an address).
wanted wanted_of(std::span<const related_lead> stored, std::span<const observation> fresh);

/// Hashes of everything by which these observations are found or look for others, and by which more is said
/// of the leads that are known to be related: two works that share none cannot touch the same lead as far as
/// is known.
std::vector<std::uint64_t> contested_keys(const tenant_id& tenant, std::span<const related_lead> stored,
                                          std::span<const observation> fresh);

/// Decides which observations form which company and returns each company that is new or changed. Depends on
/// the set of the observations alone, never on their order or on how they arrived; only the ids of companies
/// are kept where a stored lead is continued (the oldest of them when several become one, the others are
/// `superseded`). lead.company.lead_score and lead.breakdown are left for the scorer. An observation that is
/// stored already changes nothing. One with a `subject` belongs to its subject's company and matches nothing
/// by itself.
std::vector<lead_change> fold(std::span<const related_lead> stored, std::span<const observation> fresh);

/// The rows of one stored lead, computed again from its observations.
lead_change rebuild(const related_lead& stored);

} // namespace leadstream::dedup
