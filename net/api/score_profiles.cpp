#include "domain/json/profile.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/score/profile_store.hpp"
#include "domain/text/ascii.hpp"
#include "net/api/list_answer.hpp"
#include "net/api/problem.hpp"
#include "net/api/routes.hpp"
#include "net/api/text.hpp"
#include "net/api/versions.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace leadstream::api {
namespace {

using score::saved_profile;

constexpr std::size_t longest_name = 100;

void append_profile(std::string& out, const saved_profile& one) {
  json::writer w(out);
  w.begin_object().member("id", to_string(one.id)).member("name", one.name).member("version", one.version);
  w.member("created_at", to_rfc3339(one.created_at)).member("updated_at", to_rfc3339(one.updated_at));
  std::string values;
  json::append(values, one.values);
  out.append(",").append(values, 1);
}

response document(const http_call& call, const saved_profile& one, int status) {
  response r;
  r.status = status;
  r.headers.push_back({"ETag", etag_of(one.version)});
  if (call.asked.method == "GET" && has_version(call.asked, one.version)) {
    r.status = 304;
    return r;
  }
  if (status == 201) {
    r.headers.push_back({"Location", "/api/v1/score-profiles/" + to_string(one.id)});
  }
  append_profile(r.body, one);
  return r;
}

/// What is wrong with a list; files of profiles may name one text alone, requests send lists.
std::string fault_of_list(const nlohmann::json& list) {
  if (!list.is_array()) {
    return "not a list of texts";
  }
  std::set<std::string> seen;
  for (const nlohmann::json& one : list) {
    const std::string text = one.is_string() ? lower(trimmed(one.get_ref<const std::string&>())) : "";
    if (text.empty()) {
      return "holds something else than a text, or an empty one";
    }
    if (!seen.insert(text).second) {
      return "names \"" + text + "\" twice";
    }
  }
  return {};
}

std::optional<field_error> fault_of_members(const nlohmann::json& body) {
  constexpr std::array<std::string_view, 2> numbers{"weights", "points"};
  constexpr std::array<std::string_view, 3> lists{"company_sizes", "industries", "technologies"};
  for (const auto& [name, value] : body.items()) {
    const bool is_list = std::find(lists.begin(), lists.end(), name) != lists.end();
    if (!is_list && std::find(numbers.begin(), numbers.end(), name) == numbers.end()) {
      return field_error{name,
                         "no member of a profile; it has name, weights, points, company_sizes, industries "
                         "and technologies"};
    }
    const std::string wrong = is_list && !value.is_null() ? fault_of_list(value) : std::string();
    if (!wrong.empty()) {
      return field_error{name, wrong};
    }
  }
  return std::nullopt;
}

/// A category that weighs something needs a criterion that gives points.
std::optional<field_error> fault_of_points(const score::profile& values) {
  std::array<bool, score::category_count> gives{};
  for (std::size_t i = 0; i < score::criterion_count; ++i) {
    gives[static_cast<std::size_t>(score::category_of(static_cast<score::criterion>(i)))] |=
        values.points[i] > 0;
  }
  for (std::size_t i = 0; i < score::category_count; ++i) {
    if (values.weights[i] > 0 && !gives[i]) {
      const std::string name = score::to_string(static_cast<score::category>(i));
      return field_error{"points", "no criterion of " + name + ", which has a weight, gives points"};
    }
  }
  return std::nullopt;
}

/// What the body asks for; when it is wrong, finishes the call and gives nothing.
std::optional<saved_profile> read_wanted(const call_ptr& call) {
  const auto refuse = [&](const std::string& field, const std::string& detail) {
    call->done(bad_request({{field, detail}}));
    return std::nullopt;
  };
  auto body = json::read(call->asked.body);
  if (!body) {
    return refuse("body", body.problem().message);
  }
  if (!body->is_object()) {
    return refuse("body", R"(not a JSON object; send {"name": "…", "weights": {…}, "industries": […]})");
  }
  saved_profile wanted;
  const auto name = body->find("name");
  if (name == body->end() || !name->is_string()) {
    return refuse("name", name == body->end() ? "missing; send the profile's name" : "not a string");
  }
  wanted.name = trimmed(name->get_ref<const std::string&>());
  const auto length = count_characters(wanted.name).value_or(0);
  if (length < 1 || length > longest_name || has_control_characters(wanted.name)) {
    return refuse("name", "not 1 to 100 characters of plain text");
  }
  body->erase("name");
  if (const auto wrong = fault_of_members(*body)) {
    return refuse(wrong->field, wrong->detail);
  }
  auto values = json::read_profile(*body);
  if (!values) {
    return refuse(values.problem().field, values.problem().message);
  }
  if (const auto wrong = fault_of_points(*values)) {
    return refuse(wrong->field, wrong->detail);
  }
  wanted.values = *std::move(values);
  return wanted;
}

completion<saved_profile> show(const call_ptr& call, int status = 200) {
  const auto shown = answer<saved_profile>(
      call, [status](const http_call& c, const saved_profile& one) { return document(c, one, status); });
  return [call, shown](result<saved_profile> one) {
    const bool is_old = !one && one.problem().code == error_code::conflict && one.problem().field.empty();
    is_old ? call->done(changed_meanwhile()) : shown(std::move(one));
  };
}

} // namespace

void list_score_profiles(const call_ptr& call) {
  call->around.profiles->list(call->around.tenant,
                              answer_list<saved_profile>(call, "score_profiles", append_profile));
}

void show_score_profile(const call_ptr& call) {
  if (const auto id = path_id(call, "score profile")) {
    call->around.profiles->find(call->around.tenant, *id, show(call));
  }
}

void show_default_profile(const call_ptr& call) {
  call->around.profiles->find_default(call->around.tenant, show(call));
}

void use_default_profile(const call_ptr& call) {
  const auto body = json::read(call->asked.body);
  const auto id =
      body && body->is_object() && body->size() == 1 && body->contains("id") && (*body)["id"].is_string()
          ? parse_uuid((*body)["id"].get_ref<const std::string&>())
          : std::nullopt;
  if (!id) {
    return call->done(bad_request({{"id", "not the id alone of a saved profile; send {\"id\": \"…\"}"}}));
  }
  const auto shown = show(call);
  call->around.profiles->use(call->around.tenant, *id, [call, id, shown](const result<done>& used) {
    used ? call->around.profiles->find(call->around.tenant, *id, shown) : shown(used.problem());
  });
}

void drop_default_profile(const call_ptr& call) {
  call->around.profiles->use(call->around.tenant, {}, answer<done>(call, [](const http_call&, const done&) {
                               response r;
                               r.status = 204;
                               return r;
                             }));
}

void create_score_profile(const call_ptr& call) {
  if (auto wanted = read_wanted(call)) {
    wanted->created_at = call->around.clock();
    wanted->id = call->seed.is_nil() ? make_uuid_v7(wanted->created_at, system_random) : call->seed;
    call->around.profiles->add(call->around.tenant, *wanted, show(call, 201));
  }
}

void change_score_profile(const call_ptr& call) {
  const auto id = path_id(call, "score profile");
  auto wanted = id ? read_wanted(call) : std::nullopt;
  const auto version = wanted ? wanted_version(call) : std::nullopt;
  if (version) {
    wanted->id = *id;
    wanted->version = *version;
    call->around.profiles->change(call->around.tenant, *wanted, show(call));
  }
}

void remove_score_profile(const call_ptr& call) {
  const auto id = path_id(call, "score profile");
  const auto version = id ? wanted_version(call) : std::nullopt;
  if (!version) {
    return;
  }
  const auto shown = answer<done>(call, [id](const http_call& /*call*/, const done& /*unused*/) {
    response r;
    json::writer(r.body).begin_object().member("id", to_string(*id)).member("removed", true).end_object();
    return r;
  });
  call->around.profiles->remove(call->around.tenant, *id, *version, [call, shown](const result<done>& how) {
    const bool is_old = !how && how.problem().code == error_code::conflict;
    is_old ? call->done(changed_meanwhile()) : shown(how);
  });
}

} // namespace leadstream::api
