#include "net/api/openapi.hpp"

#include "net/api/routes.hpp"
#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <sstream>

using namespace leadstream;
using nlohmann::json;

namespace {

const json& document() {
  static const json parsed = json::parse(api::openapi_document());
  return parsed;
}

std::string lower(std::string text) {
  for (char& c : text) {
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

void collect_references(const json& value, std::set<std::string>& found) {
  if (value.is_object() && value.contains("$ref")) {
    found.insert(value["$ref"].get<std::string>());
  }
  for (const auto& inner : value) {
    if (inner.is_structured()) {
      collect_references(inner, found);
    }
  }
}

} // namespace

TEST_CASE("the description names exactly the routes that there are") {
  std::set<std::string> described;
  for (const auto& [path, operations] : document()["paths"].items()) {
    for (const auto& [method, operation] : operations.items()) {
      described.insert(std::string(method).append(" ").append(path));
    }
  }
  const api::router router = api::make_router();
  std::set<std::string> served;
  for (const api::route& route : router.routes()) {
    served.insert(lower(route.method) + " " + route.pattern);
  }
  CHECK(described == served);
}

TEST_CASE("everything that the description refers to is in it, and nothing else") {
  std::set<std::string> wanted;
  collect_references(document(), wanted);
  for (const std::string& reference : wanted) {
    INFO(reference);
    CHECK(document().contains(json::json_pointer(reference.substr(1))));
  }
  for (const auto& [kind, parts] : document()["components"].items()) {
    for (const auto& [name, part] : parts.items()) {
      INFO(kind << " " << name);
      CHECK((kind == "securitySchemes" ||
             wanted.contains(std::string("#/components/").append(kind).append("/").append(name))));
    }
  }
}

TEST_CASE("docs/openapi.json is what the server serves (leadstream openapi > docs/openapi.json)") {
  std::ifstream file("docs/openapi.json");
  std::ostringstream text;
  text << file.rdbuf();
  CHECK(text.str() == api::openapi_document());
}

TEST_CASE("the description and its page are served with a policy that lets in nothing foreign") {
  test::served s;
  CHECK(s.get_json("/openapi.json") == document());
  const auto page = s.get("/docs");
  CHECK(page.status == 200);
  CHECK(page.header("Content-Type").starts_with("text/html"));
  const auto policy = page.header("Content-Security-Policy");
  CHECK(policy.starts_with("default-src 'none'"));
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(page.body.find("http://") == std::string::npos);
  CHECK(page.body.find("https://") == std::string::npos);
  CHECK(s.get("/docs/start.js").header("Content-Type").starts_with("text/javascript"));
  CHECK(s.get("/docs/base.json").status == 404);
  CHECK(s.get("/docs/nothing").status == 404);
}
