#include "storage/postgres/connection.hpp"

#include "storage/postgres/prepared.hpp"
#include "storage/postgres/problem.hpp"
#include "storage/postgres/values.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::storage::postgres {
namespace {

constexpr std::chrono::milliseconds first_pause{100};
constexpr std::chrono::milliseconds longest_pause{2'000};
constexpr const char* out_of_reach = "the database cannot be reached; try again later";

/// What the program relies on, for a session or for one transaction.
std::string settings(const manner& how, const char* scope) {
  const std::string set = std::string("SET ") + scope;
  return set + "statement_timeout = " + std::to_string(how.statement_timeout.count()) + ";" + set +
         "datestyle = 'ISO';" + set + "synchronous_commit = on;" + set + "leadstream.writer = 'on';";
}

} // namespace

connection::connection(address where, manner how, std::shared_ptr<sql::count_memory> counts)
    : where_(std::move(where)), how_(std::move(how)), counts_(std::move(counts)) {
  connect();
}

connection::~connection() {
  forget_prepared();
}

void connection::connect() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_try_) {
    throw lost_connection(error_code::unavailable, out_of_reach);
  }
  pause_ = std::clamp(pause_ * 2, first_pause, longest_pause);
  next_try_ = now + pause_;
  forget_prepared();
  try {
    session_ = open_session();
  } catch (const failure& problem) {
    report(problem.problem());
  }
  reported_ = false;
  next_try_ = {};
  pause_ = {};
}

std::unique_ptr<session> connection::open_session() {
  auto opened = std::make_unique<session>(where_);
  where_.pooled = where_.pooled || opened->behind_pooler();
  if (!where_.pooled) {
    opened->exec(settings(how_, ""));
  }
  take_hold(*opened);
  return opened;
}

/// Inside a handler: throws what the caller may know of the failure.
void connection::report(const error& problem) {
  if (!how_.notice) {
    throw;
  }
  if (!std::exchange(reported_, true)) {
    how_.notice(problem.message);
  }
  throw lost_connection(error_code::unavailable, out_of_reach);
}

void connection::take_hold(session& opened) const {
  const bool alone = how_.holds == hold::alone;
  if (how_.holds == hold::nothing || (where_.pooled && !alone)) {
    return;
  }
  const std::string lock = std::string("SELECT pg_try_advisory_") + (where_.pooled ? "xact_" : "") + "lock" +
                           (alone ? "" : "_shared") + "(7813502)";
  if (opened.exec(lock)->text(0, 0) == "t") {
    return;
  }
  if (alone) {
    throw failure(error_code::conflict,
                  "another Leadstream uses the database " + where_.without_secret +
                      "; stop the server that works on it, or wait for the command",
                  "storage.url");
  }
  throw lost_connection(error_code::unavailable, "a command of Leadstream has the database " +
                                                     where_.without_secret +
                                                     " for itself; wait until it has ended");
}

/// What `work` gives; takes note of what an error does to the transaction.
template <class Work>
auto connection::guarded(Work work) {
  try {
    if (!session_) {
      throw lost_connection(error_code::unavailable,
                            "the connection to the database was lost; try again later");
    }
    return work();
  } catch (const lost_connection&) {
    session_.reset();
    open_ = false;
    deserves_repeat_ = true;
    throw;
  } catch (const lost_race&) {
    aborted_ = open_;
    deserves_repeat_ = true;
    throw;
  } catch (const refused_write&) {
    aborted_ = open_;
    refuses_writes_ = true;
    throw;
  } catch (const failure&) {
    aborted_ = open_;
    throw;
  }
}

std::unique_ptr<rows> connection::ask(const std::string& sql) {
  const std::string all = std::exchange(waiting_, {}) + sql;
  part_at_ = sent;
  auto answer = guarded([&] { return session_->exec(all); });
  changed_ = answer->changed();
  return answer;
}

void connection::execute(const char* sql) {
  ask(sql);
}

void connection::flush() {
  if (!waiting_.empty()) {
    ask({});
  }
}

std::int64_t connection::changes() {
  flush();
  return changed_;
}

std::string connection::quote(std::string_view text) {
  return guarded([&] { return session_->quote(text); });
}

void connection::begin(access mode) {
  waiting_.clear();
  deserves_repeat_ = aborted_ = refuses_writes_ = false;
  if (!session_) {
    try {
      connect();
    } catch (const lost_connection&) {
      deserves_repeat_ = true;
      throw;
    }
  }
  open_ = true;
  reads_ = mode == access::read;
  defer(mode == access::read ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
  if (where_.pooled) {
    waiting_ += settings(how_, "LOCAL ");
  }
}

void connection::commit() {
  if (aborted_ || deserves_repeat_) {
    rollback();
    throw failure(error_code::unavailable, "the database ended the transaction; try again later");
  }
  ask("COMMIT");
  open_ = false;
}

void connection::rollback() {
  waiting_.clear();
  open_ = false;
  ask("ROLLBACK");
  aborted_ = false;
}

void connection::begin_part() {
  part_at_ = waiting_.size();
  defer("SAVEPOINT part");
}

void connection::keep_part() {
  ask("RELEASE SAVEPOINT part");
}

void connection::undo_part() {
  if (part_at_ != sent) {
    waiting_.resize(std::exchange(part_at_, sent));
    return;
  }
  waiting_.clear();
  ask("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part");
  aborted_ = false;
}

void connection::enter(const tenant_id& tenant) {
  defer("SET LOCAL app.tenant_id = " + quote(tenant.value));
}

/// A snapshot without transactions under way shows the same as each other one that ends at the same number.
std::optional<std::uint64_t> connection::version() {
  if (!counts_ || !open_ || !reads_) {
    return std::nullopt;
  }
  const auto seen = ask("SELECT pg_snapshot_xmin(s) = pg_snapshot_xmax(s), pg_snapshot_xmax(s) "
                        "FROM pg_current_snapshot() s");
  if (seen->text(0, 0) != "t") {
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(read_integer(seen->text(0, 1)));
}

std::unique_ptr<sql::prepared> connection::prepare(const char* sql, bool kept) {
  std::string text = sql::translate(sql::dialect::postgres, sql);
  if (where_.pooled || !kept) {
    return std::make_unique<prepared>(*this, std::move(text), "");
  }
  const std::string name = next_name("q");
  ask("PREPARE " + name + " AS " + text);
  return std::make_unique<prepared>(*this, std::move(text), name);
}

} // namespace leadstream::storage::postgres
