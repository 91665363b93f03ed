#include "net/exports/encoder.hpp"

#include <array>

namespace leadstream::exports {
namespace {

struct format_facts {
  format as;
  std::string_view name;
  const char* media_type;
  const char* file_name;
  std::unique_ptr<encoder> (*make)(const file_options&);
};

constexpr std::array<format_facts, 4> facts{{
    {format::csv, "csv", "text/csv; charset=utf-8; header=present", "leads.csv", make_csv_encoder},
    {format::jsonl, "jsonl", "application/jsonl; charset=utf-8", "leads.jsonl", make_json_lines_encoder},
    {format::xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "leads.xlsx",
     make_xlsx_encoder},
    {format::vcard, "vcard", "text/vcard; charset=utf-8", "leads.vcf", make_vcard_encoder},
}};

const format_facts& about(format as) {
  return facts.at(static_cast<std::size_t>(as));
}

} // namespace

std::unique_ptr<encoder> make_encoder(const file_options& options) {
  return about(options.as).make(options);
}

std::optional<format> parse_format(std::string_view name) {
  for (const format_facts& f : facts) {
    if (f.name == name) {
      return f.as;
    }
  }
  return std::nullopt;
}

const char* media_type(format as) {
  return about(as).media_type;
}

const char* file_name(format as) {
  return about(as).file_name;
}

} // namespace leadstream::exports
