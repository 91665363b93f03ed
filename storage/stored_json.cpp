#include "storage/stored_json.hpp"

#include "domain/json/findings.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "storage/failure.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::storage {
namespace {

constexpr json::read_limits own_limits{256U << 20U, 16};

template <class T, class AppendOne>
std::string encode_list(const std::vector<T>& list, AppendOne append_one) {
  std::string out;
  json::writer w(out);
  w.begin_array();
  for (const T& entry : list) {
    append_one(w, entry);
  }
  w.end_array();
  return out;
}

void append_texts(json::writer& w, std::string_view name, const std::vector<std::string>& texts) {
  w.key(name).begin_array();
  for (const std::string& text : texts) {
    w.value(text);
  }
  w.end_array();
}

void append_criterion(json::writer& w, const criterion_score& c) {
  w.begin_object().member("name", c.name).member("points", c.points).member("state", to_string(c.state));
  append_texts(w, "evidence", c.evidence);
  w.end_object();
}

void append_category(json::writer& w, const category_score& c) {
  w.begin_object().member("name", c.name).member("points", c.points).member("available", c.available);
  w.member("weighted", c.weighted).key("criteria").begin_array();
  for (const criterion_score& criterion : c.criteria) {
    append_criterion(w, criterion);
  }
  w.end_array().end_object();
}

wall_time time_of(const nlohmann::json& j, const char* name) {
  return wall_time(std::chrono::milliseconds(j.value(name, std::int64_t{0})));
}

void write_time(json::writer& w, std::string_view name, wall_time moment) {
  w.member(name, static_cast<std::int64_t>(moment.time_since_epoch().count()));
}

std::vector<std::string> texts_of(const nlohmann::json& j) {
  return j.get<std::vector<std::string>>();
}

criterion_state criterion_state_of(const nlohmann::json& j) {
  const std::string name = j.value("state", "unknown");
  if (name == "yes") {
    return criterion_state::yes;
  }
  return name == "no" ? criterion_state::no : criterion_state::unknown;
}

category_score category_of(const nlohmann::json& j) {
  category_score category{
      j.value("name", ""), j.value("points", 0), j.value("available", 0), j.value("weighted", 0.0), {}};
  for (const auto& c : j.at("criteria")) {
    category.criteria.push_back(
        {c.value("name", ""), c.value("points", 0), criterion_state_of(c), texts_of(c.at("evidence"))});
  }
  return category;
}

/// Gives the parsed text to `take`; whatever is wrong with it is a failure.
template <class Take>
void parse(std::string_view text, Take take) {
  const auto parsed = json::read(text, own_limits);
  if (!parsed) {
    throw failure(parsed.problem());
  }
  try {
    take(*parsed);
  } catch (const nlohmann::json::exception& problem) {
    throw failure(error_code::malformed,
                  std::string("a stored value does not have its form: ") + problem.what());
  }
}

template <class T>
void unwrap(result<T> read, T& into) {
  if (!read) {
    throw failure(read.problem());
  }
  into = std::move(read).value();
}

} // namespace

std::string encode(const findings& content) {
  std::string out;
  json::append(out, content);
  return out;
}

std::string encode(const std::vector<rejection>& rejected) {
  std::string out;
  json::append(out, rejected);
  return out;
}

std::string encode(const search_criteria& criteria) {
  std::string out;
  json::writer w(out);
  w.begin_object().member("industry", criteria.industry).member("location", criteria.location);
  w.member_or_null("company_size", criteria.company_size ? to_string(*criteria.company_size) : "");
  w.member("max_results", criteria.max_results).end_object();
  return out;
}

std::string encode(const std::vector<job_error>& errors) {
  return encode_list(errors, [](json::writer& w, const job_error& e) {
    w.begin_object().member("source", e.source).member("target", e.target).member("reason", e.reason);
    w.member("message", e.message);
    write_time(w, "at", e.at);
    w.end_object();
  });
}

std::string encode(const std::vector<std::string>& texts) {
  return encode_list(texts, [](json::writer& w, const std::string& text) { w.value(text); });
}

std::string encode(const intelligence& known) {
  std::string out;
  json::writer w(out);
  w.begin_object();
  append_texts(w, "growth_signals", known.growth_signals);
  append_texts(w, "technology_stack", known.technology_stack);
  append_texts(w, "pain_points", known.pain_points);
  w.end_object();
  return out;
}

std::string encode(const std::vector<provenance>& origins) {
  return encode_list(origins, [](json::writer& w, const provenance& p) {
    w.begin_object().member("field", p.field).member("value", p.value).member("source", p.source);
    w.member("url", p.url).member("method", p.method).member("confidence", p.confidence);
    write_time(w, "fetched_at", p.fetched_at);
    w.end_object();
  });
}

std::string encode(const std::vector<category_score>& categories) {
  return encode_list(categories, append_category);
}

void decode(std::string_view text, findings& content) {
  unwrap(json::read_findings(text), content);
}

void decode(std::string_view text, std::vector<rejection>& rejected) {
  unwrap(json::read_rejections(text), rejected);
}

void decode(std::string_view text, search_criteria& criteria) {
  parse(text, [&](const nlohmann::json& j) {
    criteria.industry = j.value("industry", "");
    criteria.location = j.value("location", "");
    criteria.max_results = j.value("max_results", criteria.max_results);
    if (const auto size = j.find("company_size"); size != j.end() && size->is_string()) {
      criteria.company_size = parse_size_category(size->get<std::string>());
    }
  });
}

void decode(std::string_view text, std::vector<job_error>& errors) {
  parse(text, [&](const nlohmann::json& j) {
    for (const auto& e : j) {
      errors.push_back({e.value("source", ""), e.value("target", ""), e.value("reason", ""),
                        e.value("message", ""), time_of(e, "at")});
    }
  });
}

void decode(std::string_view text, std::vector<std::string>& texts) {
  parse(text, [&](const nlohmann::json& j) { texts = texts_of(j); });
}

void decode(std::string_view text, intelligence& known) {
  parse(text, [&](const nlohmann::json& j) {
    known = {texts_of(j.at("growth_signals")), texts_of(j.at("technology_stack")),
             texts_of(j.at("pain_points"))};
  });
}

void decode(std::string_view text, std::vector<provenance>& origins) {
  parse(text, [&](const nlohmann::json& j) {
    for (const auto& p : j) {
      origins.push_back({p.value("field", ""), p.value("value", ""), p.value("source", ""),
                         p.value("url", ""), time_of(p, "fetched_at"), p.value("method", ""),
                         p.value("confidence", 0.0)});
    }
  });
}

void decode(std::string_view text, std::vector<category_score>& categories) {
  parse(text, [&](const nlohmann::json& j) {
    for (const auto& c : j) {
      categories.push_back(category_of(c));
    }
  });
}

} // namespace leadstream::storage
