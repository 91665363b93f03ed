#pragma once
#include "domain/model/result.hpp"

#include <map>
#include <string>
#include <vector>

/// What the columns of an import are called, by config/lexicons/import_columns.txt. `chosen` says for a
/// column which header it has: "name" -> "Firma".
namespace leadstream::sources {

/// The columns that an import knows: "name", "website", "phone", "email", "street", "city", …
const std::vector<std::string>& import_columns();

/// The column that a header or member stands for, as chosen or by its usual names; empty: none.
std::string import_column_of(const std::string& header, const std::map<std::string, std::string>& chosen);

/// What each header of a table stands for. Of several for one column that of its own name counts, else the
/// first; the others stand for none.
std::vector<std::string> import_columns_of(const std::vector<std::string>& headers,
                                           const std::map<std::string, std::string>& chosen);

/// The column of a fact by its name: "employees" for "employee_count"; what has none keeps its name.
std::string import_column_of_fact(const std::string& what);

/// Reads pairs "name=Firma" into import_options::columns; the error lists the columns that there are.
result<std::map<std::string, std::string>> read_import_columns(const std::vector<std::string>& pairs);

} // namespace leadstream::sources
