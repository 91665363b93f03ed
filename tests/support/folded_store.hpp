#pragma once
#include "domain/dedup/fold.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace leadstream::test {

/// Stored leads as a store would keep them.
class folded_store {
public:
  /// Folds a batch in as the deduplicator does: asks until nothing more is wanted, folds, commits.
  void take(const std::vector<observation>& batch) {
    dedup::wanted asked = dedup::wanted_of(batch);
    auto related = find(asked);
    for (dedup::wanted more = dedup::wanted_of(related, batch); more != asked;
         more = dedup::wanted_of(related, batch)) {
      asked = more;
      related = find(asked);
    }
    commit(dedup::fold(related, batch), batch);
  }

  std::vector<related_lead> all() const {
    std::vector<related_lead> every;
    for (const auto& [id, row] : rows_) {
      every.push_back(row.stored);
    }
    return every;
  }

  const lead& only() const {
    REQUIRE(rows_.size() == 1);
    return rows_.begin()->second.shown;
  }

  /// The leads as rows, ids left out unless asked for.
  std::multiset<std::string> rows(bool with_ids) const {
    std::multiset<std::string> every;
    for (const auto& [id, row] : rows_) {
      every.insert(describe(row, with_ids));
    }
    return every;
  }

  std::size_t size() const { return rows_.size(); }

private:
  struct stored_row {
    related_lead stored;
    lead shown;
    std::vector<std::string> blocking_keys;
  };

  static std::string describe(const stored_row& r, bool with_ids) {
    const company& c = r.shown.company;
    std::string text = with_ids ? to_string(c.id) : std::string();
    text += c.name + '|' + c.website + '|' + c.location.street + '|' + c.location.city + '|' +
            to_rfc3339(c.created_at) + '|' + to_rfc3339(c.updated_at);
    for (const contact& person : r.shown.contacts) {
      text += '|' + person.name + ',' + person.email + ',' + person.phone;
    }
    std::set<uuid> ids;
    for (const observation& o : r.stored.observations) {
      ids.insert(o.id);
    }
    for (const uuid& id : ids) {
      text += '|' + to_string(id);
    }
    return text + '|' + std::to_string(r.shown.provenance.size());
  }

  std::vector<related_lead> find(const dedup::wanted& asked) const {
    std::vector<related_lead> found;
    for (const auto& [id, row] : rows_) {
      const bool by_key =
          std::any_of(row.stored.keys.begin(), row.stored.keys.end(), [&](const lead_key& key) {
            return std::binary_search(asked.keys.begin(), asked.keys.end(), key);
          });
      const bool by_block =
          std::any_of(row.blocking_keys.begin(), row.blocking_keys.end(), [&](const auto& key) {
            return std::binary_search(asked.blocking_keys.begin(), asked.blocking_keys.end(), key);
          });
      if (by_key || by_block) {
        found.push_back(row.stored);
      }
    }
    return found;
  }

  void commit(const std::vector<lead_change>& changes, const std::vector<observation>& batch) {
    std::map<uuid, observation> known;
    for (const observation& o : batch) {
      known.emplace(o.id, o);
    }
    for (const auto& [id, row] : rows_) {
      for (const observation& o : row.stored.observations) {
        known.emplace(o.id, o);
      }
    }
    for (const lead_change& change : changes) {
      for (const uuid& gone : change.superseded) {
        REQUIRE(rows_.erase(gone) == 1);
      }
    }
    for (const lead_change& change : changes) {
      stored_row& changed = rows_[change.lead.company.id];
      REQUIRE(changed.stored.version == change.lead.version);
      changed = {{change.lead.company.id, change.lead.version + 1, change.keys, {}, {}},
                 change.lead,
                 change.blocking_keys};
      for (const uuid& id : change.observations) {
        changed.stored.observations.push_back(known.at(id));
      }
    }
    require_unique_keys();
  }

  void require_unique_keys() const {
    std::set<lead_key> taken;
    for (const auto& [id, row] : rows_) {
      for (const lead_key& key : row.stored.keys) {
        INFO(key.kind << " " << key.value);
        REQUIRE(taken.insert(key).second);
      }
    }
  }

  std::map<uuid, stored_row> rows_;
};

} // namespace leadstream::test
