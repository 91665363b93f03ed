#include "net/api/idempotent.hpp"

#include "domain/json/writer.hpp"
#include "domain/text/ascii.hpp"
#include "net/api/problem.hpp"
#include "net/api/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace leadstream::api {
namespace {

constexpr std::size_t longest_key = 200;
constexpr const char* usual_field = "Idempotency-Key";

const uuid& this_process() {
  static const uuid id = make_uuid_v7(system_wall_time(), system_random);
  return id;
}

/// The key, without the quotes of a structured field; nothing when it is none.
std::optional<std::string> read_key(std::string_view field) {
  if (field.size() >= 2 && field.starts_with('"') && field.ends_with('"')) {
    field = field.substr(1, field.size() - 2);
  }
  const bool printable = std::all_of(field.begin(), field.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  return field.empty() || field.size() > longest_key || !printable ? std::nullopt
                                                                   : std::optional(std::string(field));
}

std::string encode(const response& made) {
  std::string text;
  json::writer w(text);
  w.begin_object().member("status", made.status).member("type", made.content_type).member("body", made.body);
  w.key("headers").begin_object();
  for (const header& h : made.headers) {
    w.member(h.name, h.value);
  }
  w.end_object().end_object();
  return text;
}

/// What encode() wrote, which is our own.
response decode(const std::string& text) {
  const auto kept = nlohmann::json::parse(text);
  response r;
  r.status = kept.at("status").get<int>();
  r.content_type = kept.at("type").get<std::string>();
  r.body = kept.at("body").get<std::string>();
  for (const auto& [name, value] : kept.at("headers").items()) {
    r.headers.push_back({name, value.get<std::string>()});
  }
  r.headers.push_back({"Idempotency-Replayed", "true"});
  return r;
}

/// From here on the call is answered once its answer is kept, or its key is free again.
void keep_answer(const call_ptr& call, const keyed_request& asked) {
  auto send = std::make_shared<completion<response>>(std::move(call->done));
  call->done = [around = call->around, asked, send](result<response> made) {
    auto answer = std::make_shared<result<response>>(std::move(made));
    const auto then = [send, answer](const result<leadstream::done>&) { (*send)(std::move(*answer)); };
    if (answer->ok() && (*answer)->status < 300) {
      around.keys->keep(around.tenant, asked, encode(**answer), then);
    } else {
      around.keys->release(around.tenant, asked, then);
    }
  };
}

/// A handler and the field of the request that carries its key.
struct keyed_handler {
  handler inner;
  std::string field;
};

void proceed(const call_ptr& call, const keyed_handler& how, const keyed_request& asked,
             const key_claim& claim) {
  switch (claim.what) {
  case key_claim::kind::answered:
    return call->done(decode(claim.answer));
  case key_claim::kind::under_way:
    return call->done(
        problem(409, "a request with this " + how.field + " is under way; wait for its answer"));
  case key_claim::kind::other_content:
    return call->done(problem(422, "this " + how.field + " was used for another request; take a new one",
                              {{how.field, "used for another request within 24 hours"}}));
  default:
    call->seed = claim.seed;
    keep_answer(call, asked);
    how.inner(call);
  }
}

keyed_request request_of(const http_call& call, std::string key) {
  keyed_request asked;
  asked.client = call.who.id;
  asked.key = std::move(key);
  asked.fingerprint = to_string(
      hash_uuid(call.asked.method + ' ' + call.asked.path + '?' + call.asked.query + '\n' + call.asked.body));
  asked.holder = this_process();
  asked.now = call.around.clock();
  asked.seed = make_uuid_v7(asked.now, system_random);
  return asked;
}

const header* key_of(const request& asked, std::string_view field) {
  const auto found = std::find_if(asked.headers.begin(), asked.headers.end(),
                                  [&](const header& h) { return equals_ignoring_case(h.name, field); });
  return found == asked.headers.end() ? nullptr : &*found;
}

std::optional<response> refuse_key(const call_ptr& call) {
  if (key_of(call->asked, usual_field) == nullptr) {
    return std::nullopt;
  }
  return bad_request(
      {{usual_field, "this request keeps no answer and is done again at a repeat; leave the key out"}});
}

} // namespace

handler idempotent(handler inner, const char* field) {
  return [how = keyed_handler{std::move(inner), field}](const call_ptr& call) {
    const header* given = key_of(call->asked, how.field);
    if (given == nullptr) {
      return how.inner(call);
    }
    const auto key = read_key(trimmed(given->value));
    if (!key) {
      return call->done(bad_request({{how.field, "not 1 to 200 printable ASCII characters"}}));
    }
    if (!call->around.keys) {
      return how.inner(call);
    }
    const keyed_request asked = request_of(*call, *key);
    call->around.keys->claim(call->around.tenant, asked, [call, how, asked](result<key_claim> claim) {
      call->hop([call, how, asked, claim = std::make_shared<result<key_claim>>(std::move(claim))] {
        claim->ok() ? proceed(call, how, asked, **claim) : call->done(claim->problem());
      });
    });
  };
}

handler unkeyed(handler inner) {
  return [inner = std::move(inner)](const call_ptr& call) {
    auto refused = refuse_key(call);
    refused ? call->done(*std::move(refused)) : inner(call);
  };
}

upload_opener unkeyed_upload(upload_opener inner) {
  return [inner = std::move(inner)](const call_ptr& call) {
    auto refused = refuse_key(call);
    return refused ? refused : inner(call);
  };
}

} // namespace leadstream::api
