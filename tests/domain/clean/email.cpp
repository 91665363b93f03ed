#include "domain/clean/email.hpp"

#include "tests/support/data.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;

namespace {

std::string cleaned(std::string_view text) {
  const auto address = clean_email(text);
  return address ? address->value : "refused";
}

} // namespace

TEST_CASE("an address is lower case, its domain punycode", "[clean]") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"Info@Example.COM", "info@example.com"},
      {"  info@example.com ", "info@example.com"},
      {"first.last+tag@mail.example.co.uk", "first.last+tag@mail.example.co.uk"},
      {"müller@bücher.example", "müller@xn--bcher-kva.example"},
      {"MÜLLER@BÜCHER.example", "müller@xn--bcher-kva.example"},
      {"o'neill@example.ie", "o'neill@example.ie"},
      {"x@site.test", "x@site.test"},
      {"mailto:info@example.com?subject=x", "info@example.com"},
      {"MAILTO:Info%40Example.com", "info@example.com"},
      {"\u00a0info@example.com", "info@example.com"},
      {"info@example.com\u200b", "info@example.com"},
      {"info＠example.com", "info@example.com"},
      {"info@example.com;", "info@example.com"},
      {"<info@example.com>", "info@example.com"},
      {"<info@example.com>, ", "info@example.com"},
  }));
  CHECK(cleaned(text) == expected);
}

TEST_CASE("what no mailbox can be called is refused with a sentence", "[clean]") {
  const std::string text = GENERATE(values<std::string>({
      "",
      "@",
      "a",
      "a@",
      "@b.example",
      "a@b",
      "a@localhost",
      "a@example.c",
      "mailto:",
      "mailto:a@b.example,c@d.example",
      "a@[127.0.0.1]",
      "a@127.0.0.1",
      "a@1.2.3",
      "a b@c.example",
      "a@b c.example",
      ".a@b.example",
      "a.@b.example",
      "a..b@c.example",
      "a@b..example",
      "a@.b.example",
      "a@b.example.",
      "a@-b.example",
      "a@b-.example",
      "a@b_c.example",
      "\"a\"@b.example",
      "a(b)@c.example",
      "a@b@c.example",
      "a@b.example\n",
      "<a@b.example",
      "a@b.example; c@d.example",
      "a\u00a0b@c.example",
      "a@b.example,c@d.example",
      "a\xff@b.example",
  }));
  CAPTURE(text);
  const auto address = clean_email(text);
  REQUIRE_FALSE(address.ok());
  CHECK(address.problem().message.ends_with('.'));
}

TEST_CASE("the parts of an address have their longest length", "[clean]") {
  CHECK(clean_email(std::string(64, 'a') + "@b.example").ok());
  CHECK_FALSE(clean_email(std::string(65, 'a') + "@b.example").ok());
  const std::string label(60, 'b');
  CHECK_FALSE(clean_email(std::string(64, 'a') + "@" + label + "." + label + "." + label + ".example").ok());
}

TEST_CASE("the isemail suite agrees where it is sure", "[clean][data]") {
  for (const auto& test : data::json("email/isemail_cases.json")) {
    const std::string category = test["category"];
    if (category != "ISEMAIL_VALID_CATEGORY" && category != "ISEMAIL_ERR")
      continue;
    CAPTURE(test.dump());
    CHECK(clean_email(test["address"].get<std::string>()).ok() == test["practical_valid"].get<bool>());
  }
}
