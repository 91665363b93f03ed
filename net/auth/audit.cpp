#include "domain/access/audit.hpp"
#include "domain/json/writer.hpp"
#include "net/api/problem.hpp"
#include "net/api/query.hpp"
#include "net/auth/resources.hpp"

namespace leadstream::auth {
namespace {

/// What of the log was asked for.
struct asked_part {
  std::uint64_t after = 0;
  std::size_t limit = 0;
};

api::response show(const access::audit_part& part, const asked_part& asked) {
  api::response r;
  json::writer w(r.body);
  w.begin_object().member("intact", access::is_intact(part, asked.after, asked.limit));
  w.key("entries").begin_array();
  for (const access::audit_record& link : part.links) {
    w.begin_object().member("seq", link.seq).member("at", to_rfc3339(link.at)).key("entry").raw(link.entry);
    w.member("previous_hash", link.previous_hash).member("hash", link.hash).end_object();
  }
  w.end_array().end_object();
  return r;
}

} // namespace

void list_audit(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  api::query_reader query(call->asked.query);
  const asked_part asked{static_cast<std::uint64_t>(query.number("after", 0, 0, 1'000'000'000'000)),
                         static_cast<std::size_t>(query.number("limit", 100, 1, 1'000))};
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(api::bad_request(faults));
  }
  with->stored->read_audit(
      call->who.tenant, asked.after, asked.limit,
      api::answer<access::audit_part>(call, [asked](const api::http_call&, const access::audit_part& part) {
        return show(part, asked);
      }));
}

} // namespace leadstream::auth
