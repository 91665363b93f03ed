#include "domain/extract/extract.hpp"

#include "domain/extract/address/addresses.hpp"
#include "domain/extract/language.hpp"
#include "domain/extract/merge.hpp"
#include "domain/extract/organization.hpp"
#include "domain/extract/page/arena.hpp"
#include "domain/extract/page/head.hpp"
#include "domain/extract/page/links.hpp"
#include "domain/extract/page/main_text.hpp"
#include "domain/extract/page/parse.hpp"
#include "domain/extract/page/regions.hpp"
#include "domain/extract/people/people.hpp"
#include "domain/extract/structured/structured.hpp"
#include "domain/extract/technologies.hpp"
#include "domain/text/charset.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <nlohmann/json.hpp>

#include <ctime>
#include <exception>
#include <memory>

namespace leadstream {
namespace extraction {
namespace {

bool is_markup(const page& source) {
  const std::string_view type = find_header(source.headers, "content-type");
  const std::string_view body = source.body;
  if (body.starts_with("%PDF") || body.starts_with("\x89PNG") || body.starts_with("PK\x03\x04") ||
      body.starts_with("GIF8")) {
    return false;
  }
  return trim(type).empty() || contains_any(type, {"html", "text/plain", "xml"}) ||
         trim(body).starts_with('<');
}

void set_address(context& page, const std::string& served_at, const page_head& head) {
  const auto served = parse_url(served_at);
  if (!served) {
    return;
  }
  page.base = *served;
  page.host = served->host;
  const std::string domain = registrable_domain(served->host);
  page.domain = domain.empty() ? served->host : domain;
  if (const auto base = head.base.empty() ? result<url>(*served) : resolve(*served, head.base)) {
    page.base = *base;
  }
}

void keep_structured(const structured_data& data, page_facts& out) {
  constexpr auto replace = nlohmann::json::error_handler_t::replace;
  for (const auto* list : {&data.json_ld, &data.microdata}) {
    for (const auto& value : *list) {
      out.structured.push_back(value.dump(-1, ' ', false, replace));
    }
  }
  out.warnings.insert(out.warnings.end(), data.warnings.begin(), data.warnings.end());
}

/// Who can be reached, and how: all of it at its place, so that people get what stands beside them.
void read_contacts(const context& page, const page_head& head, const structured_facts& structured,
                   const std::vector<std::string>& regions, const std::vector<address_hit>& addresses,
                   const std::vector<email_hit>& emails, page_facts& out) {
  const std::vector<phone_hit> phones = find_phones(page, regions, addresses);
  const std::vector<profile_hit> profiles = find_profiles(page);
  out.emails = merge_emails(page, emails, structured);
  merged_phones numbers = merge_phones(phones, structured, regions);
  out.phones = std::move(numbers.phones);
  out.faxes = std::move(numbers.faxes);
  out.social = merge_profiles(page, profiles, structured);
  std::vector<person_hit> people = find_names(page, head, emails);
  add_contacts(page, people, emails, phones, profiles);
  drop_organizations(out.organization.name, people);
  out.people = merge_people(structured, std::move(people), regions);
}

void read_page(const document& parsed, const arena& budget, const page& source,
               const extract_options& options, page_facts& out) {
  const text_layer text(parsed);
  context page{parsed, text, budget, std::nullopt, {}, {}, {}, {}};
  const page_head head = read_head(parsed);
  set_address(page, source.url, head);
  const std::string tag = declared_language(parsed);
  page.language = language_of(tag, text.text());
  const std::vector<email_hit> emails = find_emails(page);
  const structured_data data = read_structured(page);
  const structured_facts structured = interpret(data, page);
  std::vector<std::string> regions = regions_of(page, structured, tag, {}, options.region);
  const std::vector<address_hit> addresses = find_addresses(page, head, regions);
  out.addresses = merge_addresses(structured, addresses);
  regions = regions_of(page, structured, tag, out.addresses, options.region);
  page.region = regions.empty() ? std::string{} : regions.front();
  out.title = head.title;
  out.description = head.description;
  out.canonical_url = head.canonical.empty() ? std::string{} : absolute(page, head.canonical);
  out.language = page.language;
  out.region = page.region;
  keep_structured(data, out);
  out.organization = find_organization(page, head, structured, addresses);
  read_contacts(page, head, structured, regions, addresses, emails, out);
  out.job_postings = open_postings(structured.job_postings, out.organization, page, source.fetched_at);
  out.links = find_links(page);
  out.text = main_text(text);
  out.technologies = find_technologies(parsed, source);
}

page_facts read(const page& source, const extract_options& options, const budget_clock& now) {
  page_facts out;
  out.url = source.url;
  if (!is_markup(source)) {
    out.failure = "not_html";
    return out;
  }
  decoded_text decoded = decode(source.body, find_header(source.headers, "content-type"));
  out.charset = decoded.charset;
  if (!decoded.warning.empty()) {
    out.warnings.push_back(decoded.warning);
  }
  if (decoded.utf8.size() > options.page_bytes) {
    decoded.utf8.resize(options.page_bytes);
    decoded.utf8 = make_valid_utf8(decoded.utf8);
    out.warnings.emplace_back("truncated");
  }
  const monotonic_time deadline = now() + options.parse_time;
  const auto memory = std::make_shared<arena>(options.parse_memory, deadline, now);
  read_page(parse(std::move(decoded.utf8), memory), *memory, source, options, out);
  if (now() > deadline) {
    out.warnings.emplace_back("parse_time");
  }
  return out;
}

page_facts failed(const page& source, std::string reason, std::string warning) {
  page_facts out;
  out.url = source.url;
  out.failure = std::move(reason);
  out.warnings.push_back(std::move(warning));
  return out;
}

} // namespace
} // namespace extraction

monotonic_time thread_cpu_time() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  const auto spent = std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
  return monotonic_time(std::chrono::duration_cast<monotonic_time::duration>(spent));
}

page_facts extract(const page& source, const extract_options& options, const budget_clock& now) {
  try {
    return extraction::read(source, options, now);
  } catch (const extraction::budget_exceeded& over) {
    return extraction::failed(source, "parse_budget", over.what);
  } catch (const std::exception& problem) {
    return extraction::failed(source, "internal", problem.what());
  }
}

} // namespace leadstream
