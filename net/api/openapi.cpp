#include "net/api/openapi.hpp"

#include "net/api/assets.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace leadstream::api {
namespace {

using json = nlohmann::ordered_json;

json parse(std::string_view name) {
  return json::parse(find_asset(name)->bytes);
}

/// Adds the members of `part` to `whole`, objects within objects; other values of `part` replace.
void add(json& whole, const json& part) {
  for (const auto& [name, value] : part.items()) {
    if (value.is_object() && whole.contains(name)) {
      add(whole[name], value);
    } else {
      whole[name] = value;
    }
  }
}

/// What every operation may answer, written here once.
void add_common_answers(json& operation) {
  json& responses = operation["responses"];
  const auto refer = [&](const char* status, const char* name) {
    if (!responses.contains(status)) {
      responses[status]["$ref"] = std::string("#/components/responses/") + name;
    }
  };
  if (!operation.contains("security") || !operation["security"].empty()) {
    refer("401", "unauthorized");
    refer("403", "forbidden");
  }
  refer("400", "bad_request");
  refer("default", "failed");
}

std::string compose() {
  std::vector<std::string_view> parts;
  for (const asset& file : assets()) {
    if (file.name.ends_with(".json") && file.name != "base.json") {
      parts.push_back(file.name);
    }
  }
  std::sort(parts.begin(), parts.end());
  json whole = parse("base.json");
  for (const std::string_view part : parts) {
    add(whole, parse(part));
  }
  for (auto& [path, operations] : whole["paths"].items()) {
    for (auto& [method, operation] : operations.items()) {
      add_common_answers(operation);
    }
  }
  return whole.dump(2) + "\n";
}

} // namespace

const std::string& openapi_document() {
  static const std::string document = compose();
  return document;
}

} // namespace leadstream::api
