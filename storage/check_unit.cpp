#include "storage/check_unit.hpp"

#include "storage/database.hpp"
#include "storage/failure.hpp"

#include <algorithm>
#include <set>

namespace leadstream::storage {
namespace {

void require(bool holds, const char* field, const char* rule) {
  if (!holds) {
    throw failure(error_code::invalid_argument, std::string(field) + " " + rule, field);
  }
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void at_most(std::string_view text, std::size_t limit, const char* field) {
  if (characters(text) > limit) {
    throw failure(error_code::invalid_argument,
                  std::string(field) + " is longer than " + std::to_string(limit) + " characters", field);
  }
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Something before one @, and after it a domain with a dot inside; no spaces.
bool has_email_shape(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find_first_of(" \t\r\n") != std::string_view::npos) {
    return false;
  }
  const std::string_view domain = text.substr(at + 1);
  const std::size_t dot = domain.rfind('.');
  return domain.find('@') == std::string_view::npos && dot != std::string_view::npos && dot > 0 &&
         dot + 1 < domain.size();
}

bool is_share(double value) {
  return value >= 0 && value <= 1;
}

void check_company(const company& c) {
  require(!c.id.is_nil(), "company.id", "must not be nil");
  require(!is_blank(c.name), "company.name", "must not be blank");
  at_most(c.name, 100, "company.name");
  at_most(c.industry, 50, "company.industry");
  at_most(c.website, 255, "company.website");
  require(c.lead_score >= 0 && c.lead_score <= 100, "company.lead_score", "must be 0..100");
}

void check_contact(const contact& c) {
  require(!c.id.is_nil(), "contact.id", "must not be nil");
  at_most(c.name, 100, "contact.name");
  at_most(c.title, 100, "contact.title");
  at_most(c.email, 255, "contact.email");
  at_most(c.phone, 20, "contact.phone");
  at_most(c.linkedin_url, 255, "contact.linkedin_url");
  require(c.email.empty() || has_email_shape(c.email), "contact.email", "is no email address");
  require(is_share(c.confidence), "contact.confidence_score", "must be 0..1");
}

void check_lead(const lead_change& change) {
  check_company(change.lead.company);
  std::set<std::string> emails;
  std::set<uuid> ids;
  for (const contact& c : change.lead.contacts) {
    check_contact(c);
    require(c.email.empty() || emails.insert(c.email).second, "contact.email",
            "must be unique within the company");
    require(ids.insert(c.id).second, "contact.id", "must be unique within the company");
  }
}

void check_leads(const unit_of_work& unit) {
  std::set<uuid> touched;
  for (const lead_change& change : unit.leads) {
    check_lead(change);
    require(touched.insert(change.lead.company.id).second, "company.id", "must come once in a unit");
  }
  for (const lead_change& change : unit.leads) {
    for (const uuid& gone : change.superseded) {
      require(touched.insert(gone).second, "superseded",
              "must name each lead once, and none that the unit changes");
    }
  }
}

} // namespace

void check_unit(const unit_of_work& unit) {
  require(!unit.id.is_nil(), "unit.id", "must not be nil");
  require(!unit.owner || unit.owner->shard < shard_count, "unit.owner.shard", "must be 0..511");
  for (const job& j : unit.new_jobs) {
    require(!j.id.is_nil(), "job.id", "must not be nil");
    require(j.progress >= 0 && j.progress <= 100, "job.progress", "must be 0..100");
  }
  for (const task& t : unit.new_tasks) {
    require(!t.id.is_nil(), "task.id", "must not be nil");
    require(t.shard < shard_count, "task.shard", "must be 0..511");
  }
  for (const observation& o : unit.observations) {
    require(!o.id.is_nil(), "observation.id", "must not be nil");
    at_most(o.source_url, 500, "observation.source_url");
    require(is_share(o.quality), "observation.quality_score", "must be 0..1");
  }
  check_leads(unit);
}

} // namespace leadstream::storage
