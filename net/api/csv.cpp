#include "net/api/csv.hpp"

#include "domain/model/score.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace leadstream::api {
namespace {

constexpr std::array<std::string_view, 4> wide_formula_starts{"＝", "＋", "－", "＠"};

bool starts_formula(std::string_view text) {
  if (text.empty()) {
    return false;
  }
  const char c = text.front();
  return c == '=' || c == '+' || c == '-' || c == '@' ||
         std::any_of(wide_formula_starts.begin(), wide_formula_starts.end(),
                     [&](std::string_view wide) { return text.starts_with(wide); });
}

/// Spreadsheets that split at another separator or strip quotes and blanks must not find a formula behind
/// them.
bool needs_guard(std::string_view text) {
  if (!text.empty() && static_cast<unsigned char>(text.front()) < 0x20) {
    return true;
  }
  const auto first = text.find_first_not_of(" \"';,");
  return first != std::string_view::npos && starts_formula(text.substr(first));
}

bool needs_quotes(std::string_view text) {
  return text.find_first_of("\",;\t\r\n") != std::string_view::npos;
}

template <class Number>
void append_number(std::string& out, Number number) {
  std::array<char, 32> digits{};
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

std::vector<csv_column> make_columns() {
  using text = std::string;
  using row = lead_row;
  return {
      {"name", "company_name", [](text& o, const row& r) { append_cell(o, r.company_name); }},
      {"email", "email", [](text& o, const row& r) { append_cell(o, r.email); }},
      {"phone", "phone", [](text& o, const row& r) { append_cell(o, r.phone); }},
      {"score", "lead_score", [](text& o, const row& r) { append_number(o, r.lead_score); }},
      {"category", "category", [](text& o, const row& r) { o += score_category(r.lead_score); }},
      {"industry", "industry", [](text& o, const row& r) { append_cell(o, r.industry); }},
      {"size", "size_category", [](text& o, const row& r) { o += r.size ? to_string(*r.size) : ""; }},
      {"website", "website", [](text& o, const row& r) { append_cell(o, r.website); }},
      {"description", "description", [](text& o, const row& r) { append_cell(o, r.description); }},
      {"street", "street", [](text& o, const row& r) { append_cell(o, r.location.street); }},
      {"postal_code", "postal_code", [](text& o, const row& r) { append_cell(o, r.location.postal_code); }},
      {"city", "city", [](text& o, const row& r) { append_cell(o, r.location.city); }},
      {"state", "state", [](text& o, const row& r) { append_cell(o, r.location.state); }},
      {"country", "country", [](text& o, const row& r) { append_cell(o, r.location.country); }},
      {"latitude", "latitude",
       [](text& o, const row& r) { r.location.has_point ? append_number(o, r.location.latitude) : void(); }},
      {"longitude", "longitude",
       [](text& o, const row& r) { r.location.has_point ? append_number(o, r.location.longitude) : void(); }},
      {"contacts", "contact_count", [](text& o, const row& r) { append_number(o, r.contact_count); }},
      {"id", "id", [](text& o, const row& r) { o += to_string(r.id); }},
      {"created_at", "created_at", [](text& o, const row& r) { o += to_rfc3339(r.created_at); }},
      {"updated_at", "updated_at", [](text& o, const row& r) { o += to_rfc3339(r.updated_at); }},
  };
}

} // namespace

const std::vector<csv_column>& csv_columns() {
  static const std::vector<csv_column> columns = make_columns();
  return columns;
}

const csv_column* find_column(std::string_view name) {
  const auto& columns = csv_columns();
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const csv_column& c) { return c.name == name || c.header == name; });
  return found == columns.end() ? nullptr : &*found;
}

void append_cell(std::string& out, std::string_view text) {
  const bool guard = needs_guard(text);
  if (!needs_quotes(text)) {
    out.append(guard ? "'" : "").append(text);
    return;
  }
  out += guard ? "\"'" : "\"";
  for (const char c : text) {
    out.append(c == '"' ? 2 : 1, c);
  }
  out += '"';
}

void append_header(std::string& out, const std::vector<const csv_column*>& columns) {
  for (const csv_column* column : columns) {
    out.append(column == columns.front() ? "" : ",").append(column->header);
  }
  out += "\r\n";
}

void append_row(std::string& out, const std::vector<const csv_column*>& columns, const lead_row& row) {
  bool first = true;
  for (const csv_column* column : columns) {
    out += first ? "" : ",";
    first = false;
    column->append(out, row);
  }
  out += "\r\n";
}

} // namespace leadstream::api
