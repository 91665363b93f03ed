#pragma once
#include "domain/sources/import_reader.hpp"

#include <utility>

namespace leadstream::sources {

/// The observation of a record given as texts by column.
import_row read_import_values(const std::map<std::string, std::string>& values,
                              const import_options& options);

/// RFC 4180 with a header, its lines ended by CRLF, LF or CR; separators ',', ';' and tabs are recognised, or
/// said by a first line "sep=;". A first line that is a domain or URL makes it a list of domains without a
/// header.
class csv_import : public import_reader {
public:
  explicit csv_import(import_options options) : options_(std::move(options)) {}

  std::optional<error> feed(std::string_view bytes, const sink& to) override;
  std::optional<error> finish(const sink& to) override;
  const std::vector<column_use>& mapping() const override { return mapping_; }

private:
  void skip_comments();
  std::string_view behind_line(std::string_view head);
  std::string_view behind_separator(std::string_view head);
  std::optional<error> take(char c, const sink& to);
  std::optional<error> refuse(const char* problem, const sink& to);
  void end_field();
  std::optional<error> end_row(const sink& to);
  std::optional<error> read_header();
  import_row read_row() const;

  import_options options_;
  std::vector<std::string> fields_;
  std::string field_;
  std::vector<std::string> meanings_; ///< what each column holds; empty: nothing that is known
  std::vector<column_use> mapping_;
  char separator_ = 0;   ///< not known yet
  bool domains_ = false; ///< it is a list of domains, its first line a row
  bool quoted_ = false;
  bool quote_seen_ = false;      ///< the last byte was a quote inside a quoted field
  bool was_return_ = false;      ///< the last byte was a CR
  std::string refusal_;          ///< why the row is none; empty: it may be one
  std::string behind_;           ///< of a row of several lines what follows the first
  std::string again_;            ///< bytes to read once more, the next one last
  std::uint64_t fed_ = 0;        ///< bytes so far
  std::uint64_t read_again_ = 0; ///< of them that had to be read once more, each time counted
  std::size_t row_bytes_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 1;
  std::string head_; ///< bytes before the separator is known
};

} // namespace leadstream::sources
