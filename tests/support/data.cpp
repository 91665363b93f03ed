#include "tests/support/data.hpp"

#include "domain/json/read.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace leadstream::data {

std::string text(const std::string& path) {
  const std::string whole = "../shared/data/" + path;
  std::ifstream file(whole, std::ios::binary);
  if (!file)
    WARN(whole << " is not here: skipped");
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

nlohmann::json json(const std::string& path) {
  const auto bytes = text(path);
  if (bytes.empty())
    return nlohmann::json::array();
  auto content = leadstream::json::read_lenient(bytes, {1u << 26, 64});
  REQUIRE(content.ok());
  return std::move(*content);
}

} // namespace leadstream::data
