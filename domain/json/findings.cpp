#include "domain/json/findings.hpp"

#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::json {
namespace {

constexpr read_limits stored_limits{64U << 20U, 16};

void text_member(writer& w, std::string_view name, const std::string& text) {
  if (!text.empty()) {
    w.member(name, text);
  }
}

void append_fact(writer& w, const fact& f) {
  w.begin_object().member("field", to_string(f.what)).member("value", f.value);
  text_member(w, "method", f.method);
  w.member("confidence", f.confidence);
  text_member(w, "detail", f.detail);
  w.end_object();
}

void append_person(writer& w, const person& p) {
  w.begin_object();
  text_member(w, "name", p.name);
  text_member(w, "title", p.title);
  text_member(w, "email", p.email);
  text_member(w, "phone", p.phone);
  text_member(w, "linkedin_url", p.linkedin_url);
  w.member("is_decision_maker", p.is_decision_maker);
  text_member(w, "method", p.method);
  w.member("confidence", p.confidence).end_object();
}

void append_place(writer& w, const place& p) {
  w.begin_object();
  text_member(w, "street", p.street);
  text_member(w, "city", p.city);
  text_member(w, "state", p.state);
  text_member(w, "postal_code", p.postal_code);
  text_member(w, "country", p.country);
  if (p.has_point) {
    w.member("latitude", p.latitude).member("longitude", p.longitude);
  }
  text_member(w, "method", p.method);
  w.member("confidence", p.confidence).end_object();
}

template <class List, class Append>
void list_member(writer& w, std::string_view name, const List& list, Append append_one) {
  if (list.empty()) {
    return;
  }
  w.key(name).begin_array();
  for (const auto& entry : list) {
    append_one(w, entry);
  }
  w.end_array();
}

fact read_fact(const nlohmann::json& j) {
  fact f;
  f.what = parse_field(j.value("field", "")).value_or(field::description);
  f.value = j.value("value", "");
  f.method = j.value("method", "");
  f.confidence = j.value("confidence", 0.0);
  f.detail = j.value("detail", "");
  return f;
}

person read_person(const nlohmann::json& j) {
  person p;
  p.name = j.value("name", "");
  p.title = j.value("title", "");
  p.email = j.value("email", "");
  p.phone = j.value("phone", "");
  p.linkedin_url = j.value("linkedin_url", "");
  p.is_decision_maker = j.value("is_decision_maker", false);
  p.method = j.value("method", "");
  p.confidence = j.value("confidence", 0.0);
  return p;
}

place read_place(const nlohmann::json& j) {
  place p;
  p.street = j.value("street", "");
  p.city = j.value("city", "");
  p.state = j.value("state", "");
  p.postal_code = j.value("postal_code", "");
  p.country = j.value("country", "");
  p.has_point = j.contains("latitude") && j.contains("longitude");
  p.latitude = j.value("latitude", 0.0);
  p.longitude = j.value("longitude", 0.0);
  p.method = j.value("method", "");
  p.confidence = j.value("confidence", 0.0);
  return p;
}

template <class T, class Read>
void read_list(const nlohmann::json& j, const char* name, std::vector<T>& out, Read read_one) {
  if (const auto list = j.find(name); list != j.end() && list->is_array()) {
    for (const auto& entry : *list) {
      out.push_back(read_one(entry));
    }
  }
}

/// What `convert` makes of the parsed text; a wrong type inside is an error, not an exception.
template <class T, class Convert>
result<T> convert_stored(std::string_view text, Convert convert) {
  const auto parsed = read(text, stored_limits);
  if (!parsed) {
    return parsed.problem();
  }
  try {
    return convert(*parsed);
  } catch (const nlohmann::json::exception& problem) {
    return error{
        error_code::malformed, std::string("stored findings do not have their form: ") + problem.what(), {}};
  }
}

} // namespace

void append(std::string& out, const findings& content) {
  writer w(out);
  w.begin_object();
  list_member(w, "facts", content.facts, append_fact);
  list_member(w, "people", content.people, append_person);
  list_member(w, "places", content.places, append_place);
  w.end_object();
}

result<findings> read_findings(std::string_view text) {
  return convert_stored<findings>(text, [](const nlohmann::json& j) {
    findings content;
    if (!j.is_object()) {
      throw nlohmann::json::type_error::create(302, "findings are an object", &j);
    }
    read_list(j, "facts", content.facts, read_fact);
    read_list(j, "people", content.people, read_person);
    read_list(j, "places", content.places, read_place);
    return content;
  });
}

void append(std::string& out, const std::vector<rejection>& rejected) {
  writer w(out);
  w.begin_array();
  for (const rejection& r : rejected) {
    w.begin_object().member("what", r.what).member("value", r.value).member("reason", r.reason).end_object();
  }
  w.end_array();
}

result<std::vector<rejection>> read_rejections(std::string_view text) {
  return convert_stored<std::vector<rejection>>(text, [](const nlohmann::json& j) {
    std::vector<rejection> rejected;
    for (const auto& entry : j) {
      rejected.push_back({entry.value("what", ""), entry.value("value", ""), entry.value("reason", "")});
    }
    return rejected;
  });
}

} // namespace leadstream::json
