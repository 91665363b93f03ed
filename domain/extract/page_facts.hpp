#pragma once
#include "domain/model/observation.hpp"
#include "domain/url/translation.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leadstream {

/// An address of electronic mail that a page shows or hides.
struct found_email {
  std::string address; ///< domain in lower case, the local part as written
  std::string
      method; ///< "mailto", "text", "json_ld", "microdata", "hcard", "cloudflare", "obfuscated", "script", …
  double confidence = 1.0;
  bool role = false;       ///< info@, sales@ and their kin in eight languages
  bool own_domain = false; ///< its registrable domain is that of the page
  bool operator==(const found_email&) const = default;
};

/// A telephone or fax number.
struct found_phone {
  std::string e164; ///< "+41441234567"
  std::string extension;
  std::string method; ///< "tel_link", "text", "json_ld", …
  double confidence = 1.0;
  bool operator==(const found_phone&) const = default;
};

/// A profile on a social network in its canonical form, https and without tracking.
struct found_profile {
  std::string url;
  std::string network;   ///< "linkedin", "x", "facebook", "instagram", "youtube", "tiktok", "xing", "github",
                         ///< "whatsapp", …
  bool personal = false; ///< of a person rather than of the organisation, as far as the URL tells
  std::string method;
  double confidence = 1.0;
  bool operator==(const found_profile&) const = default;
};

/// How high in the house a title is.
enum class seniority : std::uint8_t {
  unknown,
  junior,
  staff,
  lead,
  manager,
  head,
  director,
  vice_president,
  chief,
  owner
};
const char* to_string(seniority level);

/// A person that the page names as one of the organisation.
struct found_person {
  person who; ///< with method and confidence
  std::vector<std::string> profiles;
  seniority level = seniority::unknown;
  std::string department; ///< "sales", "marketing", "finance", "technology", …; empty when unknown
  bool operator==(const found_person&) const = default;
};

/// What the page says of the organisation that it belongs to. Empty members were not found.
struct found_organization {
  std::string name;
  std::string legal_name;
  std::string description;
  std::string logo; ///< absolute URL
  std::string website;
  std::vector<std::string> types; ///< schema.org types: "Dentist", "LocalBusiness"
  std::vector<std::string> opening_hours;
  std::string vat_number;
  std::string registration_number;
  std::string founding_year;
  std::string employee_count; ///< a number or "51-200"
  std::string method;
  double confidence = 0;
  bool operator==(const found_organization&) const = default;
};

/// Same-site links of interest, absolute, in the order found; a link stands in one of the named lists at
/// most.
struct page_links {
  std::vector<std::string> contact, about, team, careers, news;
  std::vector<std::string>
      same_site; ///< every other page of the same registrable domain, without the page itself
  std::vector<std::string> onward; ///< what a browser shows in place of the page: a refresh at once, frames
  std::vector<translation> translations; ///< of the page, on its own site
  bool nofollow = false;                 ///< its meta robots asks that none of its links be followed
  bool operator==(const page_links&) const = default;
};

/// All that one page says. Each list is in the order of the page, without repeats, best method kept.
struct page_facts {
  std::string url;           ///< where the page was served
  std::string canonical_url; ///< rel=canonical, absolute; empty when there is none
  std::string title;
  std::string description;
  std::string language; ///< ISO 639-1; empty when unknown
  std::string charset;  ///< name of the Encoding Standard in lower case: "utf-8", "windows-1252"
  std::string region;   ///< ISO 3166-1 alpha-2 that numbers without country code were read by; may be empty
  std::vector<found_email> emails;
  std::vector<found_phone> phones;
  std::vector<found_phone> faxes;
  std::vector<found_profile> social;
  std::vector<found_person> people;
  found_organization organization;
  std::vector<place> addresses;
  std::vector<fact> job_postings;      ///< field::job_posting; `detail` is the date
  std::vector<fact> technologies;      ///< field::technology; `detail` is the category
  std::vector<std::string> structured; ///< JSON-LD values and microdata items, each as JSON text
  page_links links;
  std::string text; ///< what the page says without navigation and other boilerplate, lines by '\n'
  std::vector<std::string> warnings;
  std::string failure; ///< why nothing could be read ("parse_budget", "not_html"); empty when it could
};

} // namespace leadstream
