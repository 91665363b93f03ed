#include "domain/json/writer.hpp"
#include "net/api/json_body.hpp"
#include "net/api/lead_document.hpp"
#include "net/api/list_answer.hpp"
#include "net/api/routes.hpp"
#include "net/api/text.hpp"

#include <algorithm>

namespace leadstream::api {
namespace {

constexpr const char* example = R"({"with": ["0190a0a0-0000-7000-8000-000000000002"]})";
constexpr std::size_t most_leads = 100;

/// A decision of the caller's, named so that a repeat of the request does nothing more.
lead_decision decision_of(const http_call& call, bool merge, std::vector<uuid> leads) {
  lead_decision what;
  what.at = call.around.clock();
  what.id = call.seed.is_nil() ? make_uuid_v7(what.at, system_random) : call.seed;
  what.merge = merge;
  what.leads = std::move(leads);
  what.by = call.who.name.empty() ? "operator" : call.who.name;
  return what;
}

std::vector<uuid> read_others(json_body& body, const uuid& first) {
  std::vector<uuid> all{first};
  const auto texts = body.texts("with", most_leads - 1, 36);
  if (!texts || texts->empty()) {
    body.missing("with", "the ids of the leads that are the same company");
    return all;
  }
  for (const std::string& text : *texts) {
    const auto id = parse_uuid(text);
    if (!id) {
      body.fault("with", "\"" + text + "\" is no id; ids are UUIDs as the lists show them");
    } else if (std::find(all.begin(), all.end(), *id) != all.end()) {
      body.fault("with", "names a lead twice");
    } else {
      all.push_back(*id);
    }
  }
  return all;
}

response show_merged(const http_call& call, const std::vector<lead>& standing) {
  return lead_document(call, standing.front());
}

} // namespace

void merge_leads(const call_ptr& call) {
  const auto id = path_id(call, "lead");
  if (!id) {
    return;
  }
  json_body body(call->asked.body, example);
  auto leads = read_others(body, *id);
  if (const auto& faults = body.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  call->around.inside->decide_leads(call->around.tenant, decision_of(*call, true, std::move(leads)),
                                    answer<std::vector<lead>>(call, show_merged));
}

void unmerge_lead(const call_ptr& call) {
  if (const auto id = path_id(call, "lead")) {
    call->around.inside->decide_leads(call->around.tenant, decision_of(*call, false, {*id}),
                                      answer_list<lead>(call, "leads", append_lead));
  }
}

} // namespace leadstream::api
