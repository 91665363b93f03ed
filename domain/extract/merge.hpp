#pragma once
#include "domain/extract/email/emails.hpp"
#include "domain/extract/page_facts.hpp"
#include "domain/extract/phone/phones.hpp"
#include "domain/extract/socials.hpp"
#include "domain/extract/structured/structured_facts.hpp"

#include <vector>

namespace leadstream::extraction {

/// Every address once, in the order of the page, with its best method.
std::vector<found_email> merge_emails(const context& page, const std::vector<email_hit>& hits,
                                      const structured_facts& structured);

/// Every number once. A number that the page calls a fax everywhere is one, else it is a phone.
struct merged_phones {
  std::vector<found_phone> phones;
  std::vector<found_phone> faxes;
};
merged_phones merge_phones(const std::vector<phone_hit>& hits, const structured_facts& structured,
                           const std::vector<std::string>& regions);

/// Every profile once.
std::vector<found_profile> merge_profiles(const context& page, const std::vector<profile_hit>& hits,
                                          const structured_facts& structured);

} // namespace leadstream::extraction
