#include "domain/json/findings.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>

using namespace leadstream;

namespace {

std::string quoted(std::string_view text) {
  std::string out;
  json::append_string(out, text);
  return out;
}

} // namespace

TEST_CASE("strings are escaped, and invalid UTF-8 becomes the replacement character") {
  CHECK(quoted("a\"b\\c\n\t\x01") == R"("a\"b\\c\n\t\u0001")");
  CHECK(quoted("Zürich 東京 😀") == "\"Zürich 東京 😀\"");
  CHECK(quoted("a\xFF\xC3") == "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK(quoted("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK(quoted("\xC0\xAF") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST_CASE("the writer sets commas by itself") {
  std::string out;
  json::writer w(out);
  w.begin_object().member("a", 1).key("b").begin_array().value("x").value(true).null().end_array();
  w.key("c")
      .begin_object()
      .end_object()
      .member("d", 0.5)
      .member_or_null("e", "")
      .member("f", NAN)
      .end_object();
  CHECK(out == R"({"a":1,"b":["x",true,null],"c":{},"d":0.5,"e":null,"f":null})");
}

TEST_CASE("foreign JSON is read within limits") {
  CHECK(json::read(R"({"a":[1,2,{"b":null}]})"));
  CHECK_FALSE(json::read("{"));
  CHECK_FALSE(json::read("{} x"));
  CHECK_FALSE(json::read(std::string(100'000, '[')));
  CHECK(json::read(R"({"a":1,"a":2})").problem().field == "a");
  CHECK(json::read_lenient(R"({"a":1,"a":2})"));
  CHECK(json::read("[1,2,3]", {3, 8}).problem().code == error_code::too_large);
  CHECK_FALSE(json::read("\"\xFF\""));
}

TEST_CASE("what stands behind a NUL byte is not passed over") {
  using namespace std::string_view_literals;
  for (const std::string_view text : {"{}\0{}"sv, "{\"a\":1}\0"sv, "\0"sv, "{\"a\":\"b\0\"}"sv}) {
    CHECK(json::read(text, {}).problem().code == error_code::malformed);
    CHECK(json::read_lenient(text, {}).problem().code == error_code::malformed);
  }
  CHECK(json::read(R"({"a":"b\u0000"})", {}).ok());
}

TEST_CASE("findings come back as they went") {
  findings there;
  there.facts.push_back({field::name, "Bäckerei \"Huber\"", "osm_tag", 0.9, "x"});
  there.facts.push_back({field::phone, "+423 1", "text", 0.25, ""});
  there.people.push_back({"Anna", "CEO", "a@b.li", "", "", true, "json_ld", 1.0});
  there.places.push_back({"Städtle 1", "Vaduz", "", "9490", "LI", true, 47.141, 9.5209, "osm_tag", 0.9});
  std::string text;
  json::append(text, there);
  const auto back = json::read_findings(text);
  REQUIRE(back);
  CHECK(*back == there);
  CHECK_FALSE(json::read_findings("[1]").ok());
  CHECK_FALSE(json::read_findings(R"({"facts":[{"value":7}]})"));
}

TEST_CASE("a number beyond all bounds costs itself alone in what the web serves") {
  const std::string text = R"({"a":[1e999,-1E400,7,"1e999 \" 1e999"],"b":0.5})";
  CHECK_FALSE(leadstream::json::read(text));
  const auto lenient = leadstream::json::read_lenient(text);
  REQUIRE(lenient);
  CHECK((*lenient)["a"][0].is_null());
  CHECK((*lenient)["a"][1].is_null());
  CHECK((*lenient)["a"][2] == 7);
  CHECK((*lenient)["a"][3] == "1e999 \" 1e999");
  CHECK((*lenient)["b"] == 0.5);
}
