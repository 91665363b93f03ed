#include "storage/failure.hpp"
#include "storage/memory/memory_state.hpp"
#include "storage/rules.hpp"

#include "domain/json/lead.hpp"
#include "domain/text/fold_case.hpp"

#include <algorithm>
#include <mutex>

namespace leadstream::storage {
namespace {

failure missing(const char* what, const uuid& id) {
  return {error_code::not_found, std::string("no ") + what + " " + to_string(id)};
}

template <class T>
std::vector<T> slice(const std::vector<T>& all, std::uint64_t offset, std::size_t limit) {
  const std::size_t first = std::min<std::size_t>(offset, all.size());
  const std::size_t last = first + std::min(limit, all.size() - first);
  return {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(last)};
}

bool before(const lead_row& a, const lead_row& b) {
  return std::tie(b.lead_score, b.created_at, a.id) < std::tie(a.lead_score, a.created_at, b.id);
}

/// A filter whose texts are folded once.
class lead_filter {
public:
  explicit lead_filter(const lead_query& query)
      : query_(query), industry_(fold_case(query.industry)), location_(fold_case(query.location)),
        ids_(query.ids.begin(), query.ids.end()) {}

  bool admits(const memory_lead& stored) const {
    return stored.lead.company.lead_score >= query_.score_min &&
           stored.industry.find(industry_) != std::string::npos &&
           stored.location.find(location_) != std::string::npos &&
           (ids_.empty() || ids_.contains(stored.lead.company.id));
  }

private:
  const lead_query& query_;
  std::string industry_;
  std::string location_;
  std::set<uuid> ids_;
};

std::vector<lead_row> rows_of(const memory_tenant& tenant, const lead_query& query) {
  const lead_filter filter(query);
  std::vector<lead_row> rows;
  for (const auto& [id, stored] : tenant.leads) {
    if (filter.admits(stored)) {
      rows.push_back(json::summarize(stored.lead));
    }
  }
  std::sort(rows.begin(), rows.end(), before);
  return rows;
}

class memory_snapshot : public lead_snapshot {
public:
  explicit memory_snapshot(std::vector<lead_row> rows) : rows_(std::move(rows)) {}
  std::vector<lead_row> next(std::size_t limit) override {
    auto piece = slice(rows_, given_, limit);
    given_ += piece.size();
    return piece;
  }

private:
  std::vector<lead_row> rows_;
  std::size_t given_ = 0;
};

class memory_reader : public reader {
  template <class Ask>
  auto read(const tenant_id& tenant, Ask ask) {
    const std::shared_lock lock(state_->guard);
    const auto found = state_->tenants.find(tenant);
    static const memory_tenant nobody;
    return ask(found == state_->tenants.end() ? nobody : found->second);
  }

public:
  explicit memory_reader(std::shared_ptr<memory_state> state) : state_(std::move(state)) {}

  job find_job(const tenant_id& tenant, const uuid& id) override {
    return read(tenant, [&](const memory_tenant& t) {
      const auto found = t.jobs.find(id);
      if (found == t.jobs.end()) {
        throw missing("job", id);
      }
      return with_count(t, found->second);
    });
  }

  job_page list_jobs(const tenant_id& tenant, const job_query& query) override {
    return read(tenant, [&](const memory_tenant& t) {
      std::vector<job> found;
      for (const auto& [id, j] : t.jobs) {
        if (!query.status || j.status == *query.status) {
          found.push_back(with_count(t, j));
        }
      }
      std::sort(found.begin(), found.end(), [](const job& a, const job& b) {
        return std::tie(b.created_at, b.id) < std::tie(a.created_at, a.id);
      });
      return job_page{slice(found, query.offset, query.limit), found.size()};
    });
  }

  std::vector<task_count> count_tasks(const tenant_id& tenant, const uuid& job_id) override {
    return read(tenant, [&](const memory_tenant& t) {
      std::map<std::pair<std::string, task_state>, std::uint64_t> counts;
      for (const memory_task& stored : t.tasks) {
        if (stored.task.job_id == job_id) {
          ++counts[{stored.task.source, stored.task.state}];
        }
      }
      std::vector<task_count> all;
      all.reserve(counts.size());
      for (const auto& [what, count] : counts) {
        all.push_back({what.first, what.second, count});
      }
      return all;
    });
  }

  lead find_lead(const tenant_id& tenant, const uuid& id) override {
    return read(tenant, [&](const memory_tenant& t) {
      const auto found = t.leads.find(id);
      if (found == t.leads.end()) {
        throw missing("lead", id);
      }
      return found->second.lead;
    });
  }

  lead_page list_leads(const tenant_id& tenant, const lead_query& query) override {
    return read(tenant, [&](const memory_tenant& t) {
      const auto rows = rows_of(t, query);
      return lead_page{slice(rows, query.offset, query.limit), rows.size()};
    });
  }

  std::unique_ptr<lead_snapshot> open_leads(const tenant_id& tenant, const lead_query& query) override {
    return read(tenant,
                [&](const memory_tenant& t) { return std::make_unique<memory_snapshot>(rows_of(t, query)); });
  }

  std::vector<related_lead> find_related(const tenant_id& tenant, const std::vector<lead_key>& keys,
                                         const std::vector<std::string>& blocking_keys) override {
    const std::set<std::string> blocks(blocking_keys.begin(), blocking_keys.end());
    return read(tenant, [&](const memory_tenant& t) {
      std::map<uuid, related_lead> related;
      for (const lead_key& key : keys) {
        if (const auto found = t.keys.find(key); found != t.keys.end()) {
          related[found->second];
        }
      }
      for (const auto& [id, stored] : t.leads) {
        if (std::any_of(stored.blocking_keys.begin(), stored.blocking_keys.end(),
                        [&](const std::string& key) { return blocks.contains(key); })) {
          related[id];
        }
      }
      return filled(t, related);
    });
  }

  std::vector<uuid> known_observations(const tenant_id& tenant, const std::vector<uuid>& ids) override {
    return read(tenant, [&](const memory_tenant& t) {
      std::vector<uuid> known;
      std::copy_if(ids.begin(), ids.end(), std::back_inserter(known),
                   [&](const uuid& id) { return t.observations.contains(id); });
      return known;
    });
  }

  event_page read_events(const tenant_id& tenant, std::uint64_t after_seq, std::size_t limit) override {
    return read(tenant, [&](const memory_tenant& t) {
      event_page page{{state_->epoch, t.seq}, t.events.empty() ? t.seq + 1 : t.events.front().seq, {}};
      auto first = std::partition_point(t.events.begin(), t.events.end(),
                                        [&](const event& e) { return e.seq <= after_seq; });
      for (; first != t.events.end() && page.events.size() < limit; ++first) {
        page.events.push_back(*first);
      }
      return page;
    });
  }

  position find_position(const tenant_id& tenant) override {
    return read(tenant, [&](const memory_tenant& t) { return position{state_->epoch, t.seq}; });
  }

  std::vector<owned_job> unfinished_jobs() override {
    const std::shared_lock lock(state_->guard);
    std::vector<owned_job> jobs;
    for (const auto& [tenant, t] : state_->tenants) {
      for (const auto& [id, j] : t.jobs) {
        if (!is_final(j.status)) {
          jobs.push_back({tenant, with_count(t, j)});
        }
      }
    }
    std::stable_sort(jobs.begin(), jobs.end(), [](const owned_job& a, const owned_job& b) {
      return std::tie(a.job.created_at, a.job.id) < std::tie(b.job.created_at, b.job.id);
    });
    return jobs;
  }

private:
  static job with_count(const memory_tenant& t, job j) {
    const auto links = t.job_leads.find(j.id);
    j.results_count = links == t.job_leads.end() ? 0 : links->second.size();
    return j;
  }

  static std::vector<related_lead> filled(const memory_tenant& t, std::map<uuid, related_lead>& related) {
    for (const auto& [key, owner] : t.keys) {
      if (const auto found = related.find(owner); found != related.end()) {
        found->second.keys.push_back(key);
      }
    }
    std::vector<related_lead> all;
    for (auto& [id, lead] : related) {
      lead.company_id = id;
      lead.version = t.leads.at(id).lead.version;
      lead.observations = observations_of(t, id);
      all.push_back(std::move(lead));
    }
    return all;
  }

  static std::vector<observation> observations_of(const memory_tenant& t, const uuid& company_id) {
    std::vector<observation> formed_by;
    for (const auto& [id, stored] : t.observations) {
      if (stored.company_id == company_id) {
        formed_by.push_back(stored.observation);
      }
    }
    return formed_by;
  }

  std::shared_ptr<memory_state> state_;
};

} // namespace

std::unique_ptr<reader> make_memory_reader(std::shared_ptr<memory_state> state) {
  return std::make_unique<memory_reader>(std::move(state));
}

} // namespace leadstream::storage
