#pragma once
#include <filesystem>
#include <string>
#include <string_view>

struct gzFile_s;

namespace leadstream::storage::postgres {

/// Writes lines into a gzip file. Throws failure when the disk does not take them.
class packed_writer {
public:
  explicit packed_writer(const std::filesystem::path& file);
  packed_writer(const packed_writer&) = delete;
  packed_writer& operator=(const packed_writer&) = delete;
  ~packed_writer();

  void line(std::string_view text);
  /// After the last line.
  void close();

private:
  gzFile_s* file_;
};

/// Reads them back. Throws failure(malformed) when the file is damaged or ends early.
class packed_reader {
public:
  explicit packed_reader(const std::filesystem::path& file);
  packed_reader(const packed_reader&) = delete;
  packed_reader& operator=(const packed_reader&) = delete;
  ~packed_reader();

  /// The next line; false behind the last one.
  bool next(std::string& line);

private:
  bool fill();

  std::string name_;
  gzFile_s* file_;
  std::string ahead_;
  std::size_t at_ = 0;
};

} // namespace leadstream::storage::postgres
