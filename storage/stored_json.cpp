#include "storage/stored_json.hpp"

#include "domain/json/findings.hpp"
#include "domain/json/writer.hpp"
#include "storage/failure.hpp"

#include <simdjson.h>

namespace leadstream::storage {
namespace {

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

void write_time(json::writer& w, std::string_view name, wall_time moment) {
  w.member(name, static_cast<std::int64_t>(moment.time_since_epoch().count()));
}

using simdjson::dom::element;

/// A member of a stored object; what is missing reads as empty or zero.
template <class T>
T member_of(element object, std::string_view name) {
  auto found = object[name];
  const bool absent = found.error() == simdjson::NO_SUCH_FIELD ||
                      (found.error() == simdjson::SUCCESS && found.value().is_null());
  return absent ? T{} : found.template get<T>().value();
}
std::string text_of(element object, std::string_view name) {
  return std::string(member_of<std::string_view>(object, name));
}
int number_of(element object, std::string_view name) {
  return static_cast<int>(member_of<std::int64_t>(object, name));
}
wall_time time_of(element object, std::string_view name) {
  return wall_time(std::chrono::milliseconds(member_of<std::int64_t>(object, name)));
}
std::vector<std::string> texts_of(element list) {
  std::vector<std::string> texts;
  for (const element text : list) {
    texts.emplace_back(text.get_string().value());
  }
  return texts;
}

std::vector<std::string> texts_of(element object, std::string_view name) {
  element list;
  return object[name].get(list) == simdjson::NO_SUCH_FIELD ? std::vector<std::string>{} : texts_of(list);
}

criterion_state criterion_state_of(element criterion) {
  const std::string name = text_of(criterion, "state");
  if (name == "yes") {
    return criterion_state::yes;
  }
  return name == "no" ? criterion_state::no : criterion_state::unknown;
}

category_score category_of(element stored) {
  category_score category{text_of(stored, "name"),
                          number_of(stored, "points"),
                          number_of(stored, "available"),
                          member_of<double>(stored, "weighted"),
                          {}};
  for (const element c : stored["criteria"]) {
    category.criteria.push_back(
        {text_of(c, "name"), number_of(c, "points"), criterion_state_of(c), texts_of(c["evidence"])});
  }
  return category;
}

/// Gives the parsed text to `take`; whatever is wrong with it is a failure.
template <class Take>
void parse(std::string_view text, Take take) {
  constexpr std::size_t usual = 64U << 10U;
  thread_local simdjson::dom::parser kept;
  simdjson::dom::parser for_large;
  try {
    take((text.size() <= usual ? kept : for_large).parse(text.data(), text.size()).value());
  } catch (const simdjson::simdjson_error& problem) {
    throw failure(error_code::internal,
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
  w.member("max_results", criteria.max_results);
  w.member_or_null("score_profile", criteria.score_profile.is_nil() ? "" : to_string(criteria.score_profile));
  w.end_object();
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
  parse(text, [&](element stored) {
    criteria.industry = text_of(stored, "industry");
    criteria.location = text_of(stored, "location");
    if (element most; stored["max_results"].get(most) == simdjson::SUCCESS) {
      criteria.max_results = static_cast<std::uint32_t>(most.get_uint64().value());
    }
    if (element size; stored["company_size"].get(size) == simdjson::SUCCESS && size.is_string()) {
      criteria.company_size = parse_size_category(size.get_string().value());
    }
    criteria.score_profile = parse_uuid(text_of(stored, "score_profile")).value_or(uuid{});
  });
}

void decode(std::string_view text, std::vector<job_error>& errors) {
  parse(text, [&](element stored) {
    for (const element e : stored) {
      errors.push_back({text_of(e, "source"), text_of(e, "target"), text_of(e, "reason"),
                        text_of(e, "message"), time_of(e, "at")});
    }
  });
}

void decode(std::string_view text, std::vector<std::string>& texts) {
  parse(text, [&](element stored) { texts = texts_of(stored); });
}

void decode(std::string_view text, intelligence& known) {
  parse(text, [&](element stored) {
    known = {texts_of(stored, "growth_signals"), texts_of(stored, "technology_stack"),
             texts_of(stored, "pain_points")};
  });
}

void decode(std::string_view text, std::vector<provenance>& origins) {
  parse(text, [&](element stored) {
    for (const element p : stored) {
      origins.push_back({text_of(p, "field"), text_of(p, "value"), text_of(p, "source"), text_of(p, "url"),
                         time_of(p, "fetched_at"), text_of(p, "method"), member_of<double>(p, "confidence")});
    }
  });
}

void decode(std::string_view text, std::vector<category_score>& categories) {
  parse(text, [&](element stored) {
    for (const element c : stored) {
      categories.push_back(category_of(c));
    }
  });
}

} // namespace leadstream::storage
