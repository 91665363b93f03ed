#pragma once
#include "net/api/import_upload.hpp"

#include <cstdio>
#include <string>
#include <vector>

namespace leadstream::app {

using leadstream::api::import_report;
using leadstream::api::import_request;

/// What the command line says of an import.
struct import_settings {
  std::string file;
  std::string format; ///< empty: by the file's name
  std::vector<std::string> columns;
  std::string source = "import";
  std::string region;
  double least_confidence = 0;
  std::string errors;
  std::string server;
  bool dry_run = false;
  bool quiet = false;
  bool json = false;
};

/// How the file is to be read; an error when the mapping names no column that is known.
result<import_request> request_of(const import_settings& options);

/// The file of an import, read in pieces; standard input for "-".
class import_file {
public:
  explicit import_file(const std::string& path);
  ~import_file();
  import_file(const import_file&) = delete;
  import_file& operator=(const import_file&) = delete;

  bool is_open() const { return file_ != nullptr; }
  /// Fills the room with what comes next; how many bytes, 0 at the end or when reading failed.
  std::size_t read(char* room, std::size_t size) { return std::fread(room, 1, size, file_); }
  bool failed() const { return std::ferror(file_) != 0; }

private:
  std::FILE* file_;
  bool own_;
};

} // namespace leadstream::app
