#pragma once
#include "net/api/http.hpp"
#include "net/api/router.hpp"

/// The resources of the API: each reads its request, asks the service and encodes the answer.
namespace leadstream::api {

void check_health(const call_ptr& call);
void check_liveness(const call_ptr& call);
void check_readiness(const call_ptr& call);

void describe_api(const call_ptr& call);
void show_documentation(const call_ptr& call);
void show_documentation_asset(const call_ptr& call);
void show_metrics(const call_ptr& call);

void submit_search(const call_ptr& call);
void show_status(const call_ptr& call);
void list_jobs(const call_ptr& call);
void cancel_job(const call_ptr& call);
void replay_job(const call_ptr& call);
void show_job_log(const call_ptr& call);
void take_results(const call_ptr& call);

void list_sources(const call_ptr& call);
void switch_source(const call_ptr& call);
void reset_source(const call_ptr& call);

void list_leads(const call_ptr& call);
void show_lead(const call_ptr& call);
void edit_lead(const call_ptr& call);
void merge_leads(const call_ptr& call);
void unmerge_lead(const call_ptr& call);
void list_score_profiles(const call_ptr& call);
void show_score_profile(const call_ptr& call);
void show_default_profile(const call_ptr& call);
void use_default_profile(const call_ptr& call);
void drop_default_profile(const call_ptr& call);
void create_score_profile(const call_ptr& call);
void change_score_profile(const call_ptr& call);
void remove_score_profile(const call_ptr& call);
void show_figures(const call_ptr& call);
void export_leads(const call_ptr& call);

/// Imports: the first makes what takes the body, the second answers when all of it is stored.
std::optional<response> open_import(const call_ptr& call);
void finish_import(const call_ptr& call);

void create_webhook(const call_ptr& call);
void list_webhooks(const call_ptr& call);
void show_webhook(const call_ptr& call);
void change_webhook(const call_ptr& call);
void remove_webhook(const call_ptr& call);
void rotate_webhook(const call_ptr& call);
void test_webhook(const call_ptr& call);
void replay_webhook(const call_ptr& call);
void list_deliveries(const call_ptr& call);

void erase_subject(const call_ptr& call);
void list_erasures(const call_ptr& call);
void add_suppression(const call_ptr& call);
void list_suppressions(const call_ptr& call);
void remove_suppression(const call_ptr& call);
void show_access(const call_ptr& call);
void show_notice(const call_ptr& call);
void push_to_crm(const call_ptr& call);
void list_crm_runs(const call_ptr& call);
void list_crm_records(const call_ptr& call);
void show_opt_out(const call_ptr& call);
void confirm_opt_out(const call_ptr& call);

/// Appends all about a lead, as `GET /api/v1/leads/{id}` shows it.
void append_lead(std::string& out, const lead& whole);

/// What an operator needs: metrics, webhooks. A part of make_router().
void add_operations_routes(router& r);

void list_robots(const call_ptr& call);
void list_opt_outs(const call_ptr& call);
void set_opt_out(const call_ptr& call);
void remove_opt_out(const call_ptr& call);
void show_crawler(const call_ptr& call);

/// All routes, those of WebSockets (without a handler) included.
router make_router();

/// Where a page of a list stands in the whole.
struct page_place {
  std::uint64_t offset = 0;
  std::uint64_t shown = 0;
  bool has_more = false;
  bool behind_cursor = false;
  std::string next_cursor; ///< behind the last entry; empty on an empty page
};

/// Appends {"has_next","has_prev","next_offset","next_cursor"}.
void append_pagination(std::string& out, const page_place& page);

/// Whether who asks runs the server, and so may change what holds for all tenants: on its machine, or of its
/// first tenant.
bool runs_server(const http_call& call);
/// 403 for all others.
response operators_only();

/// The id of the path; when it is no UUID, finishes the call with 404 and gives nothing.
std::optional<uuid> path_id(const call_ptr& call, const char* thing);

} // namespace leadstream::api
