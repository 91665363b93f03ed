#include "domain/directory/osm_tags.hpp"

#include "domain/clean/list.hpp"
#include "domain/clean/website.hpp"
#include "domain/extract/address/addresses.hpp"
#include "domain/extract/socials.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <array>

namespace leadstream::directory {
namespace {

struct tag_meaning {
  std::string_view key;
  field what;
};

/// What the tags say, most trusted key first. Lists are separated by ';'. The first website is the company's.
constexpr std::array<tag_meaning, 17> meanings{{{"name", field::name},
                                                {"official_name", field::legal_name},
                                                {"description", field::description},
                                                {"website", field::website},
                                                {"contact:website", field::website},
                                                {"url", field::website},
                                                {"phone", field::phone},
                                                {"contact:phone", field::phone},
                                                {"contact:mobile", field::phone},
                                                {"mobile", field::phone},
                                                {"fax", field::fax},
                                                {"contact:fax", field::fax},
                                                {"email", field::email},
                                                {"contact:email", field::email},
                                                {"opening_hours", field::opening_hours},
                                                {"start_date", field::founding_year},
                                                {"opening_date", field::founding_year}}};

struct network {
  std::string_view key;
  std::string_view name;
  std::string_view profiles; ///< what stands before a name that is given alone; empty: none is
};
constexpr std::array<network, 7> networks{{{"contact:facebook", "facebook", "https://www.facebook.com/"},
                                           {"contact:instagram", "instagram", "https://www.instagram.com/"},
                                           {"contact:linkedin", "linkedin", {}},
                                           {"contact:twitter", "x", "https://x.com/"},
                                           {"contact:youtube", "youtube", {}},
                                           {"contact:tiktok", "tiktok", "https://www.tiktok.com/@"},
                                           {"contact:xing", "xing", {}}}};

constexpr double further_website = 0.9; ///< how sure one is that follows another

bool is_list(field what) {
  return what == field::phone || what == field::fax || what == field::email;
}

/// The address of a profile that is given whole, without its scheme, or by its name; empty when it is none.
std::string profile_address(std::string_view given, const network& at) {
  const std::string_view text = extraction::trim(given);
  const std::string_view name = text.substr(text.starts_with('@') ? 1 : 0);
  if (extraction::starts_with_ignoring_case(text, "http")) {
    return std::string(text);
  }
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    return text.find('.') < slash ? std::string("https://").append(text) : std::string();
  }
  const bool plain =
      !name.empty() && name.find_first_of(" :") == std::string_view::npos && !name.ends_with(".com");
  return plain && !at.profiles.empty() ? std::string(at.profiles).append(name) : std::string();
}

std::string street_of(const tag_list& tags) {
  std::string street = tag(tags, "addr:street");
  if (street.empty()) {
    street = tag(tags, "addr:place");
  }
  const std::string number = tag(tags, "addr:housenumber");
  return street.empty() || number.empty() ? street : street + " " + number;
}

} // namespace

std::string tag(const tag_list& tags, std::string_view key) {
  const auto found =
      std::find_if(tags.begin(), tags.end(), [&](const auto& one) { return one.first == key; });
  return found == tags.end() ? std::string{} : found->second;
}

void add_tag_facts(findings& out, const tag_list& tags, const char* method, double confidence) {
  const auto add = [&](field what, std::string_view value, std::string_view detail = {}, double sure = 1) {
    if (const auto text = extraction::trim(value); !text.empty()) {
      out.facts.push_back({what, std::string(text), method, confidence * sure, std::string(detail)});
    }
  };
  const auto add_link = [&](const std::string& address) {
    const auto site = clean_website(address);
    if (const auto profile = extraction::profile_of(site ? site->value : address)) {
      add(field::social, profile->url, profile->network);
    } else {
      add(field::website, address, {}, out.first(field::website).empty() ? 1 : further_website);
    }
  };
  for (const auto& [key, what] : meanings) {
    const std::string value = tag(tags, key);
    if (what == field::founding_year) {
      add(what, value.substr(0, value.find('-')));
    } else if (what == field::website) {
      const auto sites = listed_websites(value);
      std::for_each(sites.begin(), sites.end(), add_link);
      if (!sites.empty() && out.first(field::website).empty()) {
        add(field::website, sites.front()); // a profile is all the site it has
      }
    } else if (is_list(what)) {
      for (const std::string_view one : extraction::split(value, ";")) {
        add(what, one);
      }
    } else {
      add(what, value);
    }
  }
  for (const network& one : networks) {
    add(field::social, profile_address(tag(tags, one.key), one), one.name);
  }
}

place place_of_tags(const tag_list& tags) {
  place where;
  where.street = tag(tags, "addr:street_address");
  if (where.street.empty()) {
    where.street = street_of(tags);
  }
  where.city = tag(tags, "addr:city");
  where.state = tag(tags, "addr:state");
  where.postal_code = tag(tags, "addr:postcode");
  where.country = tag(tags, "addr:country");
  if (where.street.empty()) {
    const std::string full = tag(tags, "addr:full");
    const place read = extraction::address_of_text(full, {where.country});
    where.street = read.empty() ? full : read.street;
    where.city = where.city.empty() ? read.city : where.city;
    where.postal_code = where.postal_code.empty() ? read.postal_code : where.postal_code;
  }
  return where;
}

bool is_closed(const tag_list& tags, wall_time at) {
  const std::string end = tag(tags, "end_date");
  const bool dated = !end.empty() && is_digit(end.front());
  return end == "yes" || (dated && end < to_rfc3339(at).substr(0, end.size()));
}

} // namespace leadstream::directory
