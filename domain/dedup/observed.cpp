#include "domain/dedup/observed.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace leadstream::dedup {
namespace {

constexpr char separator = '|';

const place& place_of(const findings& said) {
  static const place nowhere;
  const auto surest =
      std::max_element(said.places.begin(), said.places.end(),
                       [](const place& a, const place& b) { return a.confidence < b.confidence; });
  return surest == said.places.end() ? nowhere : *surest;
}

std::vector<std::string_view> values_of(const findings& said, field what) {
  std::vector<std::string_view> values;
  for (const fact& known : said.facts) {
    if (known.what == what) {
      values.push_back(known.value);
    }
  }
  return values;
}

const std::string& name_of(const findings& said) {
  const std::string& name = said.first(field::name);
  return name.empty() ? said.first(field::legal_name) : name;
}

/// A directory lists a business once; a file that somebody put together may not.
bool tells_records_apart(const observation& seen) {
  const auto& facts = seen.processed.facts;
  const bool from_file =
      std::any_of(facts.begin(), facts.end(), [](const fact& known) { return known.method == "import"; });
  return !seen.record_id.empty() && !from_file;
}

} // namespace

profile profile_of(const observation& seen) {
  const findings& said = seen.processed;
  const place& where = place_of(said);
  business described;
  described.name = name_of(said);
  described.website = said.first(said.first(field::website).empty() ? field::social : field::website);
  described.phones = values_of(said, field::phone);
  described.emails = values_of(said, field::email);
  described.street = where.street;
  described.city = where.city;
  described.postal_code = where.postal_code;
  described.country = where.country;
  described.category = said.first(field::industry);
  described.has_point = where.has_point;
  described.latitude = where.latitude;
  described.longitude = where.longitude;
  described.source = tells_records_apart(seen) ? std::string_view(seen.source) : std::string_view();
  return make_profile(described);
}

bool newer(const observation& a, const observation& b) {
  return std::tie(a.fetched_at, a.id) > std::tie(b.fetched_at, b.id);
}

std::vector<subject_record> to_records(std::span<const observation* const> standing) {
  std::map<lead_key, subject_record> by_key;
  for (const observation* seen : standing) {
    const lead_key key = seen->record_id.empty() ? observation_key(seen->id) : record_key(*seen);
    by_key[key].observations.push_back(seen);
  }
  std::vector<subject_record> records;
  records.reserve(by_key.size());
  for (auto& [key, record] : by_key) {
    std::sort(record.observations.begin(), record.observations.end(),
              [](const observation* a, const observation* b) { return newer(*a, *b); });
    record.made = profile_of(*record.observations.front());
    records.push_back(std::move(record));
  }
  return records;
}

lead_key record_key(const observation& seen) {
  return {"record", seen.source + separator + seen.record_id};
}

lead_key observation_key(const uuid& id) {
  return {"observation", to_string(id)};
}

lead_key company_key(const uuid& id) {
  return {"lead", to_string(id)};
}

lead_key identity_key(const profile& made) {
  lead_key key{"name_domain_place", {}};
  const bool only_point = made.has_point && (made.street.size == 0 || made.number.size == 0);
  if (made.name.size == 0 || made.site.size == 0 || only_point || made.source != 0) {
    return key;
  }
  for (const slice part : {made.name, made.site, made.street, made.number, made.postal_code, made.city,
                           made.country, made.category}) {
    key.value.append(made.view(part)) += separator;
  }
  return key;
}

} // namespace leadstream::dedup
