#include "net/api/problem.hpp"

#include "domain/json/writer.hpp"

#include <algorithm>
#include <array>

namespace leadstream::api {
namespace {

constexpr std::array<std::pair<int, const char*>, 31> phrases{{{100, "Continue"},
                                                               {101, "Switching Protocols"},
                                                               {200, "OK"},
                                                               {201, "Created"},
                                                               {202, "Accepted"},
                                                               {204, "No Content"},
                                                               {304, "Not Modified"},
                                                               {400, "Bad Request"},
                                                               {401, "Unauthorized"},
                                                               {403, "Forbidden"},
                                                               {404, "Not Found"},
                                                               {405, "Method Not Allowed"},
                                                               {408, "Request Timeout"},
                                                               {409, "Conflict"},
                                                               {410, "Gone"},
                                                               {412, "Precondition Failed"},
                                                               {413, "Content Too Large"},
                                                               {414, "URI Too Long"},
                                                               {415, "Unsupported Media Type"},
                                                               {417, "Expectation Failed"},
                                                               {421, "Misdirected Request"},
                                                               {422, "Unprocessable Content"},
                                                               {426, "Upgrade Required"},
                                                               {428, "Precondition Required"},
                                                               {429, "Too Many Requests"},
                                                               {431, "Request Header Fields Too Large"},
                                                               {451, "Unavailable For Legal Reasons"},
                                                               {500, "Internal Server Error"},
                                                               {501, "Not Implemented"},
                                                               {503, "Service Unavailable"},
                                                               {505, "HTTP Version Not Supported"}}};

response document(int status, std::string body) {
  response r{status, "application/problem+json", std::move(body), {}, nullptr};
  if (status == 503) {
    r.headers.push_back({"Retry-After", "1"});
  }
  return r;
}

json::writer begin_problem(std::string& body, int status) {
  json::writer w(body);
  w.begin_object()
      .member("type", "about:blank")
      .member("title", reason_phrase(status))
      .member("status", status);
  return w;
}

/// The first of them; that there are more is said in place of the rest.
void append_errors(json::writer& w, const std::vector<field_error>& errors) {
  constexpr std::size_t most = 20;
  w.begin_array();
  for (std::size_t i = 0; i < std::min(most, errors.size()); ++i) {
    w.begin_object().member("field", errors[i].field).member("detail", errors[i].detail).end_object();
  }
  if (errors.size() > most) {
    const std::string left = "… and " + std::to_string(errors.size() - most) + " more";
    w.begin_object().member("field", "").member("detail", left).end_object();
  }
  w.end_array();
}

} // namespace

const char* reason_phrase(int status) {
  const auto found =
      std::find_if(phrases.begin(), phrases.end(), [&](const auto& p) { return p.first == status; });
  return found == phrases.end() ? "Unknown" : found->second;
}

response problem(int status, std::string_view detail, const std::vector<field_error>& errors) {
  std::string body;
  json::writer w = begin_problem(body, status);
  w.member("detail", detail);
  if (!errors.empty()) {
    append_errors(w.key("errors"), errors);
  }
  w.end_object();
  return document(status, std::move(body));
}

response bad_request(const std::vector<field_error>& errors) {
  return problem(400,
                 errors.size() == 1 ? errors.front().detail : "several values of the request are not valid",
                 errors);
}

response internal_problem(std::string_view error_id) {
  std::string body;
  json::writer w = begin_problem(body, 500);
  w.member("detail", "something went wrong on our side; the log has it under error_id")
      .member("error_id", error_id);
  w.end_object();
  return document(500, std::move(body));
}

int status_of(error_code code) {
  switch (code) {
  case error_code::invalid_argument:
  case error_code::malformed:
    return 400;
  case error_code::not_found:
    return 404;
  case error_code::conflict:
    return 409;
  case error_code::refused:
    return 403;
  case error_code::too_large:
    return 413;
  case error_code::unavailable:
  case error_code::timed_out:
  case error_code::cancelled:
    return 503;
  default:
    return 500;
  }
}

response problem_of(const error& fault) {
  if (!fault.field.empty()) {
    return problem(status_of(fault.code), fault.message, {{fault.field, fault.message}});
  }
  return problem(status_of(fault.code), fault.message);
}

} // namespace leadstream::api
