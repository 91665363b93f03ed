#include "domain/extract/merge.hpp"

#include "domain/extract/email/email_syntax.hpp"
#include "domain/extract/phone/phone_number.hpp"
#include "domain/text/strings.hpp"
#include "domain/url/host.hpp"
#include "domain/url/url.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

/// Keeps the first of equal keys; the better method of the two wins.
template <class Found, class Key>
void add_best(std::vector<Found>& list, Found found, Key key) {
  const auto same =
      std::find_if(list.begin(), list.end(), [&](const Found& held) { return key(held) == key(found); });
  if (same == list.end()) {
    list.push_back(std::move(found));
  } else if (same->confidence < found.confidence) {
    *same = std::move(found);
  }
}

/// "info@müller.de" and "info@xn--mller-kva.de" are one.
std::string email_key(const found_email& email) {
  const std::size_t domain = email.address.find('@') + 1;
  const auto host = normalise_host(std::string_view(email.address).substr(domain));
  return lower(host ? email.address.substr(0, domain) + *host : email.address);
}

/// "www.facebook.com/Acme/" and "facebook.com/acme" are one.
std::string profile_key(const found_profile& profile) {
  std::string key = lower(profile.url);
  for (const std::string_view start : {"https://", "www."}) {
    if (key.starts_with(start)) {
      key.erase(0, start.size());
    }
  }
  return std::string(trim(key, "/"));
}

bool of_domain(const context& page, std::string_view address) {
  return !page.domain.empty() && registrable_domain(address.substr(address.find('@') + 1)) == page.domain;
}

void add_number(std::vector<phone_hit>& hits, const written_phone& written,
                const std::vector<std::string>& regions) {
  phone_number number = read_phone(written.text, written.country);
  for (std::size_t i = 0; i < regions.size() && number.e164.empty(); ++i) {
    number = read_phone(written.text, regions[i]);
  }
  if (!number.e164.empty()) {
    const std::size_t nowhere = std::string::npos;
    hits.push_back({number.e164, number.extension, written.method == "json_ld" ? "json_ld" : "microdata",
                    0.95, written.fax, 0, nowhere});
  }
}

} // namespace

std::vector<found_email> merge_emails(const context& page, const std::vector<email_hit>& hits,
                                      const structured_facts& structured) {
  std::vector<found_email> out;
  for (const email_hit& hit : hits) {
    add_best(out, found_email{hit.address, hit.method, hit.confidence, false, false}, email_key);
  }
  for (const found_email& email : structured.emails) {
    add_best(out, email, email_key);
  }
  for (found_email& email : out) {
    email.role = is_role_address(email.address);
    email.own_domain = of_domain(page, email.address);
  }
  return out;
}

merged_phones merge_phones(const std::vector<phone_hit>& hits, const structured_facts& structured,
                           const std::vector<std::string>& regions) {
  std::vector<phone_hit> all = hits;
  for (const written_phone& written : structured.phones) {
    add_number(all, written, regions);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const phone_hit& a, const phone_hit& b) { return a.offset < b.offset; });
  merged_phones out;
  const auto key = [](const found_phone& p) { return p.e164; };
  for (const phone_hit& hit : all) {
    const bool phone_elsewhere = std::any_of(all.begin(), all.end(), [&hit](const phone_hit& other) {
      return !other.fax && other.e164 == hit.e164;
    });
    add_best(hit.fax && !phone_elsewhere ? out.faxes : out.phones,
             found_phone{hit.e164, hit.extension, hit.method, hit.confidence}, key);
  }
  return out;
}

std::vector<found_profile> merge_profiles(const context& page, const std::vector<profile_hit>& hits,
                                          const structured_facts& structured) {
  std::vector<found_profile> out;
  for (const profile_hit& hit : hits) {
    add_best(out, hit.profile, profile_key);
  }
  for (const std::string& address : structured.profiles) {
    if (auto found = profile_of(address); found && !page.host.ends_with(found->network + ".com")) {
      found->method = "same_as";
      found->confidence = 0.9;
      add_best(out, std::move(*found), profile_key);
    }
  }
  return out;
}

} // namespace leadstream::extraction
