#include "storage/sql/dialect.hpp"

#include "domain/text/ascii.hpp"
#include "storage/failure.hpp"

#include <algorithm>
#include <mutex>
#include <unordered_set>

namespace leadstream::storage::sql {
namespace {

/// Reads a statement from its front and writes what the database takes.
class translation {
public:
  translation(dialect to, std::string_view sql) : to_(to), rest_(sql) {}

  std::string run() {
    while (!rest_.empty()) {
      switch (rest_.front()) {
      case '\'':
      case '"':
        quoted(rest_.front());
        break;
      case '?':
        placeholder();
        break;
      case '{':
        phrase();
        break;
      default:
        out_ += next();
      }
    }
    return std::move(out_);
  }

private:
  char next() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  void quoted(char mark) {
    const std::size_t end = rest_.find(mark, 1);
    const std::size_t size = end == std::string_view::npos ? rest_.size() : end + 1;
    out_ += rest_.substr(0, size);
    rest_.remove_prefix(size);
  }

  /// As SQLite counts them: `?` is one more than the highest so far.
  void placeholder() {
    next();
    int number = 0;
    while (!rest_.empty() && is_digit(rest_.front())) {
      number = number * 10 + (next() - '0');
    }
    number = number == 0 ? highest_ + 1 : number;
    highest_ = std::max(highest_, number);
    out_ += (to_ == dialect::postgres ? '$' : '?') + std::to_string(number);
  }

  void phrase() {
    const std::size_t end = rest_.find('}');
    if (end == std::string_view::npos) {
      throw failure(error_code::internal, "a brace of a statement is not closed");
    }
    const std::string_view inside = rest_.substr(1, end - 1);
    const std::size_t blank = inside.find(' ');
    const std::string_view argument =
        blank == std::string_view::npos ? std::string_view() : inside.substr(blank + 1);
    const std::string replaced = replacement(inside.substr(0, blank), argument);
    rest_.remove_prefix(end + 1);
    // What replaces it has placeholders of its own.
    translation inner(to_, replaced);
    inner.highest_ = highest_;
    out_ += inner.run();
    highest_ = inner.highest_;
  }

  std::string replacement(std::string_view name, std::string_view argument) const {
    const bool postgres = to_ == dialect::postgres;
    const std::string text(argument);
    if (name == "ids") {
      return postgres
                 ? "(SELECT DISTINCT unnest(CAST(" + text + " AS uuid[])) AS id)"
                 : "(WITH RECURSIVE place (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM place "
                   "WHERE (i + 1) * 16 < length(" +
                       text + ")) SELECT DISTINCT substr(" + text + ", i * 16 + 1, 16) AS id FROM place)";
    }
    if (name == "id") {
      return postgres ? "CAST(" + text + " AS uuid)" : text;
    }
    if (name == "contains") {
      return (postgres ? "strpos(" : "instr(") + text + ") > 0";
    }
    if (name == "unindexed") {
      return (postgres ? "" : "+") + text;
    }
    if (name == "lock" || name == "share" || name == "claim") {
      return !postgres         ? ""
             : name == "lock"  ? "FOR UPDATE"
             : name == "share" ? "FOR SHARE"
                               : "FOR UPDATE SKIP LOCKED";
    }
    if (name == "sqlite" || name == "postgres") {
      return (name == "postgres") == postgres ? text : "";
    }
    throw failure(error_code::internal, "a statement has unknown words in braces: " + std::string(name));
  }

  dialect to_;
  std::string_view rest_;
  std::string out_;
  int highest_ = 0;
};

} // namespace

std::string translate(dialect to, std::string_view sql) {
  return translation(to, sql).run();
}

const char* interned(const std::string& sql) {
  return interned(sql, SIZE_MAX);
}

const char* interned(const std::string& sql, std::size_t most) {
  static std::mutex guard;
  static std::unordered_set<std::string> kept;
  const std::lock_guard lock(guard);
  const auto found = kept.find(sql);
  if (found != kept.end()) {
    return found->c_str();
  }
  return kept.size() < most ? kept.insert(sql).first->c_str() : nullptr;
}

} // namespace leadstream::storage::sql
