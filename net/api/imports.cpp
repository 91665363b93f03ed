#include "net/api/imports.hpp"

#include "domain/clean/phone.hpp"
#include "domain/json/writer.hpp"
#include "domain/sources/import_columns.hpp"
#include "domain/text/ascii.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"
#include "net/api/text.hpp"
#include "net/auth/desk.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace leadstream::api {
namespace {

using json::writer;
using sources::import_format;

constexpr std::array<std::pair<std::string_view, import_format>, 7> media{
    {{"text/csv", import_format::csv},
     {"text/plain", import_format::csv},
     {"application/x-ndjson", import_format::json},
     {"application/jsonl", import_format::json},
     {"application/geo+json", import_format::json},
     {"application/geo+json-seq", import_format::json},
     {"application/json", import_format::json}}};

std::optional<import_format> format_of(const request& asked) {
  const std::string_view type = find_header(asked.headers, "Content-Type");
  const std::string_view plain = trimmed(type.substr(0, type.find(';')));
  const auto found = std::find_if(media.begin(), media.end(),
                                  [&](const auto& m) { return equals_ignoring_case(m.first, plain); });
  return found == media.end() ? std::nullopt : std::optional(found->second);
}

void read_columns(query_reader& query, import_request& wanted) {
  auto columns = sources::read_import_columns(query.texts("map"));
  if (columns) {
    wanted.form.columns = *std::move(columns);
  } else {
    query.fault("map", columns.problem().message);
  }
}

void read_region(query_reader& query, import_request& wanted) {
  wanted.region = query.text("region");
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool code = std::all_of(wanted.region.begin(), wanted.region.end(), is_letter);
  if (!wanted.region.empty() && !(code && is_phone_region(wanted.region))) {
    query.fault("region", "no country; send two letters of ISO 3166-1, as CH");
  }
}

void read_confidence(query_reader& query, import_request& wanted) {
  const std::string text = query.text("least_confidence");
  if (text.empty()) {
    return;
  }
  const auto [end, fault] =
      std::from_chars(text.data(), text.data() + text.size(), wanted.form.least_confidence);
  if (fault != std::errc{} || end != text.data() + text.size() || !(wanted.form.least_confidence >= 0) ||
      wanted.form.least_confidence > 1) {
    query.fault("least_confidence", "no number from 0 to 1");
  }
}

void append_columns(writer& w, const std::vector<sources::column_use>& columns) {
  w.key("columns").begin_array();
  for (const sources::column_use& one : columns) {
    w.begin_object().member_or_null("header", one.header).member_or_null("column", one.column).end_object();
  }
  w.end_array();
}

void append_preview(writer& w, const std::vector<sources::import_row>& rows) {
  w.key("preview").begin_array();
  for (const sources::import_row& row : rows) {
    const findings& raw = row.seen.raw;
    w.begin_object().member("line", row.number);
    for (const auto& [name, what] : {std::pair{"name", field::name},
                                     {"website", field::website},
                                     {"phone", field::phone},
                                     {"email", field::email},
                                     {"industry", field::industry}}) {
      w.member_or_null(name, raw.first(what));
    }
    w.member_or_null("city", raw.places.empty() ? "" : raw.places.front().city);
    w.member_or_null("problem", row.problem).end_object();
  }
  w.end_array();
}

} // namespace

void append_import(std::string& out, const import_report& told, bool dry_run) {
  writer w(out);
  w.begin_object().member("dry_run", dry_run).member("rows", told.rows).member("stored", told.stored);
  w.member("new_leads", told.new_leads).member("refused", told.refused);
  append_columns(w, told.columns);
  w.key("refusals").begin_array();
  for (const import_refusal& one : told.refusals) {
    w.begin_object().member("line", one.line).member_or_null("name", one.name);
    w.member("reason", one.reason).end_object();
  }
  w.end_array().member("refusals_left_out", told.refused - told.refusals.size());
  w.key("warnings").begin_array();
  for (const import_warning& one : told.warnings) {
    w.begin_object().member("line", one.line).member("field", one.field).member("value", one.value);
    w.member("reason", one.reason).end_object();
  }
  w.end_array().member("warnings_left_out", told.warned - told.warnings.size());
  append_preview(w, told.preview);
  w.end_object();
}

std::optional<response> open_import(const call_ptr& call) {
  query_reader query(call->asked.query);
  import_request wanted;
  wanted.form.at = call->around.clock();
  wanted.form.file = query.text("file");
  if (const std::string source = query.text("source"); !source.empty()) {
    wanted.form.source = source;
  }
  wanted.most_leads = call->around.desk == nullptr ? 0 : call->around.desk->options.limits.leads;
  wanted.dry_run = query.flag("dry_run").value_or(false);
  read_columns(query, wanted);
  read_region(query, wanted);
  read_confidence(query, wanted);
  if (const auto& faults = query.finish(); !faults.empty()) {
    return bad_request(faults);
  }
  const auto format = format_of(call->asked);
  if (!format) {
    return problem(415, "send CSV as text/csv, JSON lines as application/x-ndjson or GeoJSON as "
                        "application/geo+json");
  }
  wanted.form.format = *format;
  call->upload = std::make_shared<import_upload>(std::move(wanted), *call);
  return std::nullopt;
}

void finish_import(const call_ptr& call) {
  const auto upload = std::static_pointer_cast<import_upload>(call->upload);
  const bool dry_run = upload->is_dry_run();
  auto encode = [dry_run](const http_call&, const import_report& told) {
    response r;
    append_import(r.body, told, dry_run);
    return r;
  };
  upload->finish(answer<import_report>(call, encode));
}

} // namespace leadstream::api
