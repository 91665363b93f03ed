#include "net/deliver/crm_mapping.hpp"

#include "domain/text/trim.hpp"

namespace leadstream::deliver {

result<std::vector<mapped_field>> read_mapping(const std::vector<std::string>& lines) {
  std::vector<mapped_field> fields;
  for (const std::string& line : lines) {
    const auto equals = line.find('=');
    const std::string name(
        equals == std::string::npos ? "" : trim(std::string_view(line).substr(equals + 1), " "));
    const exports::column* column = exports::find_column(name);
    if (column == nullptr) {
      return error{error_code::invalid_argument,
                   "\"" + line + "\" is no mapping; write property = column, with a column that exports have",
                   {}};
    }
    fields.push_back({std::string(trim(std::string_view(line).substr(0, equals), " ")), column});
  }
  return fields;
}

delivery::crm_record map_lead(const lead_row& row, const std::vector<mapped_field>& fields,
                              const contact* person) {
  delivery::crm_record record;
  record.lead_id = person == nullptr ? row.id : person->id;
  record.company_id = person == nullptr ? uuid{} : row.id;
  for (const mapped_field& field : fields) {
    std::string value;
    field.from->append(value, {row, person});
    if (!value.empty()) {
      if (field.from->kind == exports::column::content::number) {
        record.numbers.insert(field.property);
      }
      record.properties[field.property] = std::move(value);
    }
  }
  return record;
}

} // namespace leadstream::deliver
