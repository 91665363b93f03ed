#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace leadstream::storage::postgres {

/// What a statement answered, as text. Lives apart from its session.
class rows {
public:
  virtual ~rows() = default;
  virtual int size() const = 0;
  virtual bool is_null(int row, int column) const = 0;
  virtual std::string_view text(int row, int column) const = 0; ///< empty for null
  virtual std::int64_t changed() const = 0;
};

/// Where a database is and how it may be used.
struct address {
  std::string url;            ///< without the parameters that are ours
  bool pooled = false;        ///< through a pooler that gives each transaction another session
  std::string without_secret; ///< for people: no password
};

/// Reads postgres://… or postgresql://…; port 6543 and the parameter pgbouncer=true mean a pooler.
address read_address(std::string_view url);

/// One session of a PostgreSQL server. Throws storage::failure; after a lost connection lost() is true and
/// nothing else works. Throws repeatable for what another try may mend.
class session {
public:
  explicit session(const address& where);
  session(const session&) = delete;
  session& operator=(const session&) = delete;
  ~session();

  /// Runs one or more statements; gives what the last one answered.
  std::unique_ptr<rows> exec(const std::string& sql);
  /// A text as a literal, with its quotes; what no text of PostgreSQL may have (NUL, what is not UTF-8) is
  /// replaced by U+FFFD.
  std::string quote(std::string_view text) const;
  /// Whether a pooler stands between us and the server.
  bool behind_pooler();

private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

} // namespace leadstream::storage::postgres
