#include "config/documents.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace leadstream::config;

namespace {

std::string file(const char* path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The examples with every setting switched on.
std::string uncommented(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool line_begins = i == 0 || text[i - 1] == '\n';
    if (!(line_begins && text[i] == '#' && i + 1 < text.size() && text[i + 1] != ' ')) {
      out += text[i];
    }
  }
  return out;
}

} // namespace

TEST_CASE("docs/configuration.md is what the table says (leadstream config doc > docs/configuration.md)") {
  CHECK(file("docs/configuration.md") == configuration_page());
}

TEST_CASE(".env.example is what the table says (leadstream config env > .env.example)") {
  CHECK(file(".env.example") == example_dotenv());
}

TEST_CASE("the examples hold the defaults") {
  sources from;
  from.dotenv = text_file{".env", uncommented(example_dotenv())};
  from.toml = text_file{"leadstream.toml", uncommented(example_toml())};
  const auto loaded = load(from);
  REQUIRE(loaded);
  const auto standard = load({});
  for (const entry& each : loaded->entries) {
    CHECK(each.text == standard->of(each.row->name).text);
  }
  CHECK(loaded->of("server.port").origin.substr(0, 5) == ".env:");
}

TEST_CASE("names are unique and every row has help") {
  std::vector<std::string> names;
  for (const setting& row : table()) {
    CHECK_FALSE(row.help.empty());
    names.push_back(row.name);
  }
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

TEST_CASE("secrets are masked wherever settings are shown") {
  sources from;
  from.environment.push_back({"SUPABASE_SERVICE_ROLE_KEY", "geheim", "environment", {}});
  const auto loaded = load(from);
  REQUIRE(loaded);
  CHECK(loaded->values.supabase.service_role_key == "geheim");
  CHECK(effective_text(*loaded).find("geheim") == std::string::npos);
  CHECK(effective_json(*loaded).find("geheim") == std::string::npos);
  CHECK(nlohmann::json::parse(effective_json(*loaded))["server.port"]["value"] == "8080");
}
