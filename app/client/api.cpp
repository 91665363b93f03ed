#include "app/client/api.hpp"

#include "app/client/views.hpp"
#include "domain/json/read.hpp"
#include "domain/url/url.hpp"
#include "net/auth/local_key.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::app {
namespace {

constexpr leadstream::json::read_limits answer_limits{64u << 20, 64};

error_code code_of(int status) {
  switch (status) {
  case 400:
  case 413:
  case 415:
    return error_code::invalid_argument;
  case 404:
    return error_code::not_found;
  case 409:
  case 412:
    return error_code::conflict;
  case 429:
  case 503:
    return error_code::timed_out; // the shell is told to try again
  default:
    return status == 401 || status == 403 ? error_code::refused : error_code::internal;
  }
}

/// What is wrong with each field, a line each; said once when the problem is that of one field.
std::string words_of(const nlohmann::json& problem) {
  std::string detail = text_at(problem, "detail");
  const auto errors = problem.find("errors");
  if (errors == problem.end() || !errors->is_array() || errors->empty()) {
    return detail;
  }
  if (errors->size() == 1 && text_at(errors->front(), "detail") == detail) {
    return text_at(errors->front(), "field") + ": " + detail;
  }
  std::string out = detail;
  for (const auto& fault : *errors) {
    out += "\n  " + text_at(fault, "field") + ": " + text_at(fault, "detail");
  }
  return out;
}

/// The words of an application/problem+json answer.
error problem_of(const client::http_answer& answer, const std::string& server) {
  const auto problem = leadstream::json::read_lenient(answer.body, answer_limits);
  std::string message = server + " answers " + std::to_string(answer.status);
  if (problem && problem->is_object()) {
    const auto words = words_of(*problem);
    message = words.empty() ? message : words;
    if (const auto id = text_at(*problem, "error_id"); !id.empty()) {
      message += " (error_id " + id + ")";
    }
  }
  return {code_of(answer.status), message, {}};
}

result<nlohmann::json> read(result<client::http_answer> answer, const std::string& server) {
  if (!answer) {
    return answer.problem();
  }
  if (answer->status < 200 || answer->status > 299) {
    return problem_of(*answer, server);
  }
  if (answer->status == 204) {
    return nlohmann::json::object();
  }
  auto body = leadstream::json::read_lenient(answer->body, answer_limits);
  if (!body || !body->is_object()) {
    return error{error_code::malformed,
                 server + " gave an answer that is no JSON object; is it a Leadstream server?",
                 {}};
  }
  return body;
}

} // namespace

result<std::string> server_url(const context& with, const std::string& option) {
  if (!option.empty()) {
    return option;
  }
  const auto settings = with.settings();
  if (!settings) {
    return settings.problem();
  }
  const auto& values = settings->values;
  if (settings->of("client.server").origin != "default") {
    return values.client.server;
  }
  const bool v6 = values.server.address.find(':') != std::string::npos;
  const std::string scheme = values.server.tls_certificate.empty() ? "http://" : "https://";
  return scheme + (v6 ? "[" + values.server.address + "]" : values.server.address) + ":" +
         std::to_string(values.server.port);
}

std::string server_key(const context& with, const std::string& url) {
  const auto settings = with.settings();
  const auto address = parse_url(url);
  if (!settings || !address || !settings->values.client.key.empty()) {
    return settings ? settings->values.client.key : std::string();
  }
  const std::string& host = address->host;
  if (host != "localhost" && host != "[::1]" && !host.starts_with("127.")) {
    return {};
  }
  if (const auto notice = auth::read_local_key(auth::local_key_notice_file(address->port))) {
    return *notice;
  }
  const auto own = auth::read_local_key(auth::local_key_file(settings->values.storage.directory));
  return own ? *own : std::string();
}

client::trust server_trust(const context& with) {
  const auto settings = with.settings();
  return {settings ? settings->values.client.ca_file : std::string()};
}

result<nlohmann::json> api::get(std::string_view target) {
  return read(http_.get(target), server());
}

result<nlohmann::json> api::post(std::string_view target, std::string_view json) {
  return read(http_.post(target, json), server());
}

result<nlohmann::json> api::send(const std::string& method, std::string_view target, std::string_view json,
                                 std::string_view if_match) {
  return read(http_.send(method, target, json, if_match), server());
}

result<nlohmann::json> api::upload(std::string_view target, std::string_view media_type,
                                   const client::body_room& source) {
  return read(http_.upload(target, media_type, source), server());
}

result<done> api::download(std::string_view target, const client::body_sink& sink) {
  const auto answer = http_.download(target, sink);
  if (!answer) {
    return answer.problem();
  }
  if (answer->status != 200) {
    return problem_of(*answer, server());
  }
  return done{};
}

target& target::with(std::string_view name, std::string_view value) {
  if (!value.empty()) {
    text_ += std::exchange(first_, false) ? '?' : '&';
    text_.append(name).append("=").append(client::encode(value));
  }
  return *this;
}

} // namespace leadstream::app
