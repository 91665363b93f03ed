#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/url/host.hpp"
#include "domain/url/percent.hpp"
#include "domain/url/url.hpp"
#include "net/api/list_answer.hpp"
#include "net/api/problem.hpp"
#include "net/api/routes.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::api {
namespace {

constexpr std::size_t longest_note = 500;

void append_decision(json::writer& w, const robots_decision& d) {
  w.begin_object().member("url", d.url).member("allowed", d.allowed).member("reason", d.reason);
  w.key("rule");
  d.rule.empty() ? w.null() : w.value(d.rule);
  w.key("line");
  d.line == 0 ? w.null() : w.value(d.line);
  w.member("robots_url", d.robots_url).key("job_id");
  d.job_id.is_nil() ? w.null() : w.value(to_string(d.job_id));
  w.member("decided_at", to_rfc3339(d.decided_at)).end_object();
}

void append_opt_out(json::writer& w, const opt_out& wish) {
  w.begin_object().member("domain", wish.domain).member("note", wish.note);
  w.member("since", to_rfc3339(wish.since)).end_object();
}

/// The domain of the path; when it is none, finishes the call.
std::optional<std::string> path_domain(const call_ptr& call) {
  const auto host = normalise_host(percent_decode(call->id));
  if (!host || host->find('.') == std::string::npos) {
    call->done(bad_request({{"domain", "is no domain name, as example.com"}}));
    return std::nullopt;
  }
  return *host;
}

/// The note of a body, which may be left out; nothing when the body is something else.
std::optional<std::string> note_of(const std::string& body) {
  if (body.empty()) {
    return std::string();
  }
  const auto parsed = json::read(body);
  if (!parsed || !parsed->is_object() || parsed->size() > 1 ||
      (parsed->size() == 1 && !parsed->contains("note"))) {
    return std::nullopt;
  }
  if (parsed->empty()) {
    return std::string();
  }
  const auto& note = parsed->at("note");
  return note.is_string() && note.get_ref<const std::string&>().size() <= longest_note
             ? std::optional(note.get<std::string>())
             : std::nullopt;
}

response no_content(const http_call&, const done&) {
  response r;
  r.status = 204;
  return r;
}

} // namespace

void list_robots(const call_ptr& call) {
  if (const auto id = path_id(call, "company")) {
    call->around.inside->list_robots(call->around.tenant, *id,
                                     answer_list<robots_decision>(call, "decisions", append_decision));
  }
}

void list_opt_outs(const call_ptr& call) {
  call->around.inside->list_opt_outs(answer_list<opt_out>(call, "opt_outs", append_opt_out));
}

void set_opt_out(const call_ptr& call) {
  const auto domain = path_domain(call);
  if (!domain) {
    return;
  }
  if (registrable_domain(*domain).empty()) {
    return call->done(
        bad_request({{"domain", "is an address or a public suffix as co.uk; name a site's own domain"}}));
  }
  const auto note = note_of(call->asked.body);
  if (!note) {
    return call->done(
        bad_request({{"note", "the body is {\"note\": text of at most 500 bytes}, or nothing"}}));
  }
  const opt_out wish{*domain, *note, call->around.clock()};
  call->around.inside->set_opt_out(wish,
                                   answer<leadstream::done>(call, [wish](const http_call&, const auto&) {
                                     response r;
                                     json::writer w(r.body);
                                     append_opt_out(w, wish);
                                     return r;
                                   }));
}

void remove_opt_out(const call_ptr& call) {
  if (!runs_server(*call)) {
    return call->done(operators_only());
  }
  if (const auto domain = path_domain(call)) {
    call->around.inside->remove_opt_out(*domain, answer<leadstream::done>(call, no_content));
  }
}

} // namespace leadstream::api
