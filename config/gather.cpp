#include "config/loader.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace leadstream::config {
namespace {

result<std::optional<text_file>> read_file(const std::string& named, const char* usual) {
  const std::string name = named.empty() ? usual : named;
  std::error_code ignored;
  if (named.empty() && !std::filesystem::exists(name, ignored)) {
    return std::optional<text_file>();
  }
  auto content = read_text(name);
  if (!content) {
    return error{error_code::invalid_argument, "the settings file " + content.problem().message, {}};
  }
  return std::optional(text_file{name, *std::move(content)});
}

std::vector<variable> process_environment() {
  std::vector<variable> all;
  for (char** next = environ; next != nullptr && *next != nullptr; ++next) {
    const std::string_view line = *next;
    const std::size_t equals = std::min(line.find('='), line.size());
    const std::string name(line.substr(0, equals));
    all.push_back(
        {name, std::string(line.substr(std::min(equals + 1, line.size()))), "environment " + name, {}});
  }
  return all;
}

std::string location(const std::string& named, const char* name, const std::vector<variable>& environment) {
  for (const variable& given : environment) {
    if (named.empty() && given.name == name) {
      return given.value;
    }
  }
  return named;
}

} // namespace

result<std::string> read_text(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return error{error_code::unavailable, "\"" + path + "\" is a folder; name a file", {}};
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return error{error_code::unavailable, "\"" + path + "\" cannot be read", {}};
  }
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

result<sources> gather(const locations& where) {
  sources all;
  all.environment = process_environment();
  auto toml = read_file(location(where.file, "LEADSTREAM_CONFIG", all.environment), "leadstream.toml");
  auto dotenv = read_file(location(where.dotenv, "LEADSTREAM_ENV_FILE", all.environment), ".env");
  if (!toml || !dotenv) {
    return toml ? dotenv.problem() : toml.problem();
  }
  all.toml = std::move(*toml);
  all.dotenv = std::move(*dotenv);
  return all;
}

} // namespace leadstream::config
