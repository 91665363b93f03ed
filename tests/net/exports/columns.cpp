#include "net/exports/columns.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::exports;

namespace {

/// A lead in which every value says something.
lead_row full_lead() {
  lead_row row;
  row.id = *parse_uuid("0190a0a0-0000-7000-8000-000000000001");
  row.company_name = "Muster AG";
  row.industry = "bakery";
  row.size = size_category::s11_50;
  row.website = "https://muster.example/";
  row.description = "Bread";
  row.location.street = "Weg 1";
  row.location.city = "Vaduz";
  row.location.state = "Oberland";
  row.location.postal_code = "9490";
  row.location.country = "LI";
  row.location.has_point = true;
  row.location.latitude = 47.1;
  row.location.longitude = 9.5;
  row.lead_score = 64;
  row.contact_count = 3;
  row.email = "info@muster.example";
  row.phone = "+4232390101";
  row.tags = {"bread"};
  row.owner = "ada";
  row.created_at = *parse_rfc3339("2026-11-22T10:00:09Z");
  row.updated_at = *parse_rfc3339("2026-11-23T10:00:09Z");
  return row;
}

/// What a reader gives that was asked for these values alone.
lead_row reduced(const lead_row& full, lead_fields chosen) {
  lead_row row;
  row.id = full.id;
  const auto keep = [&](lead_field which, auto member) {
    if (chosen.has(which)) {
      row.*member = full.*member;
    }
  };
  keep(lead_field::company_name, &lead_row::company_name);
  keep(lead_field::industry, &lead_row::industry);
  keep(lead_field::size, &lead_row::size);
  keep(lead_field::website, &lead_row::website);
  keep(lead_field::description, &lead_row::description);
  keep(lead_field::location, &lead_row::location);
  keep(lead_field::lead_score, &lead_row::lead_score);
  keep(lead_field::contact_count, &lead_row::contact_count);
  keep(lead_field::email, &lead_row::email);
  keep(lead_field::phone, &lead_row::phone);
  keep(lead_field::tags, &lead_row::tags);
  keep(lead_field::owner, &lead_row::owner);
  keep(lead_field::status, &lead_row::status);
  keep(lead_field::created_at, &lead_row::created_at);
  keep(lead_field::updated_at, &lead_row::updated_at);
  return row;
}

} // namespace

TEST_CASE("every column asks for what it is made of") {
  const lead_row full = full_lead();
  for (const column& c : columns()) {
    if (c.shows != column::part::lead) {
      CHECK_FALSE(c.of);
      continue;
    }
    std::string wanted;
    c.append(wanted, {full, nullptr});
    std::string shown;
    c.append(shown, {reduced(full, needed_by({&c})), nullptr});
    INFO(c.name);
    CHECK_FALSE(wanted.empty());
    CHECK(shown == wanted);
  }
}
