#pragma once
#include "domain/ports.hpp"
#include "storage/attempt.hpp"
#include "storage/read_pool.hpp"
#include "storage/write_queue.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace leadstream::storage {

/// A write with its answer.
template <class T>
class write_call : public write_op {
public:
  write_call(std::function<T(writer&)> work, completion<T> done)
      : work_(std::move(work)), done_(std::move(done)) {}

  void run(writer& connection) override {
    outcome_ = attempt<T>([&] { return work_(connection); });
  }
  void answer(const std::optional<error>& problem) override {
    done_(problem ? result<T>(*problem) : std::move(outcome_));
  }

private:
  std::function<T(writer&)> work_;
  completion<T> done_;
  result<T> outcome_ = stopped_error();
};

/// The database with its threads, shared by the store, its scopes and its cursors.
class async_core {
public:
  async_core(std::unique_ptr<database> source, unsigned readers, std::size_t most_in_a_commit)
      : database_(std::move(source)), writes_(*database_, most_in_a_commit), reads_(*database_, readers) {}

  /// Answers with `work(reader)` from a reading thread.
  template <class T, class Work>
  void read(completion<T> done, Work work) {
    reads_.post([done = std::move(done), work = std::move(work)](reader* connection) {
      done(connection ? attempt<T>([&] { return work(*connection); }) : result<T>(stopped_error()));
    });
  }
  /// Answers with `work(writer)` from the writing thread, after the commit.
  template <class T>
  void write(completion<T> done, std::function<T(writer&)> work) {
    writes_.post(std::make_unique<write_call<T>>(std::move(work), std::move(done)));
  }

  /// Writes and answers what waits and closes the connections.
  void close() {
    writes_.close();
    reads_.close();
  }
  /// close(), and ends the threads.
  void end() {
    writes_.end();
    reads_.end();
  }

private:
  std::unique_ptr<database> database_;
  write_queue writes_;
  read_pool reads_;
};

} // namespace leadstream::storage
