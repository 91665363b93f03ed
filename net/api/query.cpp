#include "net/api/query.hpp"

#include "domain/text/fold_case.hpp"
#include "domain/text/plain_words.hpp"
#include "net/api/text.hpp"

#include <algorithm>
#include <array>

namespace leadstream::api {
namespace {

constexpr std::size_t longest_text = 200;
constexpr const char* size_names = "1-10, 11-50, 51-200, 201-1000 or 1000+";

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

std::vector<std::string> query_reader::texts(std::string_view name) {
  constexpr std::size_t most = 10;
  std::vector<std::string> texts;
  const std::string* value = take(name);
  if (value == nullptr) {
    return texts;
  }
  for (const std::string_view part : split(*value, ',')) {
    if (part.empty() || count_characters(part).value_or(0) > longest_text) {
      fault(name, "a value of the list is empty or longer than 200 characters");
      return {};
    }
    texts.emplace_back(part);
  }
  if (texts.empty() || texts.size() > most) {
    fault(name, "the list has no value, or more than 10; leave the parameter out for all");
  }
  return texts;
}

std::optional<bool> query_reader::flag(std::string_view name) {
  const std::string* value = take(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (*value != "true" && *value != "false") {
    fault(name, "neither true nor false");
  }
  return *value == "true";
}

std::optional<wall_time> query_reader::time(std::string_view name) {
  const std::string* value = take(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  const bool date = value->size() == 10;
  const auto moment = parse_rfc3339(date ? *value + "T00:00:00Z" : *value);
  if (!moment) {
    fault(name, "no time; send one as 2026-11-22T10:00:00Z, or a date as 2026-11-22");
  }
  return moment;
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

namespace {

void add_all(std::vector<facet>& to, const char* kind, const std::vector<std::string>& values) {
  for (const std::string& value : values) {
    to.push_back({kind, fold_case(value)});
  }
}

void read_presence(query_reader& query, lead_query& filter, std::string_view name, const char* what) {
  if (const auto wanted = query.flag(name)) {
    (*wanted ? filter.having : filter.lacking).push_back({facets::has, what});
  }
}

void read_status(query_reader& query, lead_query& filter) {
  const auto status =
      query.choice("status", parse_lead_status, "new, contacted, qualified, customer or rejected");
  if (status == lead_status::fresh) {
    filter.lacking.push_back({facets::status, {}});
  } else if (status) {
    filter.having.push_back({facets::status, to_string(*status)});
  }
}

/// The nil UUID is nobody's id.
std::optional<uuid> parse_id(std::string_view text) {
  const auto id = parse_uuid(text);
  return id && id->is_nil() ? std::nullopt : id;
}

/// A telephone number without what people put between its digits.
std::string as_stored(std::string text) {
  if (text.starts_with('+') && text.find_first_not_of("+0123456789 ()-./") == std::string::npos) {
    std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
  }
  return text;
}

} // namespace

void read_filters(query_reader& query, lead_query& filter) {
  filter.score_min = static_cast<int>(query.number("score_min", 0, 0, 100));
  filter.score_max = static_cast<int>(query.number("score_max", 100, 0, 100));
  filter.industry = query.text("industry");
  filter.location = query.text("location");
  filter.text = as_stored(query.text("q"));
  if (!filter.text.empty() && plain_words(filter.text).empty()) {
    query.fault("q", "no word in it; send words or beginnings of words");
  }
  if (const auto size = query.choice("company_size", parse_size_category, size_names)) {
    filter.having.push_back({facets::size, to_string(*size)});
  }
  for (const char* kind : {facets::technology, facets::signal, facets::source, facets::tag}) {
    add_all(filter.having, kind, query.texts(kind));
  }
  read_presence(query, filter, "has_email", "email");
  read_presence(query, filter, "has_phone", "phone");
  read_status(query, filter);
  filter.owner = query.text("owner");
  filter.job = query.choice("job_id", parse_id, "the id of a job").value_or(uuid{});
  filter.created_since = query.time("created_since");
  if (filter.score_max < filter.score_min) {
    query.fault("score_max", "less than score_min; no lead can have such a score");
  }
}

void read_order(query_reader& query, lead_query& list) {
  constexpr std::array<std::pair<std::string_view, lead_order>, 4> orders{
      {{"score", lead_order::score},
       {"created_at", lead_order::created},
       {"updated_at", lead_order::updated},
       {"name", lead_order::name}}};
  const auto parse = [&](std::string_view text) -> std::optional<std::pair<lead_order, bool>> {
    const bool descending = text.starts_with('-');
    text.remove_prefix(descending ? 1 : 0);
    const auto found =
        std::find_if(orders.begin(), orders.end(), [&](const auto& o) { return o.first == text; });
    return found == orders.end() ? std::nullopt : std::optional(std::pair(found->second, !descending));
  };
  if (const auto chosen = query.choice(
          "sort", parse, "score, created_at, updated_at or name, with - in front for downwards")) {
    list.order = chosen->first;
    list.ascending = chosen->second;
  }
}

} // namespace leadstream::api
