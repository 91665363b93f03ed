#include "domain/extract/structured/job_postings.hpp"

#include "domain/extract/organization.hpp"
#include "domain/intel/dates.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <charconv>

namespace leadstream::extraction {
namespace {

using nlohmann::json;
using day = std::chrono::sys_days;

/// A date as generators write it: ISO 8601, in words, or as seconds or milliseconds since 1970.
std::optional<day> day_of(const std::string& written, const std::string& language) {
  constexpr std::int64_t first_of_milliseconds = 100'000'000'000;
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(written.data(), written.data() + written.size(), number);
  if (fault == std::errc{} && end == written.data() + written.size() && written.size() >= 10) {
    const auto seconds = std::chrono::seconds(number >= first_of_milliseconds ? number / 1'000 : number);
    return std::chrono::floor<std::chrono::days>(wall_time(seconds));
  }
  return intel::find_date(written, language);
}

bool is_own(const described_posting& posting, const found_organization& own, const context& page) {
  const bool known = !posting.hirer.empty() || !posting.hirer_sites.empty();
  const bool linked =
      std::any_of(posting.hirer_sites.begin(), posting.hirer_sites.end(), [&](const auto& link) {
        const auto address = parse_url(link);
        return address && same_site(page, address->host);
      });
  return !known || linked || page.domain.empty() || may_be_named(posting.hirer, own, page);
}

} // namespace

described_posting describe_posting(const json& node, const std::string& method, const schema::ids& known) {
  const auto text = [&](const char* property) { return schema::first_text(node, property, known); };
  described_posting out{
      text("title"), text("datePosted"), text("validThrough"), text("hiringOrganization"), {}, method};
  if (out.title.empty()) {
    out.title = schema::text_of(node);
  }
  for (const json* hirer : schema::values(node, "hiringOrganization", known)) {
    for (const char* property : {"url", "sameAs"}) {
      for (const json* link : schema::values(*hirer, property, known)) {
        out.hirer_sites.push_back(schema::text_of(*link));
      }
    }
  }
  return out;
}

std::vector<fact> open_postings(const std::vector<described_posting>& all, const found_organization& own,
                                const context& page, wall_time now) {
  const auto today = std::chrono::floor<std::chrono::days>(now);
  std::vector<fact> open;
  for (const described_posting& posting : all) {
    const auto last = day_of(posting.valid_through, page.language);
    if (posting.title.empty() || (last && *last < today) || !is_own(posting, own, page)) {
      continue;
    }
    const auto posted = day_of(posting.posted, page.language);
    fact made{field::job_posting, posting.title, posting.method, 0.95,
              posted ? intel::to_iso(*posted) : std::string()};
    const bool repeated = std::any_of(open.begin(), open.end(), [&](const fact& other) {
      return other.value == made.value && other.detail == made.detail;
    });
    if (!repeated) {
      open.push_back(std::move(made));
    }
  }
  return open;
}

} // namespace leadstream::extraction
