#include "net/api/without_content.hpp"

#include "net/api/json_body.hpp"

namespace leadstream::api {

handler without_content(handler inner) {
  return [inner = std::move(inner)](const call_ptr& call) {
    json_body body(call->asked.body.empty() ? "{}" : call->asked.body, "nothing");
    const auto& faults = body.finish();
    faults.empty() ? inner(call) : call->done(bad_request(faults));
  };
}

} // namespace leadstream::api
