#include "net/api/subscription.hpp"

#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/text/ascii.hpp"
#include "net/api/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace leadstream::api {
namespace {

using leadstream::json::writer;
using nlohmann::json;

constexpr std::array<std::string_view, 5> known{"type", "job_id", "score_min", "industry", "since"};

error fault(std::string field, std::string message) {
  return {error_code::invalid_argument, std::move(message), std::move(field)};
}

const json* member(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::optional<error> read_job(const json& message, event_filter& filter) {
  const json* value = member(message, "job_id");
  if (value == nullptr) {
    return std::nullopt;
  }
  const auto id = value->is_string() ? parse_uuid(value->get_ref<const std::string&>()) : std::nullopt;
  if (!id || id->is_nil()) {
    return fault("job_id", "job_id is not the id of a job (a UUID)");
  }
  filter.job_id = *id;
  return std::nullopt;
}

std::optional<error> read_score(const json& message, event_filter& filter) {
  const json* value = member(message, "score_min");
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_number_unsigned() || value->get<std::uint64_t>() > 100) {
    return fault("score_min", "score_min is not a whole number from 0 to 100");
  }
  filter.score_min = value->get<int>();
  return std::nullopt;
}

std::optional<error> read_industry(const json& message, event_filter& filter) {
  const json* value = member(message, "industry");
  if (value == nullptr) {
    return std::nullopt;
  }
  constexpr std::size_t longest = 100;
  if (!value->is_string() ||
      count_characters(value->get_ref<const std::string&>()).value_or(longest + 1) > longest) {
    return fault("industry", "industry is not a string of at most 100 characters");
  }
  filter.industry = lower(trimmed(value->get_ref<const std::string&>()));
  return std::nullopt;
}

std::optional<error> read_since(const json& message, std::optional<position>& since) {
  const json* value = member(message, "since");
  if (value == nullptr) {
    return std::nullopt;
  }
  const json* epoch = value->is_object() ? member(*value, "epoch") : nullptr;
  const json* seq = value->is_object() ? member(*value, "seq") : nullptr;
  if (epoch == nullptr || seq == nullptr || !epoch->is_string() || !seq->is_number_unsigned()) {
    return fault("since",
                 R"(since is not {"epoch": string, "seq": number} as a message of the server gave it)");
  }
  since = position{epoch->get<std::string>(), seq->get<std::uint64_t>()};
  return std::nullopt;
}

std::optional<error> check_members(const json& message) {
  if (!message.is_object() || message.value("type", json()) != "subscribe") {
    return fault(
        "type",
        R"(not a JSON object with "type": "subscribe"; only the first message may be "auth" instead)");
  }
  for (const auto& [name, value] : message.items()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return fault(name, "\"" + name +
                             "\" is not a member of subscribe; it has job_id, score_min, industry, since");
    }
  }
  return std::nullopt;
}

std::string position_with(std::string_view type, const position& where, const bool* recovered) {
  std::string out;
  writer w(out);
  w.begin_object().member("type", type).member("epoch", where.epoch).member("seq", where.seq);
  if (recovered != nullptr) {
    w.member("recovered", *recovered);
  }
  w.end_object();
  return out;
}

} // namespace

bool event_filter::matches(const event_header& event) const {
  if (!job_id.is_nil() && event.job_id != job_id) {
    return false;
  }
  return event.company_id.is_nil() ||
         (event.score >= score_min && event.industry.find(industry) != std::string::npos);
}

bool event_filter::is_open() const {
  return job_id.is_nil() && score_min == 0 && industry.empty();
}

result<subscribe_request> read_subscribe(std::string_view message) {
  const auto parsed = leadstream::json::read(message);
  if (!parsed) {
    return parsed.problem();
  }
  subscribe_request request;
  std::optional<error> problem = check_members(*parsed);
  problem = problem ? problem : read_job(*parsed, request.filter);
  problem = problem ? problem : read_score(*parsed, request.filter);
  problem = problem ? problem : read_industry(*parsed, request.filter);
  problem = problem ? problem : read_since(*parsed, request.since);
  if (problem) {
    return *problem;
  }
  return request;
}

std::string subscribed_message(const position& from, bool recovered) {
  return position_with("subscribed", from, &recovered);
}

std::string position_message(const position& reached) {
  return position_with("position", reached, nullptr);
}

std::string error_message(const error& fault) {
  std::string out;
  writer w(out);
  w.begin_object().member("type", "error").member("code", to_string(fault.code));
  w.member_or_null("field", fault.field).member("detail", fault.message).end_object();
  return out;
}

std::string event_message(const event& what) {
  std::string out;
  out.reserve(what.payload->size() + 128);
  writer w(out);
  w.begin_object().member("type", what.header.type).member("seq", what.seq);
  if (!what.header.job_id.is_nil()) {
    w.member("job_id", to_string(what.header.job_id));
  }
  w.key("data").raw(*what.payload).end_object();
  return out;
}

} // namespace leadstream::api
