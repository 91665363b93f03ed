#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/result.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Companies out of files: CSV, and JSON lines or GeoJSON of Overture Maps, All the Places and the like.
namespace leadstream::sources {

enum class import_format : std::uint8_t { csv, json };

struct import_options {
  import_format format = import_format::csv;
  std::string source = "import"; ///< of what no form of its own says its source
  std::string file;              ///< names the file in observations; may be empty
  wall_time at{};                ///< when it was read
  const char* method = "import"; ///< how its values were found
  double least_confidence = 0;   ///< places of Overture that are trusted less are refused
  /// Which column or member holds what: "name" -> "Firma". Others are found by their usual names.
  std::map<std::string, std::string> columns;
};

/// One record of a file: a raw observation, or what is wrong with it. What of it cannot be used stands in the
/// observation's `rejected`.
struct import_row {
  std::uint64_t number = 0; ///< the line that it starts on, from 1
  observation seen;
  std::string problem; ///< empty when it is good
};

/// What a column of a file was taken for.
struct column_use {
  std::string header; ///< empty in a list of domains, which has none
  std::string column; ///< empty: it is not used
};

/// Reads a file piece by piece; memory does not grow with the file. One thread.
class import_reader {
public:
  using sink = std::function<void(import_row)>;
  virtual ~import_reader() = default;

  /// Reads more; calls `to` for each record that is complete. An error when the file is none of its form.
  virtual std::optional<error> feed(std::string_view bytes, const sink& to) = 0;
  /// The file is at its end.
  virtual std::optional<error> finish(const sink& to) = 0;
  /// What each column was taken for; empty for JSON and before the header.
  virtual const std::vector<column_use>& mapping() const {
    static const std::vector<column_use> none;
    return none;
  }
};
/// The reader of a format, of UTF-8, UTF-16 with its mark, or windows-1252.
std::unique_ptr<import_reader> make_import_reader(const import_options& options);

/// Longer and deeper records are refused.
inline constexpr std::size_t longest_import_record = 1U << 20U;
inline constexpr std::size_t deepest_import_record = 24;

/// The observation of one JSON record: a feature of Overture Maps Places or All the Places, or an object with
/// members like an import's columns. An error text in `problem` when it names no company.
import_row read_import_record(std::string_view json, const import_options& options);

} // namespace leadstream::sources
