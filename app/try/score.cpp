#include "domain/score/score.hpp"
#include "app/try/handlers.hpp"
#include "app/try/lead_input.hpp"
#include "domain/json/profile.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::app {
namespace {

void write_criterion(json::writer& answer, const criterion_score& one) {
  answer.begin_object()
      .member("name", one.name)
      .member("points", one.points)
      .member("state", to_string(one.state));
  answer.key("evidence").begin_array();
  for (const std::string& text : one.evidence) {
    answer.value(text);
  }
  answer.end_array().end_object();
}

void write_category(json::writer& answer, const category_score& one) {
  answer.key(one.name).begin_object();
  answer.member("points", one.points).member("available", one.available).member("weighted", one.weighted);
  answer.key("criteria").begin_array();
  for (const criterion_score& each : one.criteria) {
    write_criterion(answer, each);
  }
  answer.end_array().end_object();
}

} // namespace

result<done> try_score(const nlohmann::json& request, json::writer& answer) {
  const auto given = request.find("lead");
  if (given == request.end()) {
    return error{error_code::invalid_argument, "\"lead\" is missing", "lead"};
  }
  score::context with;
  with.now = system_wall_time();
  const auto subject = read_lead(*given, with.now);
  if (!subject) {
    return subject.problem();
  }
  const auto profile = json::read_profile(request.value("profile", nlohmann::json::object()));
  if (!profile) {
    return profile.problem();
  }
  const score_breakdown told = score::score(*subject, *profile, with);
  answer.member("total", told.total).member("category", score_category(told.total));
  answer.key("breakdown").begin_object();
  for (const category_score& each : told.categories) {
    write_category(answer, each);
  }
  answer.end_object();
  return done{};
}

} // namespace leadstream::app
