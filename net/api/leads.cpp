#include "domain/json/lead.hpp"
#include "net/api/problem.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"

namespace leadstream::api {
namespace {

response lead_list(const lead_page& page, std::uint64_t offset) {
  response r;
  r.body.reserve(512 * (page.leads.size() + 1));
  r.body = "{\"leads\":[";
  for (const lead_row& row : page.leads) {
    r.body += &row == page.leads.data() ? "" : ",";
    json::append(r.body, row);
  }
  r.body += "],\"total_count\":" + std::to_string(page.total_count) + ",\"pagination\":";
  append_pagination(r.body, offset, page.leads.size(), page.total_count);
  r.body += '}';
  return r;
}

} // namespace

void list_leads(const call_ptr& call) {
  query_reader query(call->asked.query);
  lead_query wanted;
  read_filters(query, wanted);
  read_page(query, wanted);
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  auto encode = [offset = wanted.offset](const http_call&, const lead_page& page) {
    return lead_list(page, offset);
  };
  call->around.inside->list_leads(call->around.tenant, wanted, answer<lead_page>(call, encode));
}

} // namespace leadstream::api
