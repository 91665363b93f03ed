#include "app/try/handlers.hpp"
#include "app/try/input.hpp"
#include "domain/intel/dates.hpp"
#include "domain/intel/growth.hpp"
#include "domain/intel/pain_points.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::app {
namespace {

error wrong(const char* key, const char* why) {
  return {error_code::invalid_argument, "\"" + std::string(key) + "\" " + why, key};
}

void write_if(json::writer& answer, const char* name, const std::string& text) {
  if (!text.empty()) {
    answer.member(name, text);
  }
}

void write(json::writer& answer, const std::vector<intel::growth_signal>& signals, const std::string& date) {
  answer.key("growth_signals").begin_array();
  for (const intel::growth_signal& each : signals) {
    answer.begin_object().member("type", intel::to_string(each.type)).member("sentence", each.sentence);
    write_if(answer, "date", each.date ? intel::to_iso(*each.date) : date);
    answer.member("confidence", each.confidence);
    write_if(answer, "amount", each.funding.amount);
    write_if(answer, "round", each.funding.round);
    write_if(answer, "investor", each.funding.investor);
    answer.end_object();
  }
  answer.end_array();
}

} // namespace

result<done> try_intel(const nlohmann::json& request, json::writer& answer) {
  const auto text = required_text(request, "text");
  const auto kind = required_text(request, "kind");
  const auto date = text_of(request, "date");
  const auto company = text_of(request, "company");
  for (const auto* each : {&text, &kind, &date, &company}) {
    if (!*each) {
      return each->problem();
    }
  }
  const auto known = intel::parse_text_kind(*kind);
  if (!known) {
    return wrong("kind", "must be news, job, blog or review");
  }
  intel::source_text from{*text, *known, parse_rfc3339(date->size() == 10 ? *date + "T00:00:00Z" : *date),
                          *company};
  if (!date->empty() && !from.date) {
    return wrong("date", "must be a date as 2026-11-22 or 2026-11-22T10:00:00Z");
  }
  write(answer, intel::find_growth(from, system_wall_time()), *date);
  answer.key("pain_points").begin_array();
  for (const intel::pain_point& each : intel::find_pain_points(from)) {
    answer.begin_object().member("category", each.category).member("sentence", each.sentence);
    answer.member("confidence", each.confidence).end_object();
  }
  answer.end_array();
  return done{};
}

} // namespace leadstream::app
