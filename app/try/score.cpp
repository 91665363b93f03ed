#include "app/try/handlers.hpp"
#include "app/try/lead_input.hpp"
#include "domain/json/profile.hpp"
#include "domain/score/basis.hpp"

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

/// What the lead shows; where it is told outright whether a criterion holds, that counts.
score::basis basis_of(const told_lead& told, const score::context& with) {
  score::basis made = score::basis_of(told.lead, with);
  for (const told_criterion& each : told.criteria) {
    score::judgement& judged = made.judged[static_cast<std::size_t>(each.which)];
    if (!each.holds) {
      judged = {criterion_state::no, {}};
    } else if (judged.state != criterion_state::yes) {
      judged = {criterion_state::yes, {each.evidence}};
    }
  }
  return made;
}

} // namespace

result<done> try_score(const nlohmann::json& request, json::writer& answer) {
  const auto given = request.find("lead");
  if (given == request.end()) {
    return error{error_code::invalid_argument, "\"lead\" is missing", "lead"};
  }
  score::context with;
  with.now = system_wall_time();
  const auto told = read_lead(*given, with.now);
  if (!told) {
    return told.problem();
  }
  const auto profile = json::read_profile(request.value("profile", nlohmann::json::object()));
  if (!profile) {
    return profile.problem();
  }
  const score_breakdown scored = score::scorer(*profile).score(basis_of(*told, with));
  answer.member("total", scored.total).member("category", score_category(scored.total));
  answer.key("breakdown").begin_object();
  for (const category_score& each : scored.categories) {
    write_category(answer, each);
  }
  answer.end_object();
  return done{};
}

} // namespace leadstream::app
