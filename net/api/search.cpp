#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/score/profile_store.hpp"
#include "net/api/problem.hpp"
#include "net/api/routes.hpp"
#include "net/api/search_request.hpp"

namespace leadstream::api {
namespace {

response accepted(const http_call& call, const job& stored) {
  response r;
  r.status = 202;
  const std::string id = to_string(stored.id);
  r.headers.push_back({"Location", "/api/v1/scrape/status/" + id});
  json::writer w(r.body);
  w.begin_object().member("job_id", id).member("status", "initiated");
  w.member("estimated_completion", to_rfc3339(estimated_completion(stored, call.around.clock())))
      .end_object();
  return r;
}

void submit(const call_ptr& call, const search_criteria& criteria) {
  call->around.inside->submit(call->around.tenant, criteria, call->seed, answer<job>(call, accepted));
}

/// Scored by the profile in use, if there is one.
void submit_by_default(const call_ptr& call, search_criteria criteria) {
  if (call->around.profiles == nullptr) {
    return submit(call, criteria);
  }
  call->around.profiles->find_default(
      call->around.tenant,
      [call, criteria = std::move(criteria)](const result<score::saved_profile>& used) mutable {
        if (!used && used.problem().code != error_code::not_found) {
          return call->done(used.problem());
        }
        criteria.score_profile = used ? used->id : uuid{};
        submit(call, criteria);
      });
}

} // namespace

void submit_search(const call_ptr& call) {
  search_request wanted = read_search(call->asked.body);
  if (!wanted.faults.empty()) {
    return call->done(bad_request(wanted.faults));
  }
  if (wanted.score_profile.empty()) {
    return submit_by_default(call, wanted.criteria);
  }
  call->around.profiles->find_named(
      call->around.tenant, wanted.score_profile,
      [call, criteria = wanted.criteria](const result<score::saved_profile>& named) mutable {
        if (!named && named.problem().code == error_code::not_found) {
          return call->done(bad_request({{"score_profile", "there is no saved score profile of that name"}}));
        }
        if (!named) {
          return call->done(named.problem());
        }
        criteria.score_profile = named->id;
        submit(call, criteria);
      });
}

} // namespace leadstream::api
