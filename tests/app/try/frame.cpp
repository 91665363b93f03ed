#include "app/try/frame.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;
using namespace leadstream::app;

namespace {

result<done> echo(const nlohmann::json& request, json::writer& answer) {
  if (!request.contains("value")) {
    answer.member("half", true);
    return error{error_code::invalid_argument, "\"value\" is missing", "value"};
  }
  answer.member("value", request["value"].get<std::string>());
  return done{};
}

struct asked {
  std::string line;
  bool failed = false;
};

asked ask(std::string_view line) {
  asked got;
  got.line = answer_line(line, {"value"}, echo, got.failed);
  return got;
}

} // namespace

TEST_CASE("a request is answered with its id as it was written") {
  for (const std::string id : {"1", "1.50", R"("a\u00e9")", "null", "[1,{\"x\":[]}]", R"({"a":"}"})", "true",
                               "123456789012345678901234567890"}) {
    const asked got = ask(R"({"value":"x","id":)" + id + "}");
    CHECK(got.line == "{\"id\":" + id + ",\"value\":\"x\"}\n");
    CHECK_FALSE(got.failed);
  }
}

TEST_CASE("the id stands where it may, and an id inside other members is not it") {
  CHECK(ask(R"({ "id" : 7 , "value":"x"})").line == "{\"id\":7,\"value\":\"x\"}\n");
  CHECK(ask(R"({"value":"\"id\":9"})").line == "{\"id\":null,\"value\":\"\\\"id\\\":9\"}\n");
}

TEST_CASE("a line that is no valid request is answered by an error with its id") {
  struct broken_line {
    const char* line;
    const char* answer;
  };
  const broken_line cases[] = {
      {"", R"({"id":null,"error":)"},
      {"[]", R"({"id":null,"error":"a request is a JSON object"})"},
      {R"({"id":3,"valu":"x"})", R"({"id":3,"error":"unknown key \"valu\"; did you mean \"value\"?"})"},
      {R"({"id":3,"zzz":"x"})", R"({"id":3,"error":"unknown key \"zzz\""})"},
      {R"({"id":4})", R"({"id":4,"error":"\"value\" is missing"})"},
      {R"({"id":5,"value":"x")", R"({"id":5,"error":"not valid JSON)"},
      {R"({"id":5,"value":1})", R"({"id":5,"error":)"},
      {R"({"id":6,"id":6,"value":"x"})", R"({"id":6,"error":"the key \"id\" comes twice)"},
      {R"({"id":tru,"value":"x"})", R"({"id":null,"error":"not valid JSON)"},
  };
  for (const broken_line& wanted : cases) {
    const asked got = ask(wanted.line);
    CHECK(got.line.substr(0, std::string(wanted.answer).size()) == wanted.answer);
    CHECK(got.failed);
    CHECK(nlohmann::json::accept(got.line));
  }
}
