#include "net/deliver/crm_mapping.hpp"
#include "net/deliver/crm_targets.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

namespace {

std::string key_of(const std::string& score) {
  delivery::crm_record record;
  record.properties["score"] = score;
  const auto sink = deliver::make_http_sink({"http://sink.test/", "POST", {}, ""});
  return std::string(find_header(sink->say({record}).headers, "Idempotency-Key"));
}

} // namespace

TEST_CASE("a repeat of the same content has the same idempotency key, a change of the lead another") {
  CHECK_FALSE(key_of("60").empty());
  CHECK(key_of("60") == key_of("60"));
  CHECK(key_of("60") != key_of("61"));
}

TEST_CASE("numbers are sent as numbers and digits that are none as text, with a template and without") {
  lead_row row;
  row.company_name = "Muster";
  row.lead_score = 65;
  row.location.postal_code = "9490";
  const auto fields =
      deliver::read_mapping({"name = company_name", "points = lead_score", "zip = postal_code"});
  const auto sink = deliver::make_http_sink({"http://sink.test/", "POST", {}, ""});
  CHECK(sink->say({deliver::map_lead(row, *fields, nullptr)}).body ==
        R"({"name":"Muster","points":65,"zip":"9490"})");
  const auto templated = deliver::make_http_sink(
      {"http://sink.test/",
       "POST",
       {},
       R"({"zip":{{zip}},"of":"{{name}} {{points}}","points":{{points}},"x":{{x}}})"});
  CHECK(templated->say({deliver::map_lead(row, *fields, nullptr)}).body ==
        R"({"zip":"9490","of":"Muster 65","points":65,"x":null})");
}
