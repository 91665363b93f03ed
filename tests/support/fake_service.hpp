#pragma once
#include "domain/service.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace leadstream::test {

/// A service over values that a test puts there. It answers on a thread of its own, as the contract says.
class fake_service : public service {
public:
  fake_service() : worker_([this] { work(); }) {}
  ~fake_service() override {
    post(nullptr);
    worker_.join();
  }

  // What the test sets before, or between, requests.
  std::vector<lead_row> rows;
  std::vector<lead> leads;
  std::vector<job> jobs;
  std::vector<source_state> sources;
  lead_figures figures;
  job_log_page job_log;
  std::vector<robots_decision> robots;
  std::vector<opt_out> opt_outs;
  crawler_identity who{
      "LeadstreamBot", {"LeadstreamBot/1.0 (+https://example.test/bot)"}, "https://example.test/bot"};
  std::size_t imported = 0;
  std::vector<import_outcome::warning> import_warnings; ///< of each batch
  health_report health{true, true, true, {}, 0, 0};
  std::optional<error> failure; ///< what every call answers with, when set
  bool silent = false;          ///< never answers
  bool failing_cursor = false;  ///< leads can be opened and not be read
  std::string epoch = "e1";
  std::uint64_t oldest_seq = 1;

  // What it was asked.
  std::vector<search_criteria> submitted;
  lead_query last_query;
  std::vector<std::string> logged;
  std::vector<lead_decision> decisions;

  void submit(const tenant_id&, const search_criteria& criteria, const uuid& id,
              completion<job> done) override {
    job stored;
    stored.id = id.is_nil() ? *parse_uuid("0190a0a0-0000-7000-8000-0000000000aa") : id;
    stored.criteria = criteria;
    stored.created_at = *parse_rfc3339("2026-11-22T10:00:00Z");
    stored.estimated_duration = std::chrono::seconds(60);
    answer<job>(done, [this, stored] {
      submitted.push_back(stored.criteria);
      return stored;
    });
  }

  void replay_job(const tenant_id& tenant, const uuid& id, completion<uuid> done) override {
    find_job(tenant, id, [done](const result<job>& found) {
      done(found ? result<uuid>(*parse_uuid("0190a0a0-0000-7000-8000-0000000000bb")) : found.problem());
    });
  }

  void cancel(const tenant_id&, const uuid& id, completion<job> done) override {
    answer<job>(done, [this, id]() -> result<job> {
      const auto found = std::find_if(jobs.begin(), jobs.end(), [&](const job& j) { return j.id == id; });
      if (found == jobs.end()) {
        return error{error_code::not_found, "no such job", {}};
      }
      if (is_final(found->status)) {
        return error{error_code::conflict, "the job has ended", {}};
      }
      found->status = job_status::cancelled;
      return *found;
    });
  }

  void find_job(const tenant_id&, const uuid& id, completion<job> done) override {
    answer<job>(done, [this, id]() -> result<job> {
      const auto found = std::find_if(jobs.begin(), jobs.end(), [&](const job& j) { return j.id == id; });
      return found == jobs.end() ? result<job>(error{error_code::not_found, "no such job", {}}) : *found;
    });
  }

  void list_jobs(const tenant_id&, const job_query&, completion<job_page> done) override {
    answer<job_page>(done, [this] { return job_page{jobs, jobs.size(), false}; });
  }

  void find_lead(const tenant_id&, const uuid& id, completion<lead> done) override {
    answer<lead>(done, [this, id]() -> result<lead> {
      const auto found =
          std::find_if(leads.begin(), leads.end(), [&](const lead& l) { return l.company.id == id; });
      return found == leads.end() ? result<lead>(error{error_code::not_found, "no such lead", {}}) : *found;
    });
  }

  void list_leads(const tenant_id&, const lead_query& query, completion<lead_page> done) override {
    answer<lead_page>(done, [this, query] {
      last_query = query;
      lead_page page{{}, rows.size(), false};
      std::size_t first = query.offset;
      while (query.after && first < rows.size() && rows[first++].id != query.after->id) {
      }
      for (std::size_t i = first; i < rows.size() && page.leads.size() < query.limit; ++i) {
        page.leads.push_back(rows[i]);
      }
      page.has_more = first + page.leads.size() < rows.size();
      return page;
    });
  }

  void open_leads(const tenant_id&, const lead_query& query,
                  completion<std::shared_ptr<lead_cursor>> done) override {
    answer<std::shared_ptr<lead_cursor>>(done, [this, query] {
      last_query = query;
      return std::shared_ptr<lead_cursor>(std::make_shared<cursor>(*this));
    });
  }

  void count_leads(const tenant_id&, const figure_query&, completion<lead_figures> done) override {
    answer<lead_figures>(done, [this] { return figures; });
  }

  void edit_lead(const tenant_id&, const uuid& id, const lead_edit& edit, std::uint64_t version,
                 completion<lead> done) override {
    answer<lead>(done, [this, id, edit, version]() -> result<lead> {
      for (lead& l : leads) {
        if (l.company.id == id && (version == 0 || version == l.version)) {
          l.marks = apply(l.marks, edit);
          ++l.version;
          return l;
        }
        if (l.company.id == id) {
          return error{error_code::conflict, "changed meanwhile", {}};
        }
      }
      return error{error_code::not_found, "no such lead", {}};
    });
  }

  void decide_leads(const tenant_id&, const lead_decision& what,
                    completion<std::vector<lead>> done) override {
    answer<std::vector<lead>>(done, [this, what] {
      decisions.push_back(what);
      return leads;
    });
  }

  void read_job_log(const tenant_id&, const uuid&, std::uint64_t, std::size_t,
                    completion<job_log_page> done) override {
    answer<job_log_page>(done, [this] { return job_log; });
  }

  void add_job_log(const tenant_id&, const uuid&, const std::string& payload, const uuid&,
                   completion<leadstream::done> done) override {
    answer<leadstream::done>(done, [this, payload] {
      logged.push_back(payload);
      return leadstream::done{};
    });
  }

  void read_events(const tenant_id&, std::uint64_t after, std::size_t limit,
                   completion<event_page> done) override {
    answer<event_page>(done, [this, after, limit] {
      event_page page{{epoch, log_.size()}, oldest_seq, {}};
      for (std::uint64_t seq = std::max(after, oldest_seq - 1);
           seq < log_.size() && page.events.size() < limit; ++seq) {
        page.events.push_back(log_[seq]);
      }
      return page;
    });
  }

  void watch(std::shared_ptr<update_sink> sink) override {
    const std::lock_guard lock(mutex_);
    sink_ = std::move(sink);
  }

  void list_sources(completion<std::vector<source_state>> done) override {
    answer<std::vector<source_state>>(done, [this] { return sources; });
  }

  void set_source(const std::string& name, bool enabled, completion<source_state> done) override {
    answer<source_state>(done, [this, name, enabled]() -> result<source_state> {
      for (source_state& one : sources) {
        if (one.about.name == name) {
          one.enabled = enabled;
          return one;
        }
      }
      return error{error_code::not_found, "no such source", {}};
    });
  }

  void reset_source(const std::string& name, completion<source_state> done) override {
    answer<source_state>(done, [this, name]() -> result<source_state> {
      for (source_state& one : sources) {
        if (one.about.name == name) {
          one.breaker = "closed";
          one.open_hosts = 0;
          return one;
        }
      }
      return error{error_code::not_found, "no such source", {}};
    });
  }

  void announce(const tenant_id& /*tenant*/, std::vector<event_draft> /*events*/) override {}
  crawler_identity identity() const override { return who; }

  void list_robots(const tenant_id&, const uuid& id, completion<std::vector<robots_decision>> done) override {
    using all = std::vector<robots_decision>;
    answer<all>(done, [this, id]() -> result<all> {
      const bool known =
          std::any_of(leads.begin(), leads.end(), [&](const lead& l) { return l.company.id == id; });
      return known ? result<all>(robots) : error{error_code::not_found, "no such lead", {}};
    });
  }

  void list_opt_outs(completion<std::vector<opt_out>> done) override {
    answer<std::vector<opt_out>>(done, [this] { return opt_outs; });
  }

  void set_opt_out(const opt_out& wish, completion<leadstream::done> done) override {
    answer<leadstream::done>(done, [this, wish] {
      opt_outs.push_back(wish);
      return leadstream::done{};
    });
  }

  void remove_opt_out(const std::string& domain, completion<leadstream::done> done) override {
    answer<leadstream::done>(done, [this, domain]() -> result<leadstream::done> {
      const auto count = std::erase_if(opt_outs, [&](const opt_out& wish) { return wish.domain == domain; });
      return count > 0 ? result<leadstream::done>(leadstream::done{})
                       : error{error_code::not_found, "no such opt-out", {}};
    });
  }

  void import_records(const tenant_id&, std::vector<observation> records, const std::string&,
                      completion<import_outcome> done) override {
    answer<import_outcome>(done, [this, count = records.size()] {
      imported += count;
      return import_outcome{count, {}, import_warnings};
    });
  }

  void check_health(completion<health_report> done) override {
    answer<health_report>(done, [this] { return health; });
  }

  /// Commits one event and, after it is stored, tells the watcher.
  void commit(event_header header, std::string payload) {
    commit(std::move(header), std::move(payload), true);
  }
  /// Commits it but keeps it from the watcher, as if the news were late.
  void commit_silently(event_header header, std::string payload) {
    commit(std::move(header), std::move(payload), false);
  }

private:
  struct cursor : lead_cursor {
    explicit cursor(fake_service& owner) : from(owner) {}
    void next(std::size_t limit, completion<std::vector<lead_row>> done) override {
      from.answer<std::vector<lead_row>>(done, [this, limit]() -> result<std::vector<lead_row>> {
        if (from.failing_cursor) {
          return error{error_code::unavailable, "the database is away", {}};
        }
        std::vector<lead_row> piece;
        for (; at < from.rows.size() && piece.size() < limit; ++at) {
          piece.push_back(from.rows[at]);
        }
        return piece;
      });
    }
    fake_service& from;
    std::size_t at = 0;
  };

  void commit(event_header header, std::string payload, bool tell) {
    post([this, header = std::move(header), payload = std::move(payload), tell] {
      log_.push_back({log_.size() + 1, header, std::make_shared<const std::string>(payload), {}});
      std::shared_ptr<update_sink> sink;
      {
        const std::lock_guard lock(mutex_);
        sink = sink_;
      }
      if (sink && tell) {
        sink->publish(default_tenant(), epoch, std::make_shared<const std::vector<event>>(1, log_.back()));
      }
    });
  }

  template <class T>
  void answer(const completion<T>& done, std::function<result<T>()> make) {
    post([this, done, make] {
      if (!silent) {
        done(failure ? result<T>(*failure) : make());
      }
    });
  }

  void post(std::function<void()> task) {
    {
      const std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    arrived_.notify_one();
  }

  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [&] { return !tasks_.empty(); });
      const auto task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      if (!task) {
        return;
      }
      task();
    }
  }

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> tasks_;
  std::shared_ptr<update_sink> sink_;
  std::vector<event> log_;
  std::thread worker_;
};

} // namespace leadstream::test
