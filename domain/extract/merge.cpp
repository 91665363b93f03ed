#include "domain/extract/merge.hpp"

#include "domain/extract/bounds.hpp"
#include "domain/extract/email/email_syntax.hpp"
#include "domain/extract/phone/phone_number.hpp"
#include "domain/text/strings.hpp"
#include "domain/url/host.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace leadstream::extraction {
namespace {

/// A list without repeats in the order of coming, with the better method of equal keys.
template <class Found>
class best_of_each {
public:
  void add(Found found, std::string key) {
    const auto held = places_.find(key);
    if (held == places_.end() && list_.size() < most_found_of_a_kind) {
      places_.emplace(std::move(key), list_.size());
      list_.push_back(std::move(found));
    } else if (held != places_.end() && list_[held->second].confidence < found.confidence) {
      list_[held->second] = std::move(found);
    }
  }

  std::vector<Found> take() { return std::move(list_); }

private:
  std::vector<Found> list_;
  std::unordered_map<std::string, std::size_t> places_; ///< in the list, by key
};

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
  best_of_each<found_email> each;
  for (const email_hit& hit : hits) {
    found_email email{hit.address, hit.method, hit.confidence, false, false};
    std::string key = email_key(email);
    each.add(std::move(email), std::move(key));
  }
  for (const found_email& email : structured.emails) {
    each.add(email, email_key(email));
  }
  std::vector<found_email> out = each.take();
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
  std::unordered_set<std::string> elsewhere; ///< numbers that are not called a fax everywhere
  for (const phone_hit& hit : all) {
    if (!hit.fax) {
      elsewhere.insert(hit.e164);
    }
  }
  best_of_each<found_phone> phones;
  best_of_each<found_phone> faxes;
  for (const phone_hit& hit : all) {
    auto& list = hit.fax && !elsewhere.contains(hit.e164) ? faxes : phones;
    list.add({hit.e164, hit.extension, hit.method, hit.confidence}, hit.e164);
  }
  return {phones.take(), faxes.take()};
}

std::vector<found_profile> merge_profiles(const context& page, const std::vector<profile_hit>& hits,
                                          const structured_facts& structured) {
  best_of_each<found_profile> each;
  for (const profile_hit& hit : hits) {
    each.add(hit.profile, profile_key(hit.profile));
  }
  for (const std::string& address : structured.profiles) {
    if (auto found = profile_of(address); found && !page.host.ends_with(found->network + ".com")) {
      found->method = "same_as";
      found->confidence = 0.9;
      each.add(*found, profile_key(*found));
    }
  }
  return each.take();
}

} // namespace leadstream::extraction
