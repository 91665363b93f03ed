#include "domain/dedup/links.hpp"

#include "domain/dedup/blocking.hpp"
#include "domain/dedup/match.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace leadstream::dedup {
namespace {

using index = std::unordered_map<std::string, std::vector<std::uint32_t>>;

index index_by_stored_keys(const std::vector<subject_record>& records) {
  index by_key;
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    each_stored_key(records[i].made, [&](std::string_view key) { by_key[std::string(key)].push_back(i); });
  }
  return by_key;
}

/// Pairs (smaller number first) where one looks for a key that the other is stored under; each once.
std::vector<std::pair<std::uint32_t, std::uint32_t>>
candidate_pairs(const std::vector<subject_record>& records) {
  const index by_key = index_by_stored_keys(records);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    each_wanted_key(records[i].made, [&](std::string_view key) {
      const auto found = by_key.find(std::string(key));
      if (found == by_key.end()) {
        return;
      }
      for (const std::uint32_t other : found->second) {
        if (other != i) {
          pairs.emplace_back(std::min(i, other), std::max(i, other));
        }
      }
    });
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

void link_matches(const std::vector<subject_record>& records, std::vector<link>& links) {
  for (const auto& [a, b] : candidate_pairs(records)) {
    const match found = compare_above(match_points, records[a].made, records[b].made);
    if (!found.forbidden && found.points >= match_points) {
      links.push_back({a, b, static_cast<float>(found.points)});
    }
  }
}

void link_identities(const std::vector<subject_record>& records, std::vector<link>& links) {
  std::unordered_map<std::string, std::uint32_t> first;
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    const std::string identity = identity_key(records[i].made).value;
    if (identity.empty()) {
      continue;
    }
    const auto [found, is_new] = first.try_emplace(identity, i);
    if (!is_new) {
      links.push_back({found->second, i, link::certain});
    }
  }
}

} // namespace

std::vector<link> find_links(const std::vector<subject_record>& records) {
  std::vector<link> links;
  link_identities(records, links);
  link_matches(records, links);
  return links;
}

bool in_discord(const subject_record& a, const subject_record& b) {
  const match found = compare_above(discord_points, a.made, b.made);
  return found.forbidden || found.points <= discord_points;
}

} // namespace leadstream::dedup
