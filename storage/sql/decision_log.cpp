#include "storage/sql/decision_log.hpp"

#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "storage/failure.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace leadstream::storage::sql {
namespace {

using nlohmann::json;

void append_ids(leadstream::json::writer& w, std::string_view name, const std::vector<uuid>& ids) {
  w.key(name).begin_array();
  for (const uuid& id : ids) {
    w.value(to_string(id));
  }
  w.end_array();
}

void append_marks(leadstream::json::writer& w, const lead_marks& marks) {
  w.key("marks").begin_object().member("status", to_string(marks.status)).member("notes", marks.notes);
  w.member("owner", marks.owner).key("tags").begin_array();
  for (const std::string& tag : marks.tags) {
    w.value(tag);
  }
  w.end_array().end_object();
}

std::string encode(const kept_decision& kept) {
  std::string text;
  leadstream::json::writer w(text);
  w.begin_object().key("before").begin_array();
  for (const kept_lead& each : kept.before) {
    w.begin_object().member("id", to_string(each.id)).member("scored_for", to_string(each.scored_for));
    append_ids(w, "jobs", each.jobs);
    append_marks(w, each.marks);
    w.end_object();
  }
  w.end_array();
  append_ids(w, "standing", kept.standing);
  append_marks(w, kept.marks);
  w.end_object();
  return text;
}

uuid id_in(const json& text) {
  return parse_uuid(text.get<std::string>()).value_or(uuid{});
}

std::vector<uuid> ids_in(const json& list) {
  std::vector<uuid> ids;
  std::transform(list.begin(), list.end(), std::back_inserter(ids), id_in);
  return ids;
}

lead_marks marks_in(const json& object) {
  const json& marks = object.at("marks");
  return {parse_lead_status(marks.at("status").get<std::string>()).value_or(lead_status::fresh),
          marks.at("tags").get<std::vector<std::string>>(), marks.at("notes").get<std::string>(),
          marks.at("owner").get<std::string>()};
}

kept_decision decode(std::string_view text) {
  const auto parsed = leadstream::json::read(text, {64U << 20U, 8});
  if (!parsed) {
    throw failure(parsed.problem());
  }
  try {
    kept_decision kept{{}, ids_in(parsed->at("standing")), marks_in(*parsed)};
    for (const json& each : parsed->at("before")) {
      kept.before.push_back(
          {id_in(each.at("id")), marks_in(each), ids_in(each.at("jobs")), id_in(each.at("scored_for"))});
    }
    return kept;
  } catch (const json::exception& problem) {
    throw failure(error_code::malformed,
                  std::string("a stored decision does not have its form: ") + problem.what());
  }
}

} // namespace

kept_lead keep_lead(connection& db, const tenant_id& tenant, const related_lead& stored) {
  kept_lead kept{stored.company_id, stored.marks, {}, {}};
  statement jobs(db,
                 "SELECT l.job_id FROM job_leads l JOIN scraping_jobs j ON j.tenant_id = l.tenant_id AND "
                 "j.id = l.job_id WHERE l.tenant_id = ? AND l.company_id = ? ORDER BY j.created_at, j.id",
                 tenant.value, stored.company_id);
  while (jobs.step()) {
    kept.jobs.push_back(jobs.id());
  }
  statement score(db, "SELECT job_id FROM score_breakdowns WHERE tenant_id = ? AND company_id = ?",
                  tenant.value, stored.company_id);
  if (score.step()) {
    kept.scored_for = score.id();
  }
  return kept;
}

void log_decision(connection& db, const tenant_id& tenant, const lead_decision& what,
                  const kept_decision& kept) {
  db.run("INSERT INTO lead_decisions (tenant_id, id, kind, lead_id, kept, decided_by, at) "
         "VALUES (?, ?, ?, ?, ?, ?, ?)",
         tenant.value, what.id, what.merge ? "merge" : "unmerge",
         what.merge ? kept.standing.front() : what.leads.front(), encode(kept), what.by, what.at);
}

std::optional<std::vector<uuid>> logged_standing(connection& db, const tenant_id& tenant, const uuid& id) {
  statement row(db, "SELECT kept FROM lead_decisions WHERE tenant_id = ? AND id = ?", tenant.value, id);
  return row.step() ? std::optional(decode(row.view()).standing) : std::nullopt;
}

std::vector<kept_decision> take_merges(connection& db, const tenant_id& tenant, const uuid& lead_id) {
  std::map<std::int64_t, kept_decision> by_age;
  std::set<uuid> asked;
  std::vector<uuid> to_ask{lead_id};
  while (!to_ask.empty()) {
    const uuid id = to_ask.back();
    to_ask.pop_back();
    if (!asked.insert(id).second) {
      continue;
    }
    statement row(db,
                  "SELECT row, kept FROM lead_decisions WHERE tenant_id = ? AND lead_id = ? AND "
                  "kind = 'merge' AND undone = ?",
                  tenant.value, id, false);
    while (row.step()) {
      const std::int64_t number = row.integer();
      const auto& kept = by_age.emplace(number, decode(row.view())).first->second;
      for (const kept_lead& part : kept.before) {
        to_ask.push_back(part.id);
      }
    }
  }
  std::vector<kept_decision> merges;
  for (auto& [number, kept] : by_age) {
    db.run("UPDATE lead_decisions SET undone = ? WHERE tenant_id = ? AND row = ?", true, tenant.value,
           number);
    merges.push_back(std::move(kept));
  }
  return merges;
}

} // namespace leadstream::storage::sql
