#include "domain/access/digest.hpp"
#include "domain/flow/retry_after.hpp"
#include "domain/json/writer.hpp"
#include "domain/url/percent.hpp"
#include "net/deliver/crm_targets.hpp"

namespace leadstream::deliver {
namespace {

using delivery::crm_answer;
using delivery::crm_record;

constexpr std::chrono::seconds usual_wait{5};
constexpr std::size_t hash_digits = 32;

/// The text with each {{name}} replaced by what `value(name, in_quotes)` gives.
template <class Value>
std::string filled(std::string_view text, Value value) {
  std::string out;
  bool in_quotes = false;
  while (!text.empty()) {
    const auto end = text.starts_with("{{") ? text.find("}}") : std::string_view::npos;
    if (end != std::string_view::npos) {
      out += value(std::string(text.substr(2, end - 2)), in_quotes);
      text.remove_prefix(end + 2);
      continue;
    }
    const bool escape = in_quotes && text.front() == '\\' && text.size() > 1;
    in_quotes = text.front() == '"' ? !in_quotes : in_quotes;
    out += text.substr(0, escape ? 2 : 1);
    text.remove_prefix(escape ? 2 : 1);
  }
  return out;
}

std::string value_of(const crm_record& record, const std::string& name) {
  const auto found = record.properties.find(name);
  return found == record.properties.end() ? "" : found->second;
}

/// A value as JSON: a number as it is, nothing as null, text escaped and, outside of quotes, in quotes.
std::string as_json(const crm_record& record, const std::string& name, bool in_quotes) {
  const std::string value = value_of(record, name);
  if (!in_quotes && (value.empty() || record.numbers.contains(name))) {
    return value.empty() ? "null" : value;
  }
  std::string text;
  json::append_string(text, value);
  return in_quotes ? text.substr(1, text.size() - 2) : text;
}

/// All properties, numbers as numbers.
std::string whole(const crm_record& record) {
  std::string body;
  json::writer w(body);
  w.begin_object();
  for (const auto& [name, value] : record.properties) {
    record.numbers.contains(name) ? w.key(name).raw(value) : w.member(name, value);
  }
  w.end_object();
  return body;
}

class http_sink : public delivery::crm_target {
public:
  explicit http_sink(http_sink_options options) : options_(std::move(options)) {}

  const char* name() const override { return "http"; }
  std::size_t batch() const override { return 1; }

  http_request say(const std::vector<crm_record>& batch) override {
    const crm_record& record = batch.front();
    http_request request;
    request.method = options_.method;
    request.url = filled(options_.url, [&](const std::string& name, bool) {
      return encode_component(value_of(record, name));
    });
    request.headers = options_.headers;
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = options_.body.empty()
                       ? whole(record)
                       : filled(options_.body, [&](const std::string& name, bool in_quotes) {
                           return as_json(record, name, in_quotes);
                         });
    // A receiver that heard of a lead must still take its next version, and a repeat of one only once.
    request.headers.push_back(
        {"Idempotency-Key", "\"" + to_string(record.lead_id) + "-" +
                                access::sha256_hex(request.body).substr(0, hash_digits) + "\""});
    return request;
  }

  crm_answer understand(const page& answer, const std::vector<crm_record>& batch) override {
    const std::string said = "the sink answered " + std::to_string(answer.status);
    if (answer.status >= 200 && answer.status < 300) {
      return {crm_answer::kind::results, {{batch.front().lead_id, encode(batch.front()), "", ""}}, {}, {}};
    }
    if (answer.status == 429 || answer.status == 503) {
      const auto asked = flow::parse_retry_after(find_header(answer.headers, "Retry-After"),
                                                 answer.fetched_at, std::chrono::minutes(10));
      return {crm_answer::kind::throttled, {}, asked.value_or(usual_wait), said};
    }
    if (answer.status >= 500) {
      return {crm_answer::kind::unavailable, {}, {}, said};
    }
    if (answer.status == 401 || answer.status == 403 || (answer.status >= 300 && answer.status < 400)) {
      return {crm_answer::kind::refused, {}, {}, said};
    }
    return {crm_answer::kind::results, {{batch.front().lead_id, "", "", said}}, {}, {}};
  }

private:
  http_sink_options options_;
};

} // namespace

std::unique_ptr<delivery::crm_target> make_http_sink(http_sink_options options) {
  return std::make_unique<http_sink>(std::move(options));
}

} // namespace leadstream::deliver
