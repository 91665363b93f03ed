#include "storage/sql/webhook_rows.hpp"

#include "domain/json/lead.hpp"
#include "storage/stored_json.hpp"

#include <string_view>

namespace leadstream::storage::sql {
namespace {

/// Calls `use(part)` for each part between separators.
template <class Use>
void each_part(std::string_view text, char separator, Use use) {
  while (!text.empty()) {
    const auto end = text.find(separator);
    use(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

/// Of a failed job the database copies the errors as it keeps them; they are told as everywhere else.
std::string with_shown_errors(std::string data) {
  constexpr std::string_view name = R"("errors":)";
  const auto begin = data.find(name);
  if (begin == std::string::npos) {
    return data;
  }
  const auto from = begin + name.size();
  std::vector<job_error> errors;
  decode(std::string_view(data).substr(from, data.size() - from - 1), errors);
  data.resize(from);
  json::append(data, errors);
  return data += '}';
}

} // namespace

std::string header_lines(const std::vector<header>& headers) {
  std::string all;
  for (const header& h : headers) {
    all += h.name + ": " + h.value + "\n";
  }
  return all;
}

delivery::endpoint read_endpoint(statement& row) {
  delivery::endpoint e;
  e.id = row.id();
  e.url = row.text();
  each_part(row.view(), ' ', [&](std::string_view name) { e.events.emplace_back(name); });
  e.description = row.text();
  each_part(row.view(), '\n', [&](std::string_view line) {
    const auto colon = line.find(": ");
    e.headers.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 2))});
  });
  e.secret = row.text();
  e.old_secret = row.text();
  e.old_secret_until = row.optional_time();
  e.enabled = row.flag();
  e.disabled_reason = row.text();
  e.failing_since = row.optional_time();
  e.created_at = row.time();
  return e;
}

delivery::delivery read_delivery(statement& row) {
  delivery::delivery d;
  d.id = row.id();
  d.endpoint_id = row.id();
  d.lane = row.id();
  d.type = row.text();
  d.data = d.type == "job.failed" ? with_shown_errors(row.text()) : row.text();
  d.at = row.time();
  d.state = delivery::parse_delivery_state(row.view()).value_or(delivery::delivery_state::dead);
  d.attempts = static_cast<std::uint32_t>(row.integer());
  d.attempted_at = row.optional_time();
  d.last_status = static_cast<int>(row.integer());
  d.last_error = row.text();
  return d;
}

} // namespace leadstream::storage::sql
