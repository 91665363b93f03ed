#include "actors/scrapers/site_page.hpp"

#include "actors/scrapers/website.hpp"
#include "domain/crawl/moved_site.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::actors {
namespace {

observation status_of_site(const std::string& address, const uuid& subject, const char* status,
                           wall_time at) {
  observation seen;
  seen.source = website_source;
  seen.source_url = address.substr(0, 500);
  seen.fetched_at = at;
  seen.type = data_type::company_info;
  seen.subject = subject;
  seen.raw.facts.push_back({field::site_status, status, "fetch", 1.0, {}});
  return seen;
}

} // namespace

const char* status_at_start(const std::string& address, const page& content, const std::string& company) {
  const auto asked = parse_url(address);
  const auto landed = parse_url(content.url);
  return asked && landed && crawl::leads_elsewhere(*asked, *landed, company) ? "redirected" : "active";
}

void add_site_status(std::vector<observation>& fresh, const std::string& address,
                     const std::vector<uuid>& subjects, const char* status, wall_time at) {
  for (const uuid& subject : subjects) {
    observation seen = status_of_site(address, subject, status, at);
    const auto same = std::find_if(fresh.begin(), fresh.end(), [&](const observation& other) {
      return other.subject == subject && other.source == seen.source && other.type == seen.type;
    });
    if (same == fresh.end()) {
      fresh.push_back(std::move(seen));
    } else {
      same->raw.facts.push_back(seen.raw.facts.front());
    }
  }
}

uuid name_company(const tenant_id& tenant, std::vector<observation>& fresh, const page& content) {
  const auto naming = std::find_if(fresh.begin(), fresh.end(), [](const observation& seen) {
    return !seen.raw.first(field::name).empty();
  });
  if (naming == fresh.end()) {
    fresh.clear();
    return {};
  }
  naming->raw.facts.push_back({field::website, content.url, "fetch", 0.9, {}});
  naming->raw.facts.push_back({field::site_status, "active", "fetch", 1.0, {}});
  const uuid named = identify(tenant, *naming);
  for (observation& seen : fresh) {
    if (&seen != &*naming) {
      seen.subject = named;
    }
  }
  return named;
}

} // namespace leadstream::actors
