#include "domain/access/digest.hpp"
#include "domain/json/writer.hpp"
#include "net/api/problem.hpp"
#include "net/api/query.hpp"
#include "net/auth/resources.hpp"

namespace leadstream::auth {
namespace {

using access::audit_record;

/// Whether each link names the hash of the one before it and carries its own.
bool is_intact(const std::vector<audit_record>& links) {
  for (std::size_t i = 0; i < links.size(); ++i) {
    const bool follows = i == 0 || links[i].previous_hash == links[i - 1].hash;
    if (!follows || links[i].hash != access::sha256_hex(links[i].previous_hash + links[i].entry)) {
      return false;
    }
  }
  return true;
}

api::response show(const api::http_call& /*call*/, const std::vector<audit_record>& links) {
  api::response r;
  json::writer w(r.body);
  w.begin_object().member("intact", is_intact(links)).key("entries").begin_array();
  for (const audit_record& link : links) {
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
  const auto after = static_cast<std::uint64_t>(query.number("after", 0, 0, 1'000'000'000'000));
  const auto limit = static_cast<std::size_t>(query.number("limit", 100, 1, 1'000));
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(api::bad_request(faults));
  }
  with->stored->read_audit(call->who.tenant, after, limit,
                           api::answer<std::vector<audit_record>>(call, show));
}

} // namespace leadstream::auth
