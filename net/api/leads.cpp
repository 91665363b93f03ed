#include "domain/json/lead.hpp"
#include "net/api/page_cursor.hpp"
#include "net/api/problem.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"

namespace leadstream::api {
namespace {

response lead_list(const http_call& call, const lead_page& page, const lead_query& asked) {
  response r;
  r.body.reserve(512 * (page.leads.size() + 1));
  r.body = "{\"leads\":[";
  for (const lead_row& row : page.leads) {
    r.body += &row == page.leads.data() ? "" : ",";
    json::append(r.body, row);
  }
  page_place place{asked.offset, page.leads.size(), page.has_more, asked.after.has_value(), {}};
  if (page.has_more) {
    place.next_cursor = lead_cursor_text(call.around.tenant, asked, page.leads.back());
  }
  r.body += "],\"total_count\":" + std::to_string(page.total_count) + ",\"pagination\":";
  append_pagination(r.body, place);
  r.body += '}';
  return r;
}

} // namespace

void list_leads(const call_ptr& call) {
  query_reader query(call->asked.query);
  lead_query wanted;
  read_filters(query, wanted);
  read_order(query, wanted);
  read_page(query, wanted,
            [&](const std::string& text) { return read_lead_cursor(call->around.tenant, wanted, text); });
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  auto encode = [wanted](const http_call& c, const lead_page& page) { return lead_list(c, page, wanted); };
  call->around.inside->list_leads(call->around.tenant, wanted, answer<lead_page>(call, encode));
}

} // namespace leadstream::api
