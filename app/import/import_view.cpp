#include "app/import/import_view.hpp"

#include "app/client/terminal.hpp"
#include "app/client/views.hpp"
#include "app/context.hpp"
#include "app/csv.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace leadstream::app {
namespace {

using nlohmann::json;

constexpr std::size_t printed_refusals = 10;

result<done> write_refusals(const json& refusals, const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    return error{error_code::invalid_argument, "cannot write \"" + path + "\": " + std::strerror(errno), {}};
  }
  std::string text = "line,name,reason\n";
  for (const json& one : refusals) {
    text += std::to_string(number_at(one, "line")) + ",";
    append_csv(text, text_at(one, "name"));
    text += ',';
    append_csv(text, text_at(one, "reason"));
    text += '\n';
  }
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && written ? result<done>(done{})
                                           : error{error_code::internal, "cannot write \"" + path + "\"", {}};
}

void show_refusals(const json& refusals) {
  for (std::size_t i = 0; i < std::min(refusals.size(), printed_refusals); ++i) {
    const std::string name = text_at(refusals[i], "name");
    std::fprintf(stderr, "line %llu: %s%s\n", static_cast<unsigned long long>(number_at(refusals[i], "line")),
                 name.empty() ? "" : ("\"" + printable(name) + "\": ").c_str(),
                 printable(text_at(refusals[i], "reason")).c_str());
  }
  if (refusals.size() > printed_refusals) {
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
  const json& refusals = told.at("refusals");
  if (!options.errors.empty()) {
    if (const auto written = write_refusals(refusals, options.errors); !written) {
      return report(written.problem());
    }
  } else if (!options.json) {
    show_refusals(refusals);
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
    std::printf("%s\n", figures.dump().c_str());
  }
  return number_at(told, "refused") > 0 ? exit_partial : exit_ok;
}

} // namespace leadstream::app
