#include "storage/sql/politeness.hpp"

#include <utility>

namespace leadstream::storage {
namespace {

void put(sql::connection& db, const tenant_id& tenant, const robots_decision& d,
         const std::vector<uuid>& subjects) {
  db.run(
      "INSERT INTO robots_decisions (tenant_id, site, url, allowed, reason, rule, line, robots_url, job_id, "
      "decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, site, url) DO UPDATE SET "
      "allowed = excluded.allowed, reason = excluded.reason, rule = excluded.rule, line = excluded.line, "
      "robots_url = excluded.robots_url, job_id = excluded.job_id, decided_at = excluded.decided_at",
      tenant.value, d.site, d.url, d.allowed, d.reason, d.rule, d.line, d.robots_url,
      sql::nullable_id{d.job_id}, d.decided_at);
  for (const uuid& subject : subjects) {
    db.run("INSERT INTO robots_decision_subjects (tenant_id, subject, site, url) VALUES (?, ?, ?, ?) "
           "ON CONFLICT DO NOTHING",
           tenant.value, subject, d.site, d.url);
  }
}

robots_decision row_of(sql::statement& row) {
  robots_decision d;
  d.site = row.text();
  d.url = row.text();
  d.allowed = row.flag();
  d.reason = row.text();
  d.rule = row.text();
  d.line = static_cast<std::uint32_t>(row.integer());
  d.robots_url = row.text();
  d.job_id = row.id();
  d.decided_at = row.time();
  return d;
}

class sql_politeness_book final : public politeness_book {
public:
  explicit sql_politeness_book(std::shared_ptr<connections> database) : database_(std::move(database)) {}

  void add(const tenant_id& tenant, const robots_decision& decision,
           const std::vector<uuid>& subjects) override {
    const auto ignored = [](const result<done>&) {}; // the next crawl decides again
    database_->write<done>(tenant, ignored, [tenant, decision, subjects](sql::connection& db) {
      put(db, tenant, decision, subjects);
      return done{};
    });
  }

  void find(const tenant_id& tenant, const std::string& site, const uuid& company, std::size_t limit,
            completion<std::vector<robots_decision>> answer) override {
    using rows = std::vector<robots_decision>;
    database_->read<rows>(tenant, std::move(answer), [tenant, site, company, limit](sql::connection& db) {
      sql::statement row(
          db,
          "SELECT site, url, allowed, reason, rule, line, robots_url, job_id, decided_at FROM "
          "robots_decisions WHERE tenant_id = ?1 AND site = ?2 UNION "
          "SELECT r.site, r.url, r.allowed, r.reason, r.rule, r.line, r.robots_url, r.job_id, r.decided_at "
          "FROM scraped_data d JOIN robots_decision_subjects s ON s.tenant_id = d.tenant_id AND s.subject = "
          "d.id JOIN robots_decisions r ON r.tenant_id = s.tenant_id AND r.site = s.site AND r.url = s.url "
          "WHERE d.tenant_id = ?1 AND d.company_id = ?3 ORDER BY decided_at DESC, url LIMIT ?4",
          tenant.value, site, company, std::uint64_t{limit});
      rows all;
      while (row.step()) {
        all.push_back(row_of(row));
      }
      return all;
    });
  }

  void list_opt_outs(completion<std::vector<opt_out>> answer) override {
    using rows = std::vector<opt_out>;
    database_->read<rows>(default_tenant(), std::move(answer), [](sql::connection& db) {
      sql::statement row(db,
                         "SELECT domain, note, since FROM crawl_opt_outs WHERE tenant_id = ? ORDER BY domain",
                         default_tenant().value);
      rows all;
      while (row.step()) {
        opt_out wish;
        wish.domain = row.text();
        wish.note = row.text();
        wish.since = row.time();
        all.push_back(std::move(wish));
      }
      return all;
    });
  }

  void set_opt_out(const opt_out& wish, completion<done> answer) override {
    database_->write<done>(default_tenant(), std::move(answer), [wish](sql::connection& db) {
      db.run("INSERT INTO crawl_opt_outs (tenant_id, domain, note, since) VALUES (?, ?, ?, ?) ON CONFLICT "
             "(tenant_id, "
             "domain) DO UPDATE SET note = excluded.note",
             default_tenant().value, wish.domain, wish.note, wish.since);
      return done{};
    });
  }

  void remove_opt_out(const std::string& domain, completion<done> answer) override {
    database_->write<done>(default_tenant(), std::move(answer), [domain](sql::connection& db) {
      db.run("DELETE FROM crawl_opt_outs WHERE tenant_id = ? AND domain = ?", default_tenant().value, domain);
      if (db.changes() == 0) {
        throw failure(error_code::not_found, "\"" + domain + "\" has not opted out");
      }
      return done{};
    });
  }

private:
  std::shared_ptr<connections> database_;
};

} // namespace

std::shared_ptr<politeness_book> make_politeness_book(std::shared_ptr<connections> database) {
  return std::make_shared<sql_politeness_book>(std::move(database));
}

} // namespace leadstream::storage
