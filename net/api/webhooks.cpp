#include "domain/delivery/signature.hpp"
#include "domain/delivery/webhook_store.hpp"
#include "domain/json/writer.hpp"
#include "net/api/list_answer.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"
#include "net/api/webhook_request.hpp"

namespace leadstream::api {
namespace {

using delivery::endpoint;
using json::writer;

constexpr std::chrono::hours old_secret_life{24};

void append_moment(writer& w, std::string_view name, const std::optional<wall_time>& moment) {
  w.member_or_null(name, moment ? to_rfc3339(*moment) : "");
}

void append_endpoint(writer& w, const endpoint& e, bool with_secret) {
  w.begin_object().member("id", to_string(e.id)).member("url", e.url).key("events").begin_array();
  for (const std::string& name : e.events.empty() ? delivery::event_types() : e.events) {
    w.value(name);
  }
  w.end_array().member_or_null("description", e.description).key("headers").begin_array();
  for (const header& h : e.headers) {
    w.value(h.name); // values may be secrets
  }
  w.end_array().member("enabled", e.enabled).member_or_null("disabled_reason", e.disabled_reason);
  append_moment(w, "failing_since", e.failing_since);
  append_moment(w, "old_secret_until", e.old_secret_until);
  w.member("created_at", to_rfc3339(e.created_at));
  if (with_secret) {
    w.member("secret", e.secret);
  }
  w.end_object();
}

void append_delivery(writer& w, const delivery::delivery& d, bool with_body) {
  w.begin_object().member("id", to_string(d.id)).member("message_id", message_id(d));
  w.member("endpoint_id", to_string(d.endpoint_id))
      .member_or_null("job_id", d.lane.is_nil() ? "" : to_string(d.lane));
  w.member("type", d.type).member("at", to_rfc3339(d.at)).member("state", delivery::to_string(d.state));
  w.member("attempts", d.attempts);
  append_moment(w, "attempted_at", d.attempted_at);
  append_moment(w, "next_at", d.next_at);
  w.key("last_status");
  d.last_status == 0 ? w.null() : w.value(d.last_status);
  w.member_or_null("last_error", d.last_error);
  if (with_body) {
    w.key("body").raw(body_of(d));
  }
  w.end_object();
}

/// A completion that answers with an endpoint.
completion<endpoint> show(const call_ptr& call, int status, bool with_secret) {
  return answer<endpoint>(call, [status, with_secret](const http_call&, const endpoint& e) {
    response r;
    r.status = status;
    if (status == 201) {
      r.headers.push_back({"Location", "/api/v1/webhooks/" + to_string(e.id)});
    }
    writer w(r.body);
    append_endpoint(w, e, with_secret);
    return r;
  });
}

completion<done> confirm(const call_ptr& call, int status, std::string json) {
  return answer<done>(call, [status, json = std::move(json)](const http_call&, const done&) {
    response r;
    r.status = status;
    r.body = json;
    return r;
  });
}

uuid new_id(const http_call& call) {
  return call.seed.is_nil() ? make_uuid_v7(call.around.clock(), system_random) : call.seed;
}

/// What the client wants; an address where nothing is ever sent is a fault as well.
webhook_request read_target(const http_call& call, bool creating) {
  webhook_request asked = read_webhook(call.asked.body, creating);
  if (asked.wanted.url && call.around.refuses_target) {
    if (const auto refused = call.around.refuses_target(*asked.wanted.url)) {
      asked.faults.push_back({"url", *refused});
    }
  }
  return asked;
}

/// The query of a list or of what is to be sent again.
delivery::delivery_query read_deliveries(query_reader& query) {
  delivery::delivery_query wanted;
  if (const std::string state = query.text("state"); !state.empty()) {
    wanted.state = delivery::parse_delivery_state(state);
    if (!wanted.state) {
      query.fault("state", "\"" + state + "\" is neither waiting, delivered nor dead");
    }
  }
  if (const std::string since = query.text("since"); !since.empty()) {
    wanted.since = parse_rfc3339(since);
    if (!wanted.since) {
      query.fault("since", "\"" + since + "\" is no time; send RFC 3339, as 2026-11-22T10:00:00Z");
    }
  }
  const auto parse_id = [](std::string_view text) {
    const auto id = parse_uuid(text);
    return id && id->is_nil() ? std::nullopt : id;
  };
  wanted.id = query.choice("delivery_id", parse_id, "the id of a delivery").value_or(uuid{});
  return wanted;
}

} // namespace

void create_webhook(const call_ptr& call) {
  const webhook_request asked = read_target(*call, true);
  if (!asked.faults.empty()) {
    return call->done(problem(400, "the webhook cannot be made", asked.faults));
  }
  endpoint made;
  made.id = new_id(*call);
  made.url = *asked.wanted.url;
  made.events = asked.wanted.events.value_or(made.events);
  made.description = asked.wanted.description.value_or("");
  made.headers = asked.wanted.headers.value_or(made.headers);
  made.secret = delivery::make_secret(system_random);
  made.created_at = call->around.clock();
  call->around.webhooks->add(call->around.tenant, made, show(call, 201, true));
}

void list_webhooks(const call_ptr& call) {
  const auto append = [](writer& w, const endpoint& e) { append_endpoint(w, e, false); };
  call->around.webhooks->list(call->around.tenant, answer_list<endpoint>(call, "webhooks", append));
}

void show_webhook(const call_ptr& call) {
  if (const auto id = path_id(call, "webhook")) {
    call->around.webhooks->find(call->around.tenant, *id, show(call, 200, false));
  }
}

void change_webhook(const call_ptr& call) {
  const auto id = path_id(call, "webhook");
  if (!id) {
    return;
  }
  const webhook_request asked = read_target(*call, false);
  if (!asked.faults.empty()) {
    return call->done(problem(400, "the webhook cannot be changed", asked.faults));
  }
  call->around.webhooks->change(call->around.tenant, *id, asked.wanted, show(call, 200, false));
}

void remove_webhook(const call_ptr& call) {
  if (const auto id = path_id(call, "webhook")) {
    call->around.webhooks->remove(call->around.tenant, *id,
                                  confirm(call, 200, R"({"id":")" + to_string(*id) + R"(","removed":true})"));
  }
}

void rotate_webhook(const call_ptr& call) {
  if (const auto id = path_id(call, "webhook")) {
    delivery::endpoint_change change;
    change.secret = delivery::make_secret(system_random);
    change.asked_at = call->around.clock();
    change.old_secret_until = change.asked_at + old_secret_life;
    call->around.webhooks->change(call->around.tenant, *id, change, show(call, 200, true));
  }
}

void test_webhook(const call_ptr& call) {
  const auto id = path_id(call, "webhook");
  if (!id) {
    return;
  }
  delivery::delivery ping;
  ping.id = new_id(*call);
  ping.endpoint_id = *id;
  ping.type = "webhook.test";
  ping.data = R"({"message":"This webhook works."})";
  ping.at = call->around.clock();
  std::string told;
  writer w(told);
  append_delivery(w, ping, true);
  call->around.webhooks->enqueue(call->around.tenant, ping, confirm(call, 202, told));
}

void replay_webhook(const call_ptr& call) {
  const auto id = path_id(call, "webhook");
  if (!id) {
    return;
  }
  query_reader query(call->asked.query);
  delivery::delivery_query wanted = read_deliveries(query);
  wanted.endpoint_id = *id;
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  if (!wanted.state && wanted.id.is_nil() && !wanted.since) {
    wanted.state = delivery::delivery_state::dead;
  }
  auto encode = [](const http_call&, const std::uint64_t& count) {
    response r;
    r.status = 202;
    writer(r.body).begin_object().member("queued", count).end_object();
    return r;
  };
  call->around.webhooks->resend(call->around.tenant, wanted, answer<std::uint64_t>(call, encode));
}

void list_deliveries(const call_ptr& call) {
  const auto id = path_id(call, "webhook");
  if (!id) {
    return;
  }
  query_reader query(call->asked.query);
  delivery::delivery_query wanted = read_deliveries(query);
  wanted.endpoint_id = *id;
  wanted.limit = static_cast<std::uint32_t>(query.number("limit", 50, 1, 500));
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  const auto append = [](writer& w, const delivery::delivery& d) { append_delivery(w, d, true); };
  call->around.webhooks->list_deliveries(call->around.tenant, wanted,
                                         answer_list<delivery::delivery>(call, "deliveries", append));
}

} // namespace leadstream::api
