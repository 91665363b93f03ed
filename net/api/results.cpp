#include "domain/delivery/signature.hpp"
#include "domain/json/sources.hpp"
#include "domain/json/writer.hpp"
#include "domain/model/job.hpp"
#include "domain/model/log_entry.hpp"
#include "net/api/idempotent.hpp"
#include "net/api/json_body.hpp"
#include "net/api/routes.hpp"
#include "net/api/text.hpp"

#include <algorithm>

// What workers outside report of a job, signed as Standard Webhooks says.
namespace leadstream::api {
namespace {

constexpr std::size_t longest_id = 200;
constexpr std::int64_t most_results = 1'000'000'000;

/// What a worker reports, and what is wrong with it.
struct report {
  uuid job_id;
  job_status status{};
  std::string summary; ///< for people
  std::vector<field_error> faults;
};

/// "00:05:23", hours of two digits or more.
bool is_duration(std::string_view text) {
  const auto parts = split(text, ':');
  const auto number = [](std::string_view part, std::size_t least, std::size_t most) {
    return part.size() >= least && part.size() <= most &&
           std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return parts.size() == 3 && number(parts[0], 2, 4) && number(parts[1], 2, 2) && number(parts[2], 2, 2) &&
         parts[1] < "60" && parts[2] < "60";
}

void read_summary(const nlohmann::json& given, report& into) {
  json_body body(given.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                 R"({"total_found":45,"high_quality":32,"medium_quality":13,"processing_time":"00:05:23"})");
  const auto count = [&](const char* name) {
    const auto number = body.number(name, 0, most_results);
    if (!number && !body.has(name)) {
      body.missing(name, "how many leads");
    }
    return number.value_or(0);
  };
  const std::int64_t total = count("total_found");
  const std::int64_t high = count("high_quality");
  const std::int64_t medium = count("medium_quality");
  const auto time = body.text("processing_time", 1, 20);
  if (!body.faulty("total_found") && high + medium > total) {
    body.fault("total_found", "less than high_quality and medium_quality together");
  }
  if (!body.faulty("processing_time") && !is_duration(time.value_or(""))) {
    body.fault("processing_time", "not hours, minutes and seconds; send \"00:05:23\"");
  }
  for (const field_error& each : body.finish()) {
    into.faults.push_back({"results_summary." + each.field, each.detail});
  }
  into.summary = std::to_string(total) + " found, " + std::to_string(high) + " of high and " +
                 std::to_string(medium) + " of medium quality, in " + time.value_or("");
}

report read_report(std::string_view text) {
  report read;
  json_body body(text, R"({"job_id":"...","status":"completed","results_summary":{...}})");
  const auto id = parse_uuid(body.text("job_id", 1, 36).value_or(""));
  const auto status = parse_job_status(body.text("status", 1, 20).value_or(""));
  if (body.is_object() && !id && !body.faulty("job_id")) {
    body.fault("job_id", "not the UUID of a job");
  }
  if (body.is_object() && !status && !body.faulty("status")) {
    body.fault("status", "neither pending, running, completed, failed nor cancelled");
  }
  if (const nlohmann::json* summary = body.member("results_summary")) {
    read_summary(*summary, read);
  } else {
    body.missing("results_summary", "an object with total_found and its like");
  }
  const auto& faults = body.finish();
  read.faults.insert(read.faults.begin(), faults.begin(), faults.end());
  read.job_id = id.value_or(uuid{});
  read.status = status.value_or(job_status::pending);
  return read;
}

void record(const call_ptr& call) {
  const report told = read_report(call->asked.body);
  if (!told.faults.empty()) {
    return call->done(bad_request(told.faults));
  }
  log_entry entry{told.job_id, call->around.clock(),   "worker",    "results_reported",
                  {},          to_string(told.status), told.summary};
  std::string payload;
  json::append(payload, entry);
  const std::string id(find_header(call->asked.headers, "webhook-id"));
  auto confirm = [id = told.job_id](const http_call&, const done&) {
    response r;
    json::writer w(r.body);
    w.begin_object().member("job_id", to_string(id)).member("recorded", true).end_object();
    return r;
  };
  call->around.inside->add_job_log(call->around.tenant, told.job_id, payload,
                                   hash_uuid("results " + call->around.tenant.value + " " + id),
                                   answer<done>(call, confirm));
}

/// Whose secret signed the request; null when nobody's did. All are tried, however early one fits.
const worker* signer_of(const http_call& call) {
  const auto& headers = call.asked.headers;
  const worker* found = nullptr;
  for (const worker& each : *call.around.workers) {
    if (delivery::verify(each.secret, find_header(headers, "webhook-id"),
                         find_header(headers, "webhook-timestamp"), find_header(headers, "webhook-signature"),
                         call.asked.body, call.around.clock())) {
      found = &each;
    }
  }
  return found;
}

response refuse(const char* why) {
  response refused = problem(401, why);
  refused.headers.push_back({"WWW-Authenticate", "Webhook-Signature"});
  return refused;
}

} // namespace

/// A message that comes again (its id is the key) is answered as before and changes nothing.
void take_results(const call_ptr& call) {
  static const handler once = idempotent(record, "webhook-id");
  const std::string_view id = find_header(call->asked.headers, "webhook-id");
  if (!call->around.workers || call->around.workers->empty()) {
    return call->done(refuse("no worker is trusted here; the operator names their secrets in "
                             "auth.worker_secrets"));
  }
  const worker* signer = id.empty() || id.size() > longest_id ? nullptr : signer_of(*call);
  if (signer == nullptr) {
    return call->done(refuse("webhook-id, webhook-timestamp (at most 5 minutes off) and webhook-signature do "
                             "not fit the content and a secret of a worker"));
  }
  call->around.tenant = signer->tenant;
  call->who.id = "worker";
  once(call);
}

} // namespace leadstream::api
