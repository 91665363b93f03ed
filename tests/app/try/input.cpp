#include "app/try/input.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;
using namespace leadstream::app;

TEST_CASE("base64 decodes to bytes, with or without padding") {
  CHECK(*decode_base64("") == "");
  CHECK(*decode_base64("Zg==") == "f");
  CHECK(*decode_base64("Zg") == "f");
  CHECK(*decode_base64("Zm9v\nYmFy") == "foobar");
  CHECK(*decode_base64("AP+A") == std::string("\0\xFF\x80", 3));
}

TEST_CASE("what is no base64 is an error") {
  CHECK_FALSE(decode_base64("Zg=x"));
  CHECK_FALSE(decode_base64("Z"));
  CHECK_FALSE(decode_base64("Zm-v"));
}

TEST_CASE("null is no text, and not the same as nothing") {
  CHECK(required_text({{"value", nullptr}}, "value").problem().message ==
        R"("value" must be a string, not null)");
  CHECK(required_text(nlohmann::json::object(), "value").problem().message == R"("value" is missing)");
}

TEST_CASE("html comes from exactly one place") {
  CHECK(*html_of({{"html", "<p>"}}) == "<p>");
  CHECK(*html_of({{"html_base64", "PHA+"}}) == "<p>");
  CHECK_FALSE(html_of({{"html", "<p>"}, {"path", "x"}}));
  CHECK(html_of(nlohmann::json::object()).problem().message ==
        R"(give exactly one of "html", "html_base64" and "path")");
  CHECK_FALSE(html_of({{"html", 7}}));
  CHECK(html_of({{"path", "no/such/file"}}).problem().code == error_code::not_found);
}
