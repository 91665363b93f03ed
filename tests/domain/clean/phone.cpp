#include "domain/clean/phone.hpp"

#include "tests/support/data.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;

namespace {

std::string cleaned(std::string_view text, std::string_view region) {
  const auto number = clean_phone(text, region);
  return number ? number->e164 : "refused";
}

} // namespace

TEST_CASE("a number in any notation becomes E.164", "[clean]") {
  const auto [text, region, expected] = GENERATE(table<std::string, std::string, std::string>({
      {"+41 44 364 35 35", "", "+41443643535"},
      {"044 364 35 35", "CH", "+41443643535"},
      {"0041 (0)44 364 35 35", "ch", "+41443643535"},
      {"+41 (0)44/364-35-35", "DE", "+41443643535"},
      {"(202) 555-0143", "US", "+12025550143"},
      {"1-800-FLOWERS", "US", "+18003569377"},
      {"020 7946 0018", "UK", "+442079460018"},
      {"tel:+49-30-123456", "", "+4930123456"},
      {"Tel. 030 123456", "DE", "+4930123456"},
      {"٠٣ ١٢٣ ٤٥٦", "LB", "+9613123456"},
      {"+33 1 23 45 67 89", "LI", "+33123456789"},
  }));
  CAPTURE(text, region);
  CHECK(cleaned(text, region) == expected);
}

TEST_CASE("what is no number is refused with a sentence", "[clean]") {
  const auto [text, region] = GENERATE(table<std::string, std::string>({{"", "CH"},
                                                                        {"call us", "CH"},
                                                                        {"044 364 35 35", ""},
                                                                        {"12", "CH"},
                                                                        {"2026-11-22", "CH"},
                                                                        {"+41 44", "CH"},
                                                                        {"+999 123 456 789", ""},
                                                                        {"044 364 35 35 35 35 35 35", "CH"},
                                                                        {std::string(300, '1'), "CH"}}));
  CAPTURE(text, region);
  const auto number = clean_phone(text, region);
  REQUIRE_FALSE(number.ok());
  CHECK(number.problem().message.ends_with('.'));
}

TEST_CASE("an extension is kept apart", "[clean]") {
  const auto number = clean_phone("(202) 555-0143 ext. 12", "US");
  REQUIRE(number.ok());
  CHECK(number->e164 == "+12025550143");
  CHECK(number->extension == "12");
  CHECK(number->region == "US");
}

TEST_CASE("an extension is told by the words of several languages", "[clean]") {
  const auto [text, region, e164, extension] =
      GENERATE(table<std::string, std::string, std::string, std::string>({
          {"089 386650-12 Durchwahl 3", "DE", "+498938665012", "3"},
          {"01 5123456 DW 12", "AT", "+4315123456", "12"},
          {"+41 44 364 35 35, interno 7", "", "+41443643535", "7"},
          {"(202) 555-0143 x12", "US", "+12025550143", "12"},
          {"Durchwahl 089 38665012", "DE", "+498938665012", ""},
      }));
  CAPTURE(text);
  const auto number = clean_phone(text, region);
  REQUIRE(number.ok());
  CHECK(number->e164 == e164);
  CHECK(number->extension == extension);
}

TEST_CASE("the example numbers of all regions are read in all their notations", "[clean][data]") {
  for (const auto& example : data::json("phone/example_numbers.json")) {
    const std::string region = example["region"];
    for (const char* notation : {"e164", "national", "international", "rfc3966"}) {
      CAPTURE(example.dump(), notation);
      const std::string expected =
          example["valid_in_8_12_57"] ? example["e164"].get<std::string>() : "refused";
      if (region == "001" && notation == std::string("national"))
        continue; // a number of no country has no national notation
      CHECK(cleaned(example[notation].get<std::string>(), region) == expected);
    }
  }
}

TEST_CASE("a number without a country that exists says what is missing", "[clean]") {
  const auto why = [](const char* number, const char* region) {
    return clean_phone(number, region).problem().message;
  };
  CHECK(why("+999 123456", "CH") == "No country has the code that the number begins with.");
  CHECK(why("+999 123456", "") == "No country has the code that the number begins with.");
  CHECK(why("044 364 35 35", "") == "The number has no country code, and no region says how to read it.");
  CHECK(why("044 364 35 35", "Swiss") == "The number has no country code, and \"Swiss\" is no region: give "
                                         "the two letters of a country, as CH.");
}
