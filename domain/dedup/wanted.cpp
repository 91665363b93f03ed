#include "domain/dedup/blocking.hpp"
#include "domain/dedup/fold.hpp"
#include "domain/dedup/hash.hpp"
#include "domain/dedup/links.hpp"
#include "domain/dedup/pool.hpp"

#include <unordered_set>

namespace leadstream::dedup {
namespace {

wanted sorted(wanted asked) {
  sort_unique(asked.keys);
  sort_unique(asked.blocking_keys);
  return asked;
}

void ask_for(const observation& seen, const profile& made, wanted& asked) {
  asked.keys.push_back(seen.record_id.empty() ? observation_key(seen.id) : record_key(seen));
  if (lead_key identity = identity_key(made); !identity.value.empty()) {
    asked.keys.push_back(std::move(identity));
  }
  each_wanted_key(made, [&](std::string_view key) { asked.blocking_keys.emplace_back(key); });
}

void ask_for(const observation& seen, wanted& asked) {
  if (seen.subject.is_nil()) {
    ask_for(seen, profile_of(seen), asked);
  } else {
    asked.keys.push_back(observation_key(seen.subject));
  }
}

bool has_any(const subject_record& record, const std::unordered_set<uuid>& ids) {
  return std::any_of(record.observations.begin(), record.observations.end(),
                     [&](const observation* seen) { return ids.contains(seen->id); });
}

/// The records that are linked, directly or through others, to one with a fresh observation.
std::vector<const subject_record*> touched(const std::vector<subject_record>& records,
                                           const std::unordered_set<uuid>& fresh) {
  const auto count = static_cast<std::uint32_t>(records.size());
  const auto component = agglomerate(count, find_links(records), [](auto, auto) { return false; });
  std::vector<bool> is_touched(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    is_touched[component[i]] = is_touched[component[i]] || has_any(records[i], fresh);
  }
  std::vector<const subject_record*> found;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (is_touched[component[i]]) {
      found.push_back(&records[i]);
    }
  }
  return found;
}

} // namespace

wanted wanted_of(std::span<const observation> fresh) {
  return wanted_of({}, fresh);
}

wanted wanted_of(std::span<const related_lead> stored, std::span<const observation> fresh) {
  wanted asked;
  std::unordered_set<uuid> fresh_ids;
  for (const observation& seen : fresh) {
    ask_for(seen, asked);
    fresh_ids.insert(seen.id);
  }
  pool standing = pool_of(stored, {});
  if (standing.empty()) {
    return sorted(std::move(asked));
  }
  standing = pool_of(stored, fresh);
  std::erase_if(standing, [](const observation* seen) { return !seen->subject.is_nil(); });
  const auto records = to_records(standing);
  for (const subject_record* record : touched(records, fresh_ids)) {
    ask_for(*record->observations.front(), record->made, asked);
  }
  return sorted(std::move(asked));
}

std::vector<std::uint64_t> contested_keys(const tenant_id& tenant, std::span<const related_lead> stored,
                                          std::span<const observation> fresh) {
  wanted asked = wanted_of(fresh);
  // Pages of a stored lead come by the listing that they are about.
  for (const observation* seen : pool_of(stored, {})) {
    if (seen->subject.is_nil()) {
      asked.keys.push_back(observation_key(seen->id));
    }
  }
  for (const observation& seen : fresh) {
    if (seen.subject.is_nil()) {
      each_stored_key(profile_of(seen), [&](std::string_view key) { asked.blocking_keys.emplace_back(key); });
    }
  }
  std::vector<std::uint64_t> hashes;
  for (const lead_key& key : asked.keys) {
    hashes.push_back(hash_text(tenant.value + '|' + key.kind + '|' + key.value));
  }
  for (const std::string& key : asked.blocking_keys) {
    hashes.push_back(hash_text(tenant.value + '|' + key));
  }
  return hashes;
}

} // namespace leadstream::dedup
