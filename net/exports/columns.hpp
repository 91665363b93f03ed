#pragma once
#include "domain/queries.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Leads as files that leave the house: CSV, JSON Lines, XLSX and vCard.
namespace leadstream::exports {

/// What one line shows: a lead, and in files of contacts one of its contacts (null when it has none).
struct line {
  const lead_row& lead;
  const contact* person = nullptr;
};

/// A column of CSV and XLSX, a member of JSON Lines.
struct column {
  enum class content : std::uint8_t { foreign_text, own_text, number };
  /// What of a line it shows: of contacts only files of contacts can, intelligence must be asked for.
  enum class part : std::uint8_t { lead, intelligence, person };

  std::string_view name;        ///< as `fields` chooses it: "score"
  std::string_view header;      ///< as the first line shows it: "lead_score"
  std::optional<lead_field> of; ///< what it is made of; nothing for the id and other parts than the lead
  content kind = content::foreign_text;
  std::string_view origin; ///< the field of provenance that says where the value came from; may be empty
  part shows = part::lead;
  void (*append)(std::string& out, const line& of);
};

/// All columns in their documented order.
const std::vector<column>& columns();

/// What the lines of these columns need of a lead, with where the values came from or without.
lead_fields needed_by(const std::vector<const column*>& chosen);
/// Whether one of them shows that part.
bool any_shows(const std::vector<const column*>& chosen, column::part which);

/// The column of that name or header; null when there is none.
const column* find_column(std::string_view name);

/// Where the value `text` of a column came from: the entry of the lead's provenance, or null.
const provenance* origin_of(const column& of, const lead_row& row, std::string_view text);

} // namespace leadstream::exports
