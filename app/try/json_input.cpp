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

error wrong_member(const std::string& where, const std::string& why) {
  return {error_code::invalid_argument, "\"" + where + "\" " + why, where};
}

object_reader::object_reader(const nlohmann::json& object, std::string where)
    : object_(object), where_(std::move(where)) {}

const nlohmann::json* object_reader::find(names keys) const {
  for (const char* key : keys) {
    const auto found = object_.find(key);
    if (found != object_.end() && !found->is_null()) {
      return &*found;
    }
  }
  return nullptr;
}

std::string object_reader::name_of(names keys) const {
  const auto* const found =
      std::find_if(keys.begin(), keys.end(), [&](const char* key) { return find({key}) != nullptr; });
  return found == keys.end() ? *keys.begin() : *found;
}

std::string object_reader::text(names keys) {
  const nlohmann::json* found = find(keys);
  if (found != nullptr && !found->is_string()) {
    refuse(name_of(keys), "must be text");
    return {};
  }
  return found == nullptr ? std::string() : found->get<std::string>();
}

std::string object_reader::text_or_number(names keys) {
  const nlohmann::json* found = find(keys);
  return found != nullptr && found->is_number() ? found->dump() : text(keys);
}

std::optional<bool> object_reader::flag(names keys) {
  const nlohmann::json* found = find(keys);
  if (found == nullptr) {
    return std::nullopt;
  }
  if (!found->is_boolean()) {
    refuse(name_of(keys), "must be true or false");
    return std::nullopt;
  }
  return found->get<bool>();
}

void object_reader::refuse(const std::string& key, const std::string& why) {
  if (!fault_) {
    fault_ = wrong_member(where_ + "." + key, why);
  }
}

result<done> object_reader::fault() const {
  return fault_ ? result<done>(*fault_) : done{};
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
