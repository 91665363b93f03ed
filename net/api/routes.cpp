#include "net/api/routes.hpp"

#include "domain/json/writer.hpp"
#include "net/api/idempotent.hpp"
#include "net/api/problem.hpp"
#include "net/api/up_to_date.hpp"
#include "net/api/without_content.hpp"
#include "net/auth/routes.hpp"

namespace leadstream::api {

router make_router() {
  using access::scope;
  router r;
  r.add("GET", "/health", open_to_all(), check_health);
  r.add("GET", "/health/live", open_to_all(), check_liveness);
  r.add("GET", "/health/ready", open_to_all(), check_readiness);
  r.add("GET", "/openapi.json", open_to_all(), describe_api);
  r.add("GET", "/docs", open_to_all(), show_documentation);
  r.add("GET", "/docs/{id}", open_to_all(), show_documentation_asset);
  r.add("POST", "/api/v1/scrape/search", needs(scope::jobs_write, access::budget::job),
        idempotent(submit_search));
  r.add("GET", "/api/v1/scrape/status/{id}", needs(scope::jobs_read), show_status);
  r.add("GET", "/api/v1/scrape/jobs", with_query(needs(scope::jobs_read)), list_jobs);
  r.add("POST", "/api/v1/scrape/jobs/{id}/cancel", needs(scope::jobs_write),
        idempotent(without_content(cancel_job)));
  r.add("POST", "/api/v1/scrape/jobs/{id}/replay", needs(scope::jobs_write),
        idempotent(without_content(replay_job)));
  r.add("GET", "/api/v1/scrape/jobs/{id}/log", with_query(needs(scope::jobs_read)), show_job_log);
  r.add("POST", "/api/v1/webhook/results", open_to_all(), unkeyed(take_results));
  r.add("GET", "/api/v1/leads", with_query(needs(scope::leads_read)), up_to_date(list_leads));
  r.add("GET", "/api/v1/leads/{id}", needs(scope::leads_read), up_to_date(show_lead));
  r.add("PATCH", "/api/v1/leads/{id}", needs(scope::leads_write), edit_lead);
  r.add("POST", "/api/v1/leads/{id}/merge", needs(scope::leads_write), idempotent(merge_leads));
  r.add("POST", "/api/v1/leads/{id}/unmerge", needs(scope::leads_write),
        idempotent(without_content(unmerge_lead)));
  r.add("GET", "/api/v1/score-profiles", needs(scope::leads_read), list_score_profiles);
  r.add("POST", "/api/v1/score-profiles", needs(scope::leads_write), idempotent(create_score_profile));
  r.add("GET", "/api/v1/default-score-profile", needs(scope::leads_read), show_default_profile);
  r.add("PUT", "/api/v1/default-score-profile", needs(scope::leads_write), use_default_profile);
  r.add("DELETE", "/api/v1/default-score-profile", needs(scope::leads_write), drop_default_profile);
  r.add("GET", "/api/v1/score-profiles/{id}", needs(scope::leads_read), show_score_profile);
  r.add("PUT", "/api/v1/score-profiles/{id}", needs(scope::leads_write), change_score_profile);
  r.add("DELETE", "/api/v1/score-profiles/{id}", needs(scope::leads_write), remove_score_profile);
  r.add("GET", "/api/v1/analytics", with_query(needs(scope::leads_read)), show_figures);
  r.add("GET", "/api/v1/sources", needs(scope::sources_read), list_sources);
  r.add("PATCH", "/api/v1/sources/{id}", needs(scope::sources_write), switch_source);
  r.add("POST", "/api/v1/sources/{id}/reset", needs(scope::sources_write),
        idempotent(without_content(reset_source)));
  r.add("GET", "/api/v1/export/{id}", with_query(needs(scope::exports_read, access::budget::export_)),
        up_to_date(export_leads));
  r.add("POST", "/api/v1/imports", with_query(needs(scope::leads_write)), finish_import,
        unkeyed_upload(open_import));
  add_operations_routes(r);
  r.add("GET", "/api/v1/companies/{id}/robots", needs(scope::leads_read), list_robots);
  r.add("GET", "/api/v1/opt-outs", needs(scope::sources_read), list_opt_outs);
  r.add("PUT", "/api/v1/opt-outs/{id}", needs(scope::sources_write), set_opt_out);
  r.add("DELETE", "/api/v1/opt-outs/{id}", needs(scope::sources_write), remove_opt_out);
  r.add("GET", "/bot", open_to_all(), show_crawler);
  r.add("GET", "/ws/leads", needs(scope::leads_read), nullptr);
  r.add("GET", "/api/v1/ws/leads", needs(scope::leads_read), nullptr);
  auth::add_routes(r);
  return r;
}

void append_pagination(std::string& out, const page_place& page) {
  json::writer w(out);
  w.begin_object()
      .member("has_next", page.has_more)
      .member("has_prev", page.behind_cursor || page.offset > 0);
  w.key("next_offset");
  if (page.has_more && !page.behind_cursor) {
    w.value(page.offset + page.shown);
  } else {
    w.null();
  }
  w.member_or_null("next_cursor", page.has_more ? page.next_cursor : std::string()).end_object();
}

bool runs_server(const http_call& call) {
  return call.who.kind == access::credential_kind::local || call.who.tenant == default_tenant();
}

response operators_only() {
  return problem(403, "this holds for all tenants; the operator of the server alone may do it");
}

std::optional<uuid> path_id(const call_ptr& call, const char* thing) {
  const auto id = parse_uuid(call->id);
  if (!id) {
    call->done(
        error{error_code::not_found,
              std::string("there is no ") + thing + " of that id; ids are UUIDs as the lists show them",
              {}});
  }
  return id;
}

} // namespace leadstream::api
