#pragma once
#include "domain/model/tenant.hpp"
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream {

/// What kind of thing an observation speaks of (column scraped_data.data_type).
enum class data_type : std::uint8_t { contact, company_info, tech_stack, growth_signals };
const char* to_string(data_type type);
std::optional<data_type> parse_data_type(std::string_view text);

/// What a fact says. The snake_case name of each is its name in JSON.
enum class field : std::uint8_t {
  name,
  legal_name,
  description,
  website,
  email,
  phone,
  fax,
  social,         ///< a profile's URL; `detail` is the network
  industry,       ///< an industry word, as the search uses it; `detail` is the source's own category
  employee_count, ///< a number or a range "51-200"
  size_category,  ///< one of the five categories
  language,
  opening_hours,
  logo,
  founding_year,
  registration_number,
  vat_number,
  rating,         ///< `detail` is the number of reviews
  technology,     ///< `detail` is its category
  job_posting,    ///< a title; `detail` is its date
  growth_signal,  ///< a sentence; `detail` is "type|date"
  pain_point,     ///< a sentence; `detail` is its category
  site_status,    ///< "active", "parked", "redirected" (to another company), "blocked", "unreachable"
  recent_activity ///< an RFC 3339 date of the newest content seen
};
const char* to_string(field what);
std::optional<field> parse_field(std::string_view text);

/// One thing that a source said, with how it was found and how sure that is.
struct fact {
  field what = field::name;
  std::string value;
  std::string method;      ///< how it was found: "json_ld", "mailto", "osm_tag", …
  double confidence = 1.0; ///< 0..1
  std::string detail;      ///< see `field`

  bool operator==(const fact&) const = default;
};

/// A person that a source named in connection with the company.
struct person {
  std::string name;
  std::string title;
  std::string email;
  std::string phone;
  std::string linkedin_url;
  bool is_decision_maker = false;
  std::string method;
  double confidence = 1.0; ///< 0..1

  bool operator==(const person&) const = default;
};

/// Where the company is. Latitude and longitude in degrees (WGS 84), meaningful only with has_point.
struct place {
  std::string street;
  std::string city;
  std::string state;
  std::string postal_code;
  std::string country; ///< ISO 3166-1 alpha-2 where known, else as written
  bool has_point = false;
  double latitude = 0;
  double longitude = 0;
  std::string method;
  double confidence = 1.0; ///< 0..1

  bool empty() const {
    return street.empty() && city.empty() && state.empty() && postal_code.empty() && country.empty() &&
           !has_point;
  }
  bool operator==(const place&) const = default;
};

/// The facts of one page or record.
struct findings {
  std::vector<fact> facts;
  std::vector<person> people;
  std::vector<place> places;

  bool empty() const { return facts.empty() && people.empty() && places.empty(); }
  /// The first value of that kind, or an empty string.
  const std::string& first(field what) const;
  bool operator==(const findings&) const = default;
};

/// A value that cleaning refused, and why. Stored and counted, never silently dropped.
struct rejection {
  std::string what;   ///< the field, or "page", "record"
  std::string value;  ///< as found, at most 1,000 bytes
  std::string reason; ///< a sentence

  bool operator==(const rejection&) const = default;
};

/// What one source said of one company at one moment. Immutable once made; `identify` gives its id.
struct observation {
  uuid id;
  std::string source;     ///< the source's name: "overpass", "website", …
  std::string record_id;  ///< the source's own id of the record; empty for pages
  std::string source_url; ///< at most 500 bytes
  wall_time fetched_at{};
  data_type type = data_type::company_info;
  std::uint32_t rules_version = 1; ///< of extraction and cleaning
  /// The observation of the company that this one adds to (a website page found from a listing);
  /// nil when the observation stands for a company by itself.
  uuid subject;
  findings raw;       ///< as extracted
  findings processed; ///< after cleaning and enriching
  std::vector<rejection> rejected;
  double quality = 0; ///< 0..1
};

/// The id of an observation: a hash of tenant, source, URL or record id, subject, raw content and rules
/// version.
uuid identify(const tenant_id& tenant, const observation& seen);

} // namespace leadstream
