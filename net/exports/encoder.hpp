#pragma once
#include "net/exports/columns.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::exports {

enum class format : std::uint8_t { csv, jsonl, xlsx, vcard };

/// What a file contains.
struct file_options {
  format as = format::csv;
  std::vector<const column*> columns; ///< in their order; none for JSON Lines: the lead as the API shows it
  bool per_contact = false;           ///< a line for each contact; a lead without one has one line
  bool provenance = false;            ///< where each value came from, in three columns after its own
};

/// Makes a file of leads, piece by piece. One thread at a time.
class encoder {
public:
  virtual ~encoder() = default;
  /// Appends what goes before all leads.
  virtual void begin(std::string& out) = 0;
  virtual void append(std::string& out, const lead_row& row) = 0;
  /// Appends the end, or as much of it as is a good piece; false while there is more. Throws
  /// std::runtime_error when the file cannot be made (no room for temporary files).
  virtual bool finish(std::string& out) = 0;
};

std::unique_ptr<encoder> make_encoder(const file_options& options);

/// "csv", "jsonl", "xlsx", "vcard": as the routes name them.
std::optional<format> parse_format(std::string_view name);
/// The media type of a format, and the name under which browsers save it.
const char* media_type(format as);
const char* file_name(format as);

// Each lives in the file of its name.
std::unique_ptr<encoder> make_csv_encoder(const file_options& options);
std::unique_ptr<encoder> make_json_lines_encoder(const file_options& options);
std::unique_ptr<encoder> make_xlsx_encoder(const file_options& options);
std::unique_ptr<encoder> make_vcard_encoder(const file_options& options);

/// Calls `use(line)` for each line that a lead has in the file.
template <class Use>
void each_line(const file_options& options, const lead_row& row, Use use) {
  if (!options.per_contact || row.contacts.empty()) {
    use(line{row, nullptr});
    return;
  }
  for (const contact& person : row.contacts) {
    use(line{row, &person});
  }
}

} // namespace leadstream::exports
