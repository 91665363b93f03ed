#include "net/api/query.hpp"

#include "net/api/text.hpp"

#include <algorithm>

namespace leadstream::api {
namespace {

constexpr std::size_t longest_text = 200;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Undoes percent-encoding; nothing when it is broken or what it gives is no plain text.
std::optional<std::string> decode(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '+') {
      out += ' ';
    } else if (raw[i] != '%') {
      out += raw[i];
    } else {
      const int high = i + 2 < raw.size() ? hex_digit(raw[i + 1]) : -1;
      const int low = high >= 0 ? hex_digit(raw[i + 2]) : -1;
      if (low < 0) {
        return std::nullopt;
      }
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return count_characters(out) && !has_control_characters(out) ? std::optional(out) : std::nullopt;
}

std::string list_of(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    list += list.empty() ? name : ", " + name;
  }
  return list.empty() ? "none" : list;
}

} // namespace

query_reader::query_reader(std::string_view raw) {
  while (!raw.empty()) {
    const auto end = std::min(raw.find('&'), raw.size());
    add(raw.substr(0, end));
    raw.remove_prefix(std::min(end + 1, raw.size()));
  }
}

void query_reader::add(std::string_view pair) {
  if (pair.empty()) {
    return;
  }
  const auto equals = std::min(pair.find('='), pair.size());
  const auto name = decode(pair.substr(0, equals));
  const auto value = decode(pair.substr(std::min(equals + 1, pair.size())));
  if (!name) {
    return fault("query", "the name of a parameter is not percent-encoded UTF-8 without control characters");
  }
  if (!value) {
    parameters_.push_back({*name, {}, true});
    return fault(*name, "the value is not percent-encoded UTF-8 without control characters");
  }
  if (has(*name)) {
    return fault(*name, "the parameter comes twice; send it once");
  }
  parameters_.push_back({*name, *value, false});
}

const std::string* query_reader::take(std::string_view name) {
  known_.emplace_back(name);
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [&](const parameter& p) { return p.name == name; });
  if (found == parameters_.end() || found->known) {
    return nullptr;
  }
  found->known = true;
  return &found->value;
}

bool query_reader::has(std::string_view name) const {
  return std::any_of(parameters_.begin(), parameters_.end(),
                     [&](const parameter& p) { return p.name == name; });
}

std::string query_reader::raw(std::string_view name) {
  const std::string* value = take(name);
  return value == nullptr ? std::string() : *value;
}

std::string query_reader::text(std::string_view name) {
  const std::string* value = take(name);
  if (value == nullptr) {
    return {};
  }
  if (count_characters(*value).value_or(0) > longest_text) {
    fault(name, "the value is longer than 200 characters; shorten it");
  }
  return std::string(trimmed(*value));
}

std::int64_t query_reader::number(std::string_view name, std::int64_t fallback, std::int64_t low,
                                  std::int64_t high) {
  const std::string* value = take(name);
  if (value == nullptr) {
    return fallback;
  }
  const auto number = parse_number(*value);
  if (!number || *number < low || *number > high) {
    fault(name, "\"" + *value + "\" is not a whole number from " + std::to_string(low) + " to " +
                    std::to_string(high));
    return fallback;
  }
  return *number;
}

std::vector<uuid> query_reader::ids(std::string_view name) {
  std::vector<uuid> ids;
  const std::string* value = take(name);
  if (value == nullptr) {
    return ids;
  }
  for (const std::string_view part : split(*value, ',')) {
    const auto id = parse_uuid(part);
    if (!id) {
      fault(name, "\"" + std::string(part) + "\" is not the id of a lead; send UUIDs with commas between");
      return {};
    }
    ids.push_back(*id);
  }
  if (ids.empty()) {
    fault(name, "the list is empty; name at least one id or leave the parameter out");
  }
  return ids;
}

void query_reader::fault(std::string_view name, std::string detail) {
  faults_.push_back({std::string(name), std::move(detail)});
}

const std::vector<field_error>& query_reader::finish() {
  for (const parameter& p : parameters_) {
    if (!p.known) {
      fault(p.name, "\"" + p.name + "\" is not a parameter of this resource; it knows " + list_of(known_));
    }
  }
  return faults_;
}

void read_filters(query_reader& query, lead_query& filter) {
  filter.score_min = static_cast<int>(query.number("score_min", 0, 0, 100));
  filter.industry = query.text("industry");
  filter.location = query.text("location");
}

} // namespace leadstream::api
