#include "domain/json/member.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::json {

const nlohmann::json& member(const nlohmann::json& from, const char* name) {
  static const nlohmann::json nothing;
  const auto found = from.is_object() ? from.find(name) : from.end();
  return found != from.end() ? *found : nothing;
}

std::string text_of(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : value.is_number() ? value.dump() : std::string{};
}

std::string text_at(const nlohmann::json& from, const char* name) {
  return text_of(member(from, name));
}

} // namespace leadstream::json
