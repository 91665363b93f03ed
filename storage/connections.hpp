#pragma once
#include "domain/ports.hpp"
#include "domain/telemetry.hpp"
#include "storage/attempt.hpp"
#include "storage/read_pool.hpp"
#include "storage/spare_connections.hpp"
#include "storage/sql/transaction.hpp"
#include "storage/write_queue.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace leadstream::storage {

/// A write with its answer.
template <class T, class Work>
class write_call : public write_op {
public:
  write_call(tenant_id tenant, Work work, completion<T> done)
      : tenant_(std::move(tenant)), work_(std::move(work)), done_(std::move(done)) {}

  std::optional<error> run(sql::connection& db, sharing how) override {
    outcome_ = attempt<T>([&] {
      std::optional<sql::savepoint> part;
      if (how == sharing::apart) {
        part.emplace(db, tenant_);
      } else {
        db.enter(tenant_);
      }
      T outcome = work_(db);
      if (part) {
        part->keep();
      }
      return outcome;
    });
    return outcome_ ? std::nullopt : std::optional<error>(outcome_.problem());
  }
  void answer(const std::optional<error>& problem) override {
    done_(problem ? result<T>(*problem) : std::move(outcome_));
  }

private:
  tenant_id tenant_;
  Work work_;
  completion<T> done_;
  result<T> outcome_ = stopped_error();
};

/// The database's connections with their threads: what the store runs on, and every topic beside it. A topic
/// (accounts, webhooks, the audit log) is a port of the domain, a class here that asks for read() and
/// write(), and a migration of each dialect; see docs/architecture.md. Any thread.
class connections {
public:
  /// `notice`: see storage_options.
  connections(std::unique_ptr<database> source, unsigned readers, std::size_t most_in_a_commit,
              std::function<void(const std::string&)> notice = {})
      : database_(std::move(source)), writes_(*database_, most_in_a_commit, std::move(notice)),
        reads_(*database_, readers) {}

  /// Answers with `work(sql::connection&)` from a reading thread. The work sees one committed state of that
  /// tenant, and throws failure for an error.
  template <class T, class Work>
  void read(const tenant_id& tenant, completion<T> done, Work work) {
    use<T>(std::move(done), [this, tenant, work = std::move(work)](sql::connection& db) {
      const auto once = [&] {
        const sql::read_transaction whole(db, tenant);
        return work(db);
      };
      try {
        return once();
      } catch (const failure&) {
        if (!db.deserves_repeat()) {
          throw;
        }
      }
      ++read_retries_;
      return once();
    });
  }
  /// Answers with `work(sql::connection&)` from the writing thread, after the commit, which it shares with
  /// others. When the work throws, nothing of it is stored. It may be done again after a lost connection,
  /// each time from the state that is stored then.
  template <class T, class Work>
  void write(const tenant_id& tenant, completion<T> done, Work work) {
    writes_.post(
        std::make_unique<write_call<T, Work>>(tenant, std::move(work), timed<T>("write", std::move(done))));
  }

  /// read() without a transaction.
  template <class T, class Work>
  void use(completion<T> done, Work work) {
    reads_.post([done = timed<T>("read", std::move(done)), work = std::move(work)](sql::connection* db) {
      done(db ? attempt<T>([&] { return work(*db); }) : result<T>(stopped_error()));
    });
  }
  /// One more connection that reads, for something long. It goes back when nobody holds it any more.
  std::shared_ptr<sql::connection> borrow_reading() { return spare_->borrow(*database_); }

  /// Who hears how long calls take and what is committed; null: nobody. It must outlive the calls.
  void tell(telemetry* told) { told_ = told; }
  telemetry* told() const { return told_; }

  database_load load() const {
    database_load all{reads_.load(), writes_.load()};
    all.read.retries = read_retries_;
    return all;
  }

  /// Writes and answers what waits and closes the connections.
  void close() {
    writes_.close();
    reads_.close();
    spare_->close();
  }
  /// close(), and ends the threads.
  void end() {
    writes_.end();
    reads_.end();
    spare_->close();
  }

private:
  template <class T>
  completion<T> timed(const char* call, completion<T> done) {
    telemetry* told = told_;
    if (told == nullptr) {
      return done;
    }
    return [told, call, begun = std::chrono::steady_clock::now(), done = std::move(done)](result<T> answer) {
      const auto took = std::chrono::steady_clock::now() - begun;
      told->database_answered(call, std::chrono::duration_cast<std::chrono::microseconds>(took),
                              answer.ok() || answer.problem().code != error_code::unavailable);
      done(std::move(answer));
    };
  }

  std::atomic<telemetry*> told_{nullptr};
  std::atomic<std::uint64_t> read_retries_{0};
  std::unique_ptr<database> database_;
  std::shared_ptr<spare_connections> spare_ = std::make_shared<spare_connections>();
  write_queue writes_;
  read_pool reads_;
};

} // namespace leadstream::storage
