#pragma once
#include "domain/model/result.hpp"
#include "net/api/http.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::api {

/// What is wrong with one field of a request, and what to send instead.
struct field_error {
  std::string field;
  std::string detail;

  bool operator==(const field_error&) const = default;
};

/// The standard text of a status code, "Not Found".
const char* reason_phrase(int status);

/// A problem document (RFC 9457) with that status. `errors` may be empty.
response problem(int status, std::string_view detail, const std::vector<field_error>& errors = {});

/// 400 with a message per field.
response bad_request(const std::vector<field_error>& errors);

/// 500 that tells nothing but the id under which the log has the rest.
response internal_problem(std::string_view error_id);

/// The status that an error of the service has for the caller: 400, 404, 409, 413, 503, else 500.
int status_of(error_code code);

/// The document for an error of the service that is not our own fault.
response problem_of(const error& fault);

} // namespace leadstream::api
