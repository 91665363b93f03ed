#include "app/client/views.hpp"

#include "app/client/terminal.hpp"
#include "domain/model/score.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>

namespace leadstream::app {
namespace {

using nlohmann::json;

const json& member(const json& from, const char* name) {
  static const json nothing;
  const auto found = from.is_object() ? from.find(name) : from.end();
  return found != from.end() ? *found : nothing;
}

std::string shown(const json& from, const char* name) {
  return printable(text_at(from, name));
}

std::string joined(std::initializer_list<std::string> parts, const char* between) {
  std::string out;
  for (const auto& part : parts) {
    out += (out.empty() || part.empty() ? "" : between) + part;
  }
  return out;
}

std::string counted(long long count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

const char* color_of(long long score) {
  return score >= 80 ? "31" : score >= 60 ? "33" : score >= 40 ? "36" : "90";
}

std::string place_of(const json& where) {
  const auto town = joined({shown(where, "postal_code"), shown(where, "city")}, " ");
  return joined({shown(where, "street"), town, shown(where, "state"), shown(where, "country")}, ", ");
}

void add_line(std::string& out, const char* label, const std::string& value) {
  if (!value.empty()) {
    out += std::string(label) + std::string(14 - std::string_view(label).size(), ' ') + value + "\n";
  }
}

void add_list(std::string& out, const char* label, const json& texts) {
  for (const auto& text : texts) {
    add_line(out, label, text.is_string() ? printable(text.get<std::string>()) : std::string());
    label = "";
  }
}

std::string contact_line(const json& who) {
  const bool decides = member(who, "is_decision_maker") == true;
  return "  " + joined({shown(who, "name"), shown(who, "title"), decides ? "decides" : "",
                        shown(who, "email"), shown(who, "phone"), shown(who, "linkedin_url")},
                       "  ");
}

/// A criterion that counts, with its evidence.
void add_criterion(std::string& out, const json& line) {
  if (shown(line, "state") != "yes") {
    return;
  }
  std::string evidence;
  for (const auto& text : member(line, "evidence")) {
    evidence += (evidence.empty() ? "" : "; ") + printable(text.is_string() ? text.get<std::string>() : "");
  }
  out += "  +" + std::to_string(number_at(line, "points")) + " " + shown(line, "criterion") +
         (evidence.empty() ? "" : "  " + evidence) + "\n";
}

std::string error_line(const json& problem) {
  return "  " + joined({shown(problem, "source"), shown(problem, "reason"), shown(problem, "target"),
                        shown(problem, "message")},
                       "  ");
}

} // namespace

std::string text_at(const json& from, const char* name) {
  const auto& found = member(from, name);
  return found.is_string() ? found.get<std::string>() : std::string();
}

long long number_at(const json& from, const char* name) {
  const auto& found = member(from, name);
  return found.is_number_integer() ? found.get<long long>() : 0;
}

std::string lead_line(const json& lead, char mark, bool color) {
  const auto score = number_at(lead, "lead_score");
  const auto digits = std::to_string(score);
  const std::string padded = std::string(3 - std::min<std::size_t>(3, digits.size()), ' ') + digits;
  return std::string(1, mark) + " " + colored(padded, color_of(score), color) + "  " +
         joined({shown(lead, "company_name"), shown(member(lead, "location"), "city"), shown(lead, "email"),
                 shown(lead, "phone"), shown(lead, "website")},
                "  ");
}

std::string lead_table(const json& leads) {
  table out({"SCORE", "COMPANY", "INDUSTRY", "CITY", "EMAIL", "PHONE", "ID"});
  for (const auto& lead : leads) {
    out.add({std::to_string(number_at(lead, "lead_score")), shown(lead, "company_name"),
             shown(lead, "industry"), shown(member(lead, "location"), "city"), shown(lead, "email"),
             shown(lead, "phone"), shown(lead, "id")});
  }
  return out.text();
}

std::string lead_sheet(const json& lead) {
  const auto& company = member(lead, "company");
  const auto score = number_at(company, "lead_score");
  std::string out = shown(company, "name") + "\n";
  add_line(out, "score", std::to_string(score) + " (" + score_category(static_cast<int>(score)) + ")");
  add_line(out, "industry", shown(company, "industry"));
  add_line(out, "size", shown(company, "size_category"));
  add_line(out, "website", shown(company, "website"));
  add_line(out, "location", place_of(member(company, "location")));
  add_line(out, "description", shown(company, "description"));
  add_list(out, "social", member(lead, "social_profiles"));
  out += "contacts\n";
  for (const auto& who : member(lead, "contacts")) {
    out += contact_line(who) + "\n";
  }
  const auto& known = member(lead, "intelligence");
  add_list(out, "growth", member(known, "growth_signals"));
  add_list(out, "technology", member(known, "technology_stack"));
  add_list(out, "pain points", member(known, "pain_points"));
  out += "what counts\n";
  for (const auto& line : member(member(lead, "score_breakdown"), "criteria")) {
    add_criterion(out, line);
  }
  return out;
}

std::string job_line(const json& job) {
  const auto& errors = member(job, "errors");
  const auto& count = member(job, "error_count");
  const auto failed =
      count.is_number_integer() ? count.get<long long>() : static_cast<long long>(errors.size());
  return text_at(job, "status") + " " + std::to_string(number_at(job, "progress")) + " %, " +
         counted(number_at(job, "results_count"), "lead", "leads") +
         (failed > 0 ? ", " + counted(failed, "error", "errors") : "");
}

std::string job_table(const json& jobs) {
  table out({"JOB", "STATUS", "PROGRESS", "LEADS", "CREATED", "SEARCH"});
  for (const auto& job : jobs) {
    const auto& criteria = member(job, "criteria");
    out.add({shown(job, "job_id"), shown(job, "status"), std::to_string(number_at(job, "progress")) + " %",
             std::to_string(number_at(job, "results_count")), shown(job, "created_at"),
             joined({shown(criteria, "industry"), shown(criteria, "location")}, " in ")});
  }
  return out.text();
}

std::string job_sheet(const json& job) {
  const auto& criteria = member(job, "criteria");
  std::string out = shown(job, "job_id") + "\n";
  add_line(out, "search", joined({shown(criteria, "industry"), shown(criteria, "location")}, " in "));
  add_line(out, "state", job_line(job));
  add_line(out, "created", shown(job, "created_at"));
  add_line(out, "started", shown(job, "started_at"));
  add_line(out, "completed", shown(job, "completed_at"));
  for (const auto& problem : member(job, "errors")) {
    out += error_line(problem) + "\n";
  }
  for (const auto& decision : member(job, "decisions")) {
    const std::string what = joined({shown(decision, "source"), shown(decision, "step")}, " ");
    add_line(out, "decided", joined({what, shown(decision, "target"), shown(decision, "message")}, ": "));
  }
  return out;
}

} // namespace leadstream::app
