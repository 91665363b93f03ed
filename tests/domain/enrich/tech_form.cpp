#include "domain/enrich/tech_detector.hpp"

#include "domain/extract/page/arena.hpp"
#include "domain/extract/page/parse.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <iterator>
#include <set>

using namespace leadstream;
using namespace leadstream::enrich;
using nlohmann::json;

namespace {

const std::string folder = "tests/data/fingerprints/";

std::string text_of(const std::string& name) {
  std::ifstream file(folder + name);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

fingerprints made_up() {
  fingerprints known;
  REQUIRE(read_categories(text_of("categories.json"), known));
  REQUIRE(read_technologies(text_of("technologies/a.json"), known));
  REQUIRE(read_technologies(text_of("technologies/f.json"), known));
  return known;
}

using shown = std::set<std::tuple<std::string, std::string, int>>;

shown detect(const tech_detector& by, const json& given) {
  static const std::function<monotonic_time()> now = std::chrono::steady_clock::now;
  const std::string html = given.value("html", "");
  const std::string url = given.value("url", "https://site.test/");
  const auto tree = extraction::parse(
      html, std::make_shared<extraction::arena>(64U << 20U, now() + std::chrono::minutes(1), now));
  tech_page page;
  page.url = url;
  page.html = html;
  page.parsed = &tree;
  const json headers = given.value("headers", json::object());
  for (const auto& [name, value] : headers.items()) {
    page.headers.push_back({name, value});
  }
  const json cookies = given.value("cookies", json::object());
  for (const auto& [name, value] : cookies.items()) {
    page.cookies.emplace_back(name, value);
  }
  shown all;
  for (const found_technology& one : by.detect(page)) {
    all.emplace(one.name, one.version, one.confidence);
  }
  return all;
}

} // namespace

TEST_CASE("ten made-up technologies that use every field and tag of the form behave as it says") {
  const tech_detector by(made_up());
  for (const json& each : json::parse(text_of("cases.json"))) {
    shown wanted;
    for (const json& one : each["is"]) {
      wanted.emplace(one[0], one[1], one[2]);
    }
    CAPTURE(each["why"].get<std::string>());
    CHECK(detect(by, each) == wanted);
  }
}

TEST_CASE("what the form asks for and nobody can see, or no engine can run, is named") {
  const fingerprints known = made_up();
  CHECK(known.technologies.size() == 10);
  const std::set<std::string> unseen(known.unseen.begin(), known.unseen.end());
  CHECK(unseen == std::set<std::string>{"Dogwood Edge: certIssuer", "Dogwood Edge: robots", "Ginkgo: js",
                                        "Ginkgo: xhr", "Hazel: dom properties of main[data-hazel]"});
  REQUIRE(known.skipped.size() == 2);
  CHECK(known.skipped[0].starts_with("Elm Shop: scriptSrc: \"(?!never)"));
  CHECK(known.skipped[1].starts_with("Juniper: scripts: \"([unclosed\""));
}
