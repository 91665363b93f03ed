#include "net/api/up_to_date.hpp"

#include "net/api/legal.hpp"

namespace leadstream::api {

handler up_to_date(handler inner) {
  return [inner = std::move(inner)](const call_ptr& call) {
    if (call->around.legal == nullptr) {
      return inner(call);
    }
    call->around.legal->when_current([call, inner] {
      try {
        inner(call);
      } catch (const std::exception& problem) {
        call->done(error{error_code::internal, problem.what(), {}});
      }
    });
  };
}

} // namespace leadstream::api
