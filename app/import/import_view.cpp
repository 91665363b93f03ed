#include "app/import/import_view.hpp"

#include "app/client/terminal.hpp"
#include "app/client/views.hpp"
#include "app/context.hpp"
#include "net/exports/csv.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace leadstream::app {
namespace {

using nlohmann::json;

constexpr std::size_t printed_entries = 10;

void append_entry(std::string& text, const json& entry) {
  text += std::to_string(number_at(entry, "line"));
  for (const char* name : {"name", "reason", "field", "value"}) {
    exports::append_cell(text += ',', text_at(entry, name));
  }
  text += '\n';
}

/// Refused rows, and values that were left out of others.
result<done> write_errors(const json& told, const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    return error{error_code::invalid_argument, "cannot write \"" + path + "\": " + std::strerror(errno), {}};
  }
  std::string text = "line,name,reason,field,value\n";
  for (const char* kind : {"refusals", "warnings"}) {
    for (const json& one : told.at(kind)) {
      append_entry(text, one);
    }
  }
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && written ? result<done>(done{})
                                           : error{error_code::internal, "cannot write \"" + path + "\"", {}};
}

/// One line for each: `line 3: phone "12": The number is too short.`
void show_entries(const json& entries) {
  for (std::size_t i = 0; i < std::min(entries.size(), printed_entries); ++i) {
    const std::string field = text_at(entries[i], "field");
    const std::string what = text_at(entries[i], field.empty() ? "name" : "value");
    std::fprintf(stderr, "line %llu: %s%s%s\n",
                 static_cast<unsigned long long>(number_at(entries[i], "line")),
                 field.empty() ? "" : (printable(field) + " left out: ").c_str(),
                 what.empty() ? "" : ("\"" + printable(what) + "\": ").c_str(),
                 printable(text_at(entries[i], "reason")).c_str());
  }
  if (entries.size() > printed_entries) {
    std::fprintf(stderr, "and more; --errors FILE keeps all of them\n");
  }
}

void show_preview(const json& told) {
  for (const json& one : told.at("columns")) {
    const std::string header = text_at(one, "header");
    const std::string column = text_at(one, "column");
    std::printf("%s\n",
                header.empty()
                    ? "a list of domains"
                    : (printable(header) + (column.empty() ? " (not used)" : " -> " + column)).c_str());
  }
  table rows({"LINE", "NAME", "WEBSITE", "PHONE", "EMAIL", "CITY", "PROBLEM"});
  for (const json& row : told.at("preview")) {
    std::vector<std::string> cells{std::to_string(number_at(row, "line"))};
    for (const char* name : {"name", "website", "phone", "email", "city", "problem"}) {
      cells.push_back(printable(text_at(row, name)));
    }
    rows.add(std::move(cells));
  }
  std::printf("%s", rows.text().c_str());
  std::fprintf(stderr, "nothing was stored: leave out --dry-run to import\n");
}

} // namespace

int show_import(const json& told, const import_settings& options) {
  if (!options.errors.empty()) {
    if (const auto written = write_errors(told, options.errors); !written) {
      return report(written.problem());
    }
  } else if (!options.json) {
    show_entries(told.at("refusals"));
    show_entries(told.at("warnings"));
  }
  if (options.json) {
    std::printf("%s\n", told.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
  } else if (options.dry_run) {
    show_preview(told);
  } else {
    json figures;
    for (const char* name : {"rows", "stored", "new_leads", "refused"}) {
      figures[name] = told.at(name);
    }
    figures["warnings"] = told.at("warnings").size() + told.value("warnings_left_out", std::size_t{0});
    std::printf("%s\n", figures.dump().c_str());
  }
  return number_at(told, "refused") > 0 ? exit_partial : exit_ok;
}

} // namespace leadstream::app
