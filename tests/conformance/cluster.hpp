#pragma once
#include <cstdio>
#include <string>

namespace leadstream::conformance {

/// A PostgreSQL server with pgbouncer before it (tests/support/postgres.py), started when it is asked for
/// first and ended with the process.
class cluster {
public:
  static cluster& instance();
  cluster(const cluster&) = delete;
  cluster& operator=(const cluster&) = delete;

  bool has_server() const { return !server_.empty(); }
  bool has_pooler() const { return !pooler_.empty(); }
  /// The URL of a new, empty database.
  std::string new_database(bool pooled);
  void drop_database(const std::string& url);
  /// A command of the script: restart, stop, start, psql SQL.
  void command(const std::string& line);

private:
  cluster();
  ~cluster();
  std::string read_line();

  int to_ = -1;
  std::FILE* from_ = nullptr;
  int child_ = -1;
  std::string server_;
  std::string pooler_;
  int count_ = 0;
};

} // namespace leadstream::conformance
