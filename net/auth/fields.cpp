#include "net/auth/fields.hpp"

#include "domain/json/read.hpp"
#include "net/api/text.hpp"

namespace leadstream::auth {

fields::fields(const std::string& body) {
  auto read = json::read(body.empty() ? "{}" : body, {64u << 10, 8});
  if (!read) {
    faults_.push_back({"body", "not JSON: " + read.problem().message});
  } else if (!read->is_object()) {
    faults_.push_back({"body", "not a JSON object"});
  } else {
    object_ = std::move(*read);
  }
}

const nlohmann::json* fields::take(const char* name) {
  known_.insert(name);
  const auto found = object_.find(name);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

bool fields::has(const char* name) {
  return take(name) != nullptr;
}

std::string fields::text(const char* name, std::size_t longest, bool required) {
  const nlohmann::json* value = take(name);
  if (value == nullptr) {
    if (required) {
      fault(name, "missing");
    }
    return {};
  }
  if (!value->is_string()) {
    fault(name, "not a string");
    return {};
  }
  std::string text = value->get<std::string>();
  const std::size_t length = api::count_characters(text).value_or(0);
  if (length == 0 || length > longest || api::has_control_characters(text)) {
    fault(name, "not 1 to " + std::to_string(longest) + " characters of plain text");
    return {};
  }
  return text;
}

std::vector<std::string> fields::texts(const char* name) {
  const nlohmann::json* value = take(name);
  std::vector<std::string> all;
  if (value == nullptr) {
    return all;
  }
  constexpr std::size_t most = 64;
  bool plain = value->is_array() && value->size() <= most;
  for (std::size_t i = 0; plain && i < value->size(); ++i) {
    plain = (*value)[i].is_string();
    if (plain) {
      all.push_back((*value)[i].get<std::string>());
    }
  }
  if (!plain) {
    fault(name, "not a list of strings");
  }
  return all;
}

std::optional<std::int64_t> fields::number(const char* name, std::int64_t least, std::int64_t most) {
  const nlohmann::json* value = take(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  const bool fits = value->is_number_integer() && (!value->is_number_unsigned() || *value <= most) &&
                    value->get<std::int64_t>() >= least && value->get<std::int64_t>() <= most;
  if (!fits) {
    fault(name, "not a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
  }
  return value->get<std::int64_t>();
}

std::optional<bool> fields::flag(const char* name) {
  const nlohmann::json* value = take(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_boolean()) {
    fault(name, "not true or false");
    return std::nullopt;
  }
  return value->get<bool>();
}

const std::vector<api::field_error>& fields::finish() {
  for (const auto& [name, value] : object_.items()) {
    if (!known_.contains(name)) {
      faults_.push_back({name.substr(0, 100), "no field that is known here"});
    }
  }
  return faults_;
}

} // namespace leadstream::auth
