#include "domain/sources/import_columns.hpp"

#include "domain/lexicons.hpp"
#include "domain/model/observation.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace leadstream::sources {
namespace {

std::string squeezed(std::string_view text) {
  std::string out = plain_words(text);
  std::erase(out, ' ');
  return out;
}

struct column_lexicon {
  std::vector<std::string> columns;
  std::unordered_map<std::string, std::string> by_spelling; ///< squeezed

  column_lexicon() {
    for (const std::string_view line : lexicon_lines("import_columns")) {
      const auto colon = line.find(':');
      const std::string& column = columns.emplace_back(line.substr(0, colon));
      for (const std::string_view spelling : extraction::split(line.substr(colon + 1), "|")) {
        by_spelling.try_emplace(squeezed(spelling), column);
      }
    }
  }
};

const column_lexicon& known() {
  static const column_lexicon all;
  return all;
}

} // namespace

const std::vector<std::string>& import_columns() {
  return known().columns;
}

std::string import_column_of(const std::string& header, const std::map<std::string, std::string>& chosen) {
  for (const auto& [column, name] : chosen) {
    if (name == header) {
      return column;
    }
  }
  const auto found = known().by_spelling.find(squeezed(header));
  return found == known().by_spelling.end() || chosen.contains(found->second) ? std::string{} : found->second;
}

std::vector<std::string> import_columns_of(const std::vector<std::string>& headers,
                                           const std::map<std::string, std::string>& chosen) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const std::string column = import_column_of(headers[i], chosen);
    const auto [kept, first] = places.try_emplace(column, i);
    if (!first && squeezed(headers[i]) == squeezed(column) &&
        squeezed(headers[kept->second]) != squeezed(column)) {
      kept->second = i;
    }
  }
  std::vector<std::string> meanings(headers.size());
  for (const auto& [column, place] : places) {
    meanings[place] = column;
  }
  return meanings;
}

std::string import_column_of_fact(const std::string& what) {
  return what == to_string(field::employee_count) ? "employees"
         : what == to_string(field::social)       ? "linkedin"
                                                  : what;
}

result<std::map<std::string, std::string>> read_import_columns(const std::vector<std::string>& pairs) {
  std::map<std::string, std::string> chosen;
  const auto& columns = import_columns();
  for (const std::string& pair : pairs) {
    const auto equals = pair.find('=');
    const std::string column = pair.substr(0, equals);
    if (equals == std::string::npos || std::find(columns.begin(), columns.end(), column) == columns.end()) {
      std::string all = "\"";
      all.append(pair).append("\" is no COLUMN=HEADER with one of these columns");
      for (const std::string& one : columns) {
        all.append(&one == columns.data() ? ": " : ", ").append(one);
      }
      return error{error_code::invalid_argument, std::move(all), "map"};
    }
    chosen[column] = pair.substr(equals + 1);
  }
  return chosen;
}

} // namespace leadstream::sources
