#include "domain/text/ascii.hpp"
#include "net/api/json_body.hpp"
#include "net/api/lead_document.hpp"
#include "net/api/routes.hpp"
#include "net/api/text.hpp"
#include "net/api/versions.hpp"

#include <algorithm>

namespace leadstream::api {
namespace {

constexpr const char* example =
    R"({"status": "contacted", "tags": ["spring"], "notes": "…", "owner": "ada"})";

void read_status(json_body& body, lead_edit& edit) {
  if (body.clears("status")) {
    body.fault("status", "a lead always has a status; leave it out, or send new");
  }
  if (const auto name = body.text("status", 1, 20)) {
    edit.status = parse_lead_status(*name);
    if (!edit.status) {
      body.fault("status", "none of new, contacted, qualified, customer, rejected");
    }
  }
}

void read_tags(json_body& body, lead_edit& edit) {
  edit.tags = body.clears("tags") ? std::vector<std::string>() : body.texts("tags", 50, 50);
  if (!edit.tags) {
    return;
  }
  for (std::string& tag : *edit.tags) {
    tag = lower(tag);
    if (tag.find(',') != std::string::npos) {
      body.fault("tags", "a tag has no comma");
    }
  }
}

} // namespace

void edit_lead(const call_ptr& call) {
  const auto id = path_id(call, "lead");
  if (!id) {
    return;
  }
  json_body body(call->asked.body, example);
  lead_edit edit;
  read_status(body, edit);
  read_tags(body, edit);
  edit.notes = body.clears("notes") ? std::string() : body.text("notes", 0, 10'000, true);
  edit.owner = body.clears("owner") ? std::string() : body.text("owner", 0, 100);
  if (const auto& faults = body.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  const auto version = wanted_version(call);
  if (!version) {
    return;
  }
  const auto shown = answer_lead(call, *id, answer<lead>(call, lead_document));
  call->around.inside->edit_lead(call->around.tenant, *id, edit, *version,
                                 [call, shown](result<lead> changed) {
                                   if (!changed && changed.problem().code == error_code::conflict) {
                                     return call->done(changed_meanwhile());
                                   }
                                   shown(std::move(changed));
                                 });
}

} // namespace leadstream::api
