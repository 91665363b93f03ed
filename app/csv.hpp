#pragma once
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::app {

/// Reads CSV (RFC 4180; quoted fields may hold line breaks) row by row with flat memory. Lines may end with
/// LF or CRLF, a byte order mark is skipped. Not thread-safe.
class csv_reader {
public:
  /// Reads from an open file that the caller closes.
  explicit csv_reader(std::FILE* file) : file_(file), buffer_(buffer_size, '\0') {}

  /// The next row; its fields are overwritten by the call after. False at the end.
  bool next(std::vector<std::string>& fields);

private:
  static constexpr std::size_t buffer_size = 1U << 18U;
  static constexpr int end_of_file = -1;

  /// Whether there is something left to read, which then stands in the buffer.
  bool fill();
  /// Appends what comes before an end and gives the end, which is left behind.
  template <class Is_end>
  int read_until(Is_end is_end, std::string& field);
  void read_quoted(std::string& field);
  /// Reads the rest of a field and gives the character that ended it.
  int read_field(std::string& field);
  void skip_byte_order_mark();

  std::FILE* file_;
  std::string buffer_;
  std::size_t position_ = 0;
  std::size_t filled_ = 0;
  bool started_ = false;
};

/// Appends a field, quoted where it must be.
void append_csv(std::string& out, std::string_view field);

} // namespace leadstream::app
