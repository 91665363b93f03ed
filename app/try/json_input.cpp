#include "app/try/json_input.hpp"

#include "config/nearest.hpp"

#include <algorithm>

namespace leadstream::app {
namespace {

std::string as_text(const nlohmann::json& value) {
  if (value.is_string()) {
    return value.get<std::string>();
  }
  return value.is_null() || value.is_structured() ? std::string() : value.dump();
}

} // namespace

std::string text_at(const nlohmann::json& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const auto found = object.find(key);
    if (found != object.end() && !found->is_null()) {
      return as_text(*found);
    }
  }
  return {};
}

std::vector<std::string> texts_at(const nlohmann::json& object, const char* key) {
  std::vector<std::string> texts;
  const auto found = object.find(key);
  if (found == object.end()) {
    return texts;
  }
  const auto list = found->is_array() ? *found : nlohmann::json::array({*found});
  for (const auto& entry : list) {
    if (std::string text = as_text(entry); !text.empty()) {
      texts.push_back(std::move(text));
    }
  }
  return texts;
}

result<done> refuse_unknown(const nlohmann::json& object, const std::vector<std::string>& known,
                            const std::string& where) {
  if (!object.is_object()) {
    return error{error_code::invalid_argument, "\"" + where + "\" must be an object", where};
  }
  for (const auto& [key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      std::string message = "unknown key \"";
      message.append(key).append("\" in \"").append(where).append("\"");
      if (const std::string near = config::nearest(key, known); !near.empty()) {
        message.append("; did you mean \"").append(near).append("\"?");
      }
      return error{error_code::invalid_argument, message, key};
    }
  }
  return done{};
}

} // namespace leadstream::app
