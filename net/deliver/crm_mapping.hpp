#pragma once
#include "domain/delivery/crm.hpp"
#include "net/exports/columns.hpp"

namespace leadstream::deliver {

/// A property of a CRM and the column of exports that fills it.
struct mapped_field {
  std::string property;
  const exports::column* from = nullptr;
};

/// Reads "property = column"; the error names what is no column.
result<std::vector<mapped_field>> read_mapping(const std::vector<std::string>& lines);

/// A lead, or a contact of it when there is one, as those fields say it; empty values are left out, so that
/// nothing is wiped.
delivery::crm_record map_lead(const lead_row& row, const std::vector<mapped_field>& fields,
                              const contact* person = nullptr);

} // namespace leadstream::deliver
