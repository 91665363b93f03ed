#include "net/api/json_body.hpp"

#include "domain/json/read.hpp"
#include "net/api/text.hpp"

#include <algorithm>
#include <cmath>

namespace leadstream::api {
namespace {

using nlohmann::json;

bool is_plain(std::string_view text, bool lines) {
  return std::all_of(text.begin(), text.end(), [&](unsigned char c) {
    return (c >= 0x20 && c != 0x7F) || (lines && (c == '\n' || c == '\t' || c == '\r'));
  });
}

std::string range(std::size_t least, std::size_t longest) {
  return std::to_string(least) + " to " + std::to_string(longest) + " characters";
}

} // namespace

std::optional<std::int64_t> whole_number(const json& value) {
  constexpr double most = 1e15; // beyond, doubles leave numbers out
  if (value.is_number_float()) {
    const auto number = value.get<double>();
    return std::abs(number) <= most && std::trunc(number) == number
               ? std::optional(static_cast<std::int64_t>(number))
               : std::nullopt;
  }
  const bool too_large =
      value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
  return value.is_number_integer() && !too_large ? std::optional(value.get<std::int64_t>()) : std::nullopt;
}

json_body::json_body(std::string_view text, std::string_view example) {
  auto parsed = leadstream::json::read(text);
  if (!parsed) {
    const error& problem = parsed.problem();
    faults_.push_back({problem.field.empty() ? "body" : problem.field, problem.message});
  } else if (!parsed->is_object()) {
    faults_.push_back({"body", "not a JSON object; send " + std::string(example)});
  } else {
    body_ = *std::move(parsed);
  }
}

const json* json_body::member(std::string_view name) {
  if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
    known_.emplace_back(name);
  }
  const auto found = body_.is_object() ? body_.find(std::string(name)) : body_.end();
  return found == body_.end() || found->is_null() ? nullptr : &*found;
}

bool json_body::clears(std::string_view name) {
  return member(name) == nullptr && body_.is_object() && body_.contains(std::string(name));
}

bool json_body::has(std::string_view name) {
  return member(name) != nullptr;
}

std::optional<std::string> json_body::plain(std::string_view name, const json& value, std::size_t least,
                                            std::size_t longest, bool lines) {
  if (!value.is_string()) {
    fault(name, "not a string");
    return std::nullopt;
  }
  std::string text(trimmed(value.get_ref<const std::string&>()));
  const std::size_t length = count_characters(text).value_or(0);
  if (length < least || length > longest) {
    fault(name, std::to_string(length) + " characters long; it has " + range(least, longest));
  } else if (!is_plain(text, lines)) {
    fault(name, "contains control characters; send plain text");
  } else {
    return text;
  }
  return std::nullopt;
}

std::optional<std::string> json_body::text(std::string_view name, std::size_t least, std::size_t longest,
                                           bool lines) {
  const json* value = member(name);
  return value == nullptr ? std::nullopt : plain(name, *value, least, longest, lines);
}

std::optional<bool> json_body::flag(std::string_view name) {
  const json* value = member(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_boolean()) {
    fault(name, "neither true nor false");
    return std::nullopt;
  }
  return value->get<bool>();
}

std::optional<std::int64_t> json_body::number(std::string_view name, std::int64_t low, std::int64_t high) {
  const json* value = member(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  const auto number = whole_number(*value);
  if (!number || *number < low || *number > high) {
    fault(name, "not a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return std::nullopt;
  }
  return number;
}

std::optional<double> json_body::real(std::string_view name, double low, double high) {
  const json* value = member(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_number() || value->get<double>() < low || value->get<double>() > high) {
    fault(name, "not a number in its range");
    return std::nullopt;
  }
  return value->get<double>();
}

std::optional<std::vector<std::string>> json_body::texts(std::string_view name, std::size_t most,
                                                         std::size_t longest) {
  const json* value = member(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_array() || value->size() > most) {
    fault(name, "not a list of at most " + std::to_string(most) + " strings");
    return std::nullopt;
  }
  std::vector<std::string> all;
  for (const json& one : *value) {
    const auto text = plain(name, one, 1, longest, false);
    if (!text) {
      return std::nullopt;
    }
    all.push_back(*text);
  }
  return all;
}

void json_body::missing(std::string_view name, std::string_view what) {
  if (!faulty(name) && body_.is_object()) {
    fault(name, "missing; send " + std::string(what));
  }
}

bool json_body::faulty(std::string_view name) const {
  return std::any_of(faults_.begin(), faults_.end(), [&](const field_error& f) { return f.field == name; });
}

void json_body::fault(std::string_view name, std::string detail) {
  faults_.push_back({std::string(name), std::move(detail)});
}

const std::vector<field_error>& json_body::finish() {
  std::string names = known_.empty() ? "none" : "";
  for (const std::string& name : known_) {
    names += (names.empty() ? "" : ", ") + name;
  }
  for (const auto& [name, value] : body_.items()) {
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
      fault(name, "not a member that this resource knows; it knows " + names);
    }
  }
  return faults_;
}

} // namespace leadstream::api
