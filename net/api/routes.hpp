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

void submit_search(const call_ptr& call);
void show_status(const call_ptr& call);
void list_jobs(const call_ptr& call);
void cancel_job(const call_ptr& call);

void list_leads(const call_ptr& call);
void show_lead(const call_ptr& call);
void export_csv(const call_ptr& call);

/// All routes, those of WebSockets (without a handler) included.
router make_router();

/// Appends {"has_next","has_prev","next_offset"} of a page that begins at `offset` and shows `shown` of
/// `total`.
void append_pagination(std::string& out, std::uint64_t offset, std::uint64_t shown, std::uint64_t total);

/// The id of the path; when it is no UUID, finishes the call with 404 and gives nothing.
std::optional<uuid> path_id(const call_ptr& call, const char* thing);

} // namespace leadstream::api
