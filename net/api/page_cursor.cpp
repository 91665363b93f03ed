#include "net/api/page_cursor.hpp"

#include <array>
#include <charconv>

namespace leadstream::api {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr char separator = '\n';

/// base64url without padding (RFC 4648, 5).
std::string encode(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) {
      out += alphabet[bits >> static_cast<unsigned>(count - 6) & 63U];
    }
  }
  if (count > 0) {
    out += alphabet[bits << static_cast<unsigned>(6 - count) & 63U];
  }
  return out;
}

/// What encode() was given; what it never writes gives something else, which the check finds.
std::string decode(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto value = alphabet.find(c);
    if (value == std::string_view::npos) {
      return {};
    }
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    if ((count += 6) >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> static_cast<unsigned>(count) & 255U);
    }
  }
  return out;
}

std::string millis(wall_time moment) {
  return std::to_string(moment.time_since_epoch().count());
}

template <class Number>
bool read_number(std::string_view text, Number& out) {
  const auto end = text.data() + text.size();
  return std::from_chars(text.data(), end, out).ptr == end && !text.empty();
}

bool read_time(std::string_view text, wall_time& out) {
  std::int64_t count = 0;
  const bool read = read_number(text, count);
  out = wall_time(std::chrono::milliseconds(count));
  return read;
}

/// The fields of a payload, the last one with all that is left.
template <std::size_t Count>
std::array<std::string_view, Count> take_fields(std::string_view payload) {
  std::array<std::string_view, Count> fields{};
  for (std::size_t i = 0; i < Count; ++i) {
    const auto end = i + 1 == Count ? payload.size() : std::min(payload.find(separator), payload.size());
    fields[i] = payload.substr(0, end);
    payload.remove_prefix(std::min(end + 1, payload.size()));
  }
  return fields;
}

void add(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}

void add(std::string& text, const std::vector<facet>& facets) {
  for (const facet& f : facets) {
    add(text, f.kind);
    add(text, f.value);
  }
  text += '/';
}

/// All that makes the list what it is, but not where its page begins and how long it is.
std::string list_of(const tenant_id& tenant, const lead_query& query) {
  std::string text = "leads";
  for (const std::string_view part :
       {std::string_view(tenant.value), std::string_view(query.industry), std::string_view(query.location),
        std::string_view(query.text), std::string_view(query.owner)}) {
    add(text, part);
  }
  add(text, query.having);
  add(text, query.lacking);
  add(text, to_string(query.job));
  add(text, query.created_since ? millis(*query.created_since) : std::string());
  for (const int number :
       {query.score_min, query.score_max, static_cast<int>(query.order), query.ascending ? 1 : 0}) {
    add(text, std::to_string(number));
  }
  return text;
}

std::string list_of(const tenant_id& tenant, const job_query& query) {
  std::string text = "jobs";
  add(text, tenant.value);
  add(text, query.status ? to_string(*query.status) : "");
  return text;
}

constexpr std::size_t check_length = 23;

std::string check_of(const std::string& list, std::string_view payload) {
  return to_string(hash_uuid(list + std::string(payload))).substr(0, check_length);
}

std::string sign(const std::string& list, const std::string& payload) {
  return encode(check_of(list, payload) + payload);
}

/// The payload of a cursor of that list.
std::optional<std::string> open(const std::string& list, std::string_view text) {
  const std::string whole = decode(text);
  if (whole.size() <= check_length || encode(whole) != text) {
    return std::nullopt;
  }
  std::string payload = whole.substr(check_length);
  return check_of(list, payload) == whole.substr(0, check_length) ? std::optional(std::move(payload))
                                                                  : std::nullopt;
}

} // namespace

std::string lead_cursor_text(const tenant_id& tenant, const lead_query& query, const lead_row& last) {
  std::string payload = to_string(last.id);
  for (const std::string& field :
       {std::to_string(last.lead_score), millis(last.created_at), millis(last.updated_at),
        query.order == lead_order::name ? last.company_name : std::string()}) {
    payload += separator + field;
  }
  return sign(list_of(tenant, query), payload);
}

std::optional<lead_position> read_lead_cursor(const tenant_id& tenant, const lead_query& query,
                                              std::string_view text) {
  const auto payload = open(list_of(tenant, query), text);
  if (!payload) {
    return std::nullopt;
  }
  const auto [id, score, created, updated, name] = take_fields<5>(*payload);
  const auto parsed = parse_uuid(id);
  lead_position where;
  if (!parsed || !read_number(score, where.score) || !read_time(created, where.created_at) ||
      !read_time(updated, where.updated_at)) {
    return std::nullopt;
  }
  where.id = *parsed;
  where.name = name;
  return where;
}

std::string job_cursor_text(const tenant_id& tenant, const job_query& query, const job& last) {
  return sign(list_of(tenant, query), to_string(last.id) + separator + millis(last.created_at));
}

std::optional<job_position> read_job_cursor(const tenant_id& tenant, const job_query& query,
                                            std::string_view text) {
  const auto payload = open(list_of(tenant, query), text);
  if (!payload) {
    return std::nullopt;
  }
  const auto [id, created] = take_fields<2>(*payload);
  const auto parsed = parse_uuid(id);
  job_position where;
  if (!parsed || !read_time(created, where.created_at)) {
    return std::nullopt;
  }
  where.id = *parsed;
  return where;
}

} // namespace leadstream::api
