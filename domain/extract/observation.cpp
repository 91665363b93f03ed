#include "domain/extract/observation.hpp"

#include "domain/extract/extract.hpp"

#include <algorithm>
#include <iterator>

namespace leadstream {
namespace {

constexpr std::size_t longest_url = 500; ///< of the column source_url

void add(findings& to, field what, const std::string& value, const std::string& method, double confidence,
         std::string detail = {}) {
  if (!value.empty()) {
    to.facts.push_back({what, value, method, confidence, std::move(detail)});
  }
}

findings contacts_of(const page_facts& page) {
  findings out;
  for (const found_email& email : page.emails) {
    add(out, field::email, email.address, email.method, email.confidence);
  }
  for (const found_phone& phone : page.phones) {
    add(out, field::phone, phone.e164, phone.method, phone.confidence, phone.extension);
  }
  for (const found_phone& fax : page.faxes) {
    add(out, field::fax, fax.e164, fax.method, fax.confidence);
  }
  for (const found_profile& profile : page.social) {
    add(out, field::social, profile.url, profile.method, profile.confidence, profile.network);
  }
  for (const found_person& person : page.people) {
    out.people.push_back(person.who);
  }
  return out;
}

/// What a company is goes with the company, what it lives through with the signals of growth.
bool is_of_company(field what) {
  return what == field::industry || what == field::employee_count || what == field::size_category;
}

findings company_of(const page_facts& page, const std::vector<fact>& insights) {
  const found_organization& o = page.organization;
  findings out;
  const auto fact_of = [&](field what, const std::string& value) {
    add(out, what, value, o.method, o.confidence);
  };
  fact_of(field::name, o.name);
  fact_of(field::legal_name, o.legal_name);
  fact_of(field::description, o.description.empty() ? page.description : o.description);
  fact_of(field::logo, o.logo);
  fact_of(field::vat_number, o.vat_number);
  fact_of(field::registration_number, o.registration_number);
  fact_of(field::founding_year, o.founding_year);
  fact_of(field::employee_count, o.employee_count);
  for (const std::string& hours : o.opening_hours) {
    fact_of(field::opening_hours, hours);
  }
  std::copy_if(insights.begin(), insights.end(), std::back_inserter(out.facts),
               [](const fact& each) { return is_of_company(each.what); });
  out.places = page.addresses;
  if (!out.empty()) {
    add(out, field::language, page.language, "page", 0.8);
  }
  return out;
}

findings growth_of(const page_facts& page, const std::vector<fact>& insights) {
  findings out;
  out.facts = page.job_postings;
  std::copy_if(insights.begin(), insights.end(), std::back_inserter(out.facts),
               [](const fact& each) { return !is_of_company(each.what); });
  return out;
}

findings technologies_of(const page_facts& page) {
  findings out;
  out.facts = page.technologies;
  return out;
}

} // namespace

std::vector<observation> observe(const page& source, const page_facts& facts, const std::string& source_name,
                                 const uuid& subject, const std::vector<fact>& insights) {
  std::vector<observation> out;
  const auto note = [&](data_type type, findings found) {
    if (found.empty()) {
      return;
    }
    observation seen;
    seen.source = source_name;
    seen.source_url = source.url.substr(0, longest_url);
    seen.fetched_at = source.fetched_at;
    seen.type = type;
    seen.rules_version = extraction_rules_version;
    seen.subject = subject;
    seen.raw = std::move(found);
    out.push_back(std::move(seen));
  };
  note(data_type::contact, contacts_of(facts));
  note(data_type::company_info, company_of(facts, insights));
  note(data_type::tech_stack, technologies_of(facts));
  note(data_type::growth_signals, growth_of(facts, insights));
  return out;
}

} // namespace leadstream
