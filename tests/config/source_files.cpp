#include "config/source_files.hpp"

#include "config/settings.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

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
    CAPTURE(text);
    const auto read = read_source("x.toml", text, nothing_beside);
    REQUIRE_FALSE(read);
    CHECK(read.problem().message.find("x.toml") != std::string::npos);
    CHECK(read.problem().message.find(word) != std::string::npos);
  }
}

namespace {

/// A recipe with one line of a table replaced.
result<source_file> recipe_with(const std::string& search, const std::string& results = "each = 'li'",
                                const std::string& fields = "name = 'b'") {
  return read_source("x.toml",
                     "name = 'x'\nkind = 'recipe'\npriority = 'low'\ngives = []\n[search]\n" + search +
                         "\n[results]\n" + results + "\n[fields]\n" + fields,
                     nothing_beside);
}

const std::string good_url = "url = '{base}/?q={industry}&in={location}&page={page}'\n";

} // namespace

TEST_CASE("a recipe that could not work is refused, and what is wrong with it is said") {
  CHECK(recipe_with(good_url + "base = 'https://directory.example'"));
  CHECK(recipe_with("url = '{base}/?from={offset}'\npage_size = 20"));
  CHECK(recipe_with("url = '{base}/all'"));
  CHECK(recipe_with("url = '{base}/all'\nmost_pages = 5", "each = 'li'\nnext = 'a.next@href'"));
  CHECK(recipe_with(good_url, "each = 'li'", "name = '@data-name'"));
  const struct {
    result<source_file> read;
    const char* word;
  } refused[] = {
      {recipe_with("url = '{base}/?page={pgae}'"), "{pgae}"},
      {recipe_with("url = '{base}/?page={page'"), "{page"},
      {recipe_with("url = '{base}/?from={offset}'"), "page_size"},
      {recipe_with("url = '{base}/all'\nmost_pages = 5"), "most_pages"},
      {recipe_with(good_url + "base = 'file:///etc'"), "search.base"},
      {recipe_with(good_url + "base = 'http://user:pw@directory.example'"), "search.base"},
      {recipe_with(good_url, "each = 'li'", "name = ''"), "fields.name"},
      {recipe_with(good_url, "each = 'li'", "name = 'h2@'"), "fields.name"},
      {recipe_with(good_url, "each = 'li'\nnext = 'a['"), "results.next"},
      {recipe_with(good_url, "each = '" + std::string(3000, 'a') + "'"), "results.each"},
  };
  for (const auto& [read, word] : refused) {
    CAPTURE(word);
    REQUIRE_FALSE(read);
    CHECK(read.problem().message.find(word) != std::string::npos);
  }
}

TEST_CASE("a recipe takes no name of a source that the program knows itself") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("leadstream-recipes-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "website.toml")
      << "name = 'website'\nkind = 'recipe'\npriority = 'low'\ngives = []\n[search]\n"
      << good_url << "[results]\neach = 'li'\n[fields]\nname = 'b'";
  const auto all = load_sources(folder.string());
  std::filesystem::remove_all(folder);
  REQUIRE_FALSE(all);
  CHECK(all.problem().message.find("\"website\"") != std::string::npos);
}
