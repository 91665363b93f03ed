#include "domain/json/lead.hpp"
#include "domain/json/writer.hpp"
#include "domain/law/law_store.hpp"
#include "net/api/lead_document.hpp"
#include "net/api/legal.hpp"
#include "net/api/problem.hpp"
#include "net/api/routes.hpp"
#include "net/api/versions.hpp"

#include <cmath>

namespace leadstream::api {
namespace {

using json::writer;

void append_company(writer& w, const company& c) {
  w.key("company").begin_object().member("id", to_string(c.id)).member("name", c.name);
  w.member_or_null("industry", c.industry).member_or_null("size_category", c.size ? to_string(*c.size) : "");
  w.member_or_null("website", c.website).member_or_null("description", c.description);
  std::string location;
  json::append(location, c.location);
  w.key("location").raw(location);
  w.member("lead_score", c.lead_score).member("category", score_category(c.lead_score));
  w.member("created_at", to_rfc3339(c.created_at))
      .member("updated_at", to_rfc3339(c.updated_at))
      .end_object();
}

void append_contact(writer& w, const contact& c) {
  w.begin_object()
      .member("id", to_string(c.id))
      .member_or_null("name", c.name)
      .member_or_null("title", c.title);
  w.member_or_null("email", c.email).member_or_null("phone", c.phone);
  w.member_or_null("linkedin_url", c.linkedin_url).member("is_decision_maker", c.is_decision_maker);
  w.member("confidence_score", c.confidence).member("created_at", to_rfc3339(c.created_at)).end_object();
}

void append_texts(writer& w, std::string_view name, const std::vector<std::string>& texts) {
  w.key(name).begin_array();
  for (const std::string& text : texts) {
    w.value(text);
  }
  w.end_array();
}

void append_criterion(writer& w, const category_score& category, const criterion_score& c) {
  w.begin_object().member("category", category.name).member("criterion", c.name).member("points", c.points);
  w.member("state", to_string(c.state));
  append_texts(w, "evidence", c.evidence);
  w.end_object();
}

/// The saved profile that the lead was scored by.
void append_profile(writer& w, const score_breakdown& score) {
  w.key("profile");
  if (score.profile_id.is_nil()) {
    w.null();
    return;
  }
  w.begin_object().member("id", to_string(score.profile_id)).member("name", score.profile);
  w.member("version", score.profile_version).end_object();
}

/// Each category with what it adds to the total, then the lines that it is made of.
void append_breakdown(writer& w, const score_breakdown& score) {
  w.key("score_breakdown").begin_object();
  for (const category_score& category : score.categories) {
    w.member(category.name, std::round(category.weighted * 100) / 100);
  }
  w.member("total", score.total).member("rules_version", score.rules_version);
  append_profile(w, score);
  w.key("criteria").begin_array();
  for (const category_score& category : score.categories) {
    for (const criterion_score& c : category.criteria) {
      append_criterion(w, category, c);
    }
  }
  w.end_array().end_object();
}

void append_provenance(writer& w, const provenance& p) {
  w.begin_object().member("field", p.field).member("value", p.value).member("source", p.source);
  w.member("url", p.url).member("fetched_at", to_rfc3339(p.fetched_at)).member("method", p.method);
  w.member("confidence", p.confidence).end_object();
}

void append_marks(writer& w, const lead_marks& marks) {
  w.member("status", to_string(marks.status));
  append_texts(w, "tags", marks.tags);
  w.member_or_null("notes", marks.notes).member_or_null("owner", marks.owner);
}

} // namespace

response lead_document(const http_call& call, const lead& found) {
  response r;
  r.headers.push_back({"ETag", etag_of(found.version)});
  if (call.asked.method == "GET" && has_version(call.asked, found.version)) {
    r.status = 304;
    return r;
  }
  append_lead(r.body, found);
  return r;
}

void append_lead(std::string& out, const lead& found) {
  writer w(out);
  append_company(w.begin_object(), found.company);
  w.key("contacts").begin_array();
  for (const contact& c : found.contacts) {
    append_contact(w, c);
  }
  w.end_array();
  append_texts(w, "social_profiles", found.social);
  w.key("intelligence").begin_object();
  append_texts(w, "growth_signals", found.intelligence.growth_signals);
  append_texts(w, "technology_stack", found.intelligence.technology_stack);
  append_texts(w, "pain_points", found.intelligence.pain_points);
  w.end_object();
  append_breakdown(w, found.breakdown);
  append_marks(w, found.marks);
  w.key("provenance").begin_array();
  for (const provenance& p : found.provenance) {
    append_provenance(w, p);
  }
  w.end_array().end_object();
}

completion<lead> answer_lead(const call_ptr& call, const uuid& id, completion<lead> shown) {
  return [call, id, shown = std::move(shown)](result<lead> found) {
    legal* law = call->around.legal;
    if (found || found.problem().code != error_code::not_found || law == nullptr) {
      return shown(std::move(found));
    }
    law->store().was_erased(
        call->around.tenant, id, [call, shown, missing = found.problem()](result<bool> erased) {
          erased&&* erased ? call->done(problem(451, "this lead was erased and is suppressed"))
                           : shown(missing);
        });
  };
}

void show_lead(const call_ptr& call) {
  if (const auto id = path_id(call, "lead")) {
    call->around.inside->find_lead(call->around.tenant, *id,
                                   answer_lead(call, *id, answer<lead>(call, lead_document)));
  }
}

} // namespace leadstream::api
