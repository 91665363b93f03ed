#include "config/source_files.hpp"

#include "config/settings.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream;
using namespace leadstream::config;

namespace {

const auto nothing_beside = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };

const sources::description* find(const std::vector<source_file>& all, const std::string& name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.about.name == name; });
  return found == all.end() ? nullptr : &found->about;
}

} // namespace

TEST_CASE("the sources that come with the program are described well and their examples hold") {
  const auto all = load_sources("");
  REQUIRE(all);
  for (const source_file& one : *all) {
    for (std::size_t i = 0; one.recipe && i < one.recipe->examples.size(); ++i) {
      CHECK(sources::check_example(*one.recipe, one.recipe->examples[i]) == "");
    }
  }
  for (const char* name : {"google", "overpass", "website", "linkedin", "job_boards", "yellow_pages"}) {
    CHECK(find(*all, name) != nullptr);
  }
}

TEST_CASE("the files' limits are the settings' defaults") {
  const auto all = load_sources("");
  REQUIRE(all);
  const auto& s = defaults().sources;
  CHECK(find(*all, "google")->rate.requests_per_minute == s.google.gate.requests_per_minute);
  CHECK(find(*all, "linkedin")->rate.requests_per_minute == s.linkedin.gate.requests_per_minute);
  CHECK(find(*all, "overpass")->rate.requests_per_minute == s.overpass.gate.requests_per_minute);
  CHECK(find(*all, "website")->rate.requests_per_minute == s.websites.gate.requests_per_minute);
}

TEST_CASE("Google's terms keep the id, and coordinates for thirty days") {
  const auto all = load_sources("");
  REQUIRE(all);
  const auto& rule = find(*all, "google")->storage;
  CHECK(rule.of("name").what == sources::retention::kind::never);
  CHECK(rule.of("coordinates").time == std::chrono::hours(30 * 24));
}

TEST_CASE("faults of a description are named with the file") {
  const char* faults[][2] = {
      {"name = 'x'", "kind"},
      {"name = 'X Y'\nkind = 'recipe'\npriority = 'low'\ngives = []", "name"},
      {"name = ", "x.toml:1"},
      {"name = 'x'\nkind = 'overpass'\npriority = 'low'\ngives = []\ncolour = 'red'", "colour"},
      {"name = 'x'\nkind = 'overpass'\npriority = 'low'\ngives = []\n[storage]\nname = 'some'",
       "storage.name"},
      {"name = 'x'\nkind = 'recipe'\npriority = 'low'\ngives = []\n[search]\nurl = 'u'\n[results]\neach = "
       "'a['\n"
       "[fields]\nname = 'b'",
       "selector"},
      {"name = 'x'\nkind = 'recipe'\npriority = 'low'\ngives = []\n[search]\nurl = 'u'\n[results]\neach = "
       "'a'\n"
       "[fields]\nname = 'b'\nshoe_size = 'c'",
       "shoe_size"}};
  for (const auto& [text, word] : faults) {
    const auto read = read_source("x.toml", text, nothing_beside);
    REQUIRE_FALSE(read);
    CHECK(read.problem().message.find("x.toml") != std::string::npos);
    CHECK(read.problem().message.find(word) != std::string::npos);
  }
}
