#pragma once
#include "app/client/terminal.hpp"
#include "domain/service.hpp"
#include "domain/sources/import_reader.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace leadstream::app {

/// What the command line says of an import.
struct import_settings {
  std::string file;
  std::string format; ///< empty: by the file's name
  std::vector<std::string> columns;
  std::string source = "import";
  std::string region;
  std::string errors;
  bool dry_run = false;
  bool quiet = false;
};

/// The form of the file; an error when the mapping names no column that is known.
result<sources::import_options> form_of(const import_settings& options);

/// Sends rows to the service in batches, a few at once, and counts what becomes of them. One thread; the
/// service's completions come from its own.
class import_job {
public:
  import_job(service& inside, const import_settings& options);
  ~import_job();
  import_job(const import_job&) = delete;
  import_job& operator=(const import_job&) = delete;

  /// Waits while enough is under way.
  void add(sources::import_row row);
  bool failed() const;
  /// Sends the rest, waits for all and prints the figures; gives the exit status. `problem`: why reading
  /// ended early.
  int finish(const std::optional<error>& problem);

private:
  void send();
  void wait_for(std::size_t at_most);
  void answered(std::size_t rows, const result<import_outcome>& outcome);
  void refuse(std::uint64_t line, const std::string& what, const std::string& reason);
  void show(bool last);

  service& inside_;
  const import_settings& options_;
  std::FILE* errors_ = nullptr;
  progress_line progress_;
  std::vector<observation> batch_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t under_way_ = 0;
  std::uint64_t read_ = 0;
  std::uint64_t stored_ = 0;
  std::uint64_t new_leads_ = 0;
  std::uint64_t refused_ = 0;
  std::optional<error> failure_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point shown_{};
};

} // namespace leadstream::app
