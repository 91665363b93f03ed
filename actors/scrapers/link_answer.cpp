#include "actors/scrapers/link_answer.hpp"

#include "domain/enrich/employee_count.hpp"
#include "domain/json/read.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace leadstream::actors {
namespace {

constexpr std::string_view company_path = "linkedin.com/company/";
constexpr std::string_view lookup = "vanity:";

/// What the Organization Lookup API says to everybody: the name. Empty when nothing is found.
findings read_organization(std::string_view body) {
  const auto parsed = json::read_lenient(body);
  findings out;
  if (!parsed || !parsed->is_object() || !parsed->contains("elements")) {
    return out;
  }
  for (const auto& one : parsed->at("elements")) {
    const auto name = one.is_object() ? one.find("localizedName") : one.end();
    if (name != one.end() && name->is_string() && out.facts.empty()) {
      out.facts.push_back({field::name, name->get<std::string>(), "linkedin_api", 0.9, {}});
    }
  }
  return out;
}

std::vector<observation> for_each_of(const std::vector<uuid>& subjects, const std::string& source,
                                     const page& content, data_type type, const findings& found) {
  std::vector<observation> all;
  for (const uuid& subject : subjects) {
    observation& seen = all.emplace_back();
    seen.source = source;
    seen.source_url = content.url.substr(0, 500);
    seen.fetched_at = content.fetched_at;
    seen.type = type;
    seen.subject = subject;
    seen.raw = found;
  }
  return all;
}

} // namespace

std::string lookup_of(const std::string& address) {
  const auto at = address.find(company_path);
  if (at == std::string::npos) {
    return {};
  }
  const auto begin = at + company_path.size();
  const std::string vanity = address.substr(begin, address.find_first_of("/?#", begin) - begin);
  return vanity.empty() ? std::string{} : std::string(lookup) + vanity;
}

std::vector<observation> read_interface(const std::string& source, const std::string& about,
                                        const page& answer, const std::vector<uuid>& subjects) {
  data_type type = data_type::company_info;
  findings found;
  if (about.starts_with(lookup)) {
    found = read_organization(answer.body);
  } else if (const auto board = sources::parse_job_board(about)) {
    type = data_type::growth_signals;
    if (auto told = sources::read_job_board(board->maker, answer.body)) {
      found = *std::move(told);
    }
  }
  return found.empty() ? std::vector<observation>{} : for_each_of(subjects, source, answer, type, found);
}

std::vector<observation> employees_of(const std::string& source, const page& profile, const page_facts& facts,
                                      const std::vector<uuid>& subjects) {
  std::string count =
      facts.organization.employee_count.empty() ? enrich::find_employee_count(facts.text) : std::string{};
  if (count.empty()) {
    return {};
  }
  findings found;
  found.facts.push_back({field::employee_count, std::move(count), "linkedin_text", 0.8, {}});
  return for_each_of(subjects, source, profile, data_type::company_info, found);
}

} // namespace leadstream::actors
