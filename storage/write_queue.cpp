#include "storage/write_queue.hpp"

#include "storage/attempt.hpp"
#include "storage/failpoint.hpp"
#include "storage/sql/transaction.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace leadstream::storage {
namespace {

constexpr int most_tries = 5;
constexpr std::chrono::milliseconds pause_before_repeat{100};
constexpr std::chrono::seconds pause_before_tidying{1};

template <class Work>
std::optional<error> problem_of(Work work) {
  const auto outcome = attempt<done>([&] {
    work();
    return done{};
  });
  return outcome ? std::nullopt : std::optional<error>(outcome.problem());
}

} // namespace

write_queue::write_queue(database& target, std::size_t most_in_a_commit,
                         std::function<void(const std::string&)> notice)
    : target_(target), most_(std::max<std::size_t>(1, most_in_a_commit)), notice_(std::move(notice)),
      connection_(target.open_writing()), thread_([this] { run(); }) {}

write_queue::~write_queue() {
  end();
}

void write_queue::post(std::unique_ptr<write_op> op) {
  {
    const std::lock_guard lock(guard_);
    if (!ending_) {
      waiting_.push_back(std::move(op));
      changed_.notify_all();
      return;
    }
  }
  op->answer(stopped_error());
}

pool_load write_queue::load() const {
  const std::lock_guard lock(guard_);
  return {closed_ ? 0U : 1U, waiting_.size(), std::chrono::microseconds(busy_microseconds_.load()), retries_};
}

void write_queue::close() {
  std::unique_lock lock(guard_);
  closing_ = true;
  changed_.notify_all();
  changed_.wait(lock, [this] { return closed_; });
}

void write_queue::end() {
  close();
  {
    const std::lock_guard lock(guard_);
    ending_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) {
    thread_.join();
  }
}

void write_queue::run() {
  for (batch ops = next(); !ops.empty(); ops = next()) {
    const auto begun = std::chrono::steady_clock::now();
    write(ops);
    busy_microseconds_ += microseconds_since(begun);
  }
}

/// Waits for work; empty when the thread shall end.
write_queue::batch write_queue::next() {
  std::unique_lock lock(guard_);
  while (waiting_.empty()) {
    if (closing_ && !closed_) {
      lock.unlock();
      problem_of([&] { target_.end_presence(*connection_); });
      lock.lock();
      if (!waiting_.empty()) {
        break;
      }
      connection_.reset();
      closed_ = true;
      changed_.notify_all();
    }
    if (ending_) {
      return {};
    }
    await_change(lock);
  }
  const auto taken = static_cast<std::ptrdiff_t>(std::min(most_, waiting_.size()));
  batch ops(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(waiting_.begin() + taken));
  waiting_.erase(waiting_.begin(), waiting_.begin() + taken);
  return ops;
}

/// Waits for something to do, and meanwhile says now and then that the database is in use.
void write_queue::await_change(std::unique_lock<std::mutex>& lock) {
  const bool untidy = connection_ && connection_->is_untidy();
  const auto interval = target_.presence();
  if (!untidy && (closed_ || interval.count() == 0)) {
    return changed_.wait(lock);
  }
  const auto due = untidy ? std::chrono::steady_clock::now() + pause_before_tidying : told_at_ + interval;
  if (changed_.wait_until(lock, due) == std::cv_status::timeout) {
    lock.unlock();
    untidy ? tidy() : tell_presence();
    lock.lock();
  }
}

void write_queue::tell_presence() {
  told_at_ = std::chrono::steady_clock::now();
  problem_of([&] { target_.tell_presence(*connection_); });
}

/// Commits them in one transaction. Throws what one of those that stand together failed with.
void write_queue::run_all(const batch& ops, sharing how) {
  sql::write_transaction whole(*connection_);
  for (const auto& op : ops) {
    const auto problem = op->run(*connection_, how);
    if (problem && how == sharing::together) {
      throw failure(*problem);
    }
    sql::require_transaction(*connection_);
  }
  failpoint("before_commit");
  whole.commit();
  failpoint("after_commit");
}

/// One try to store all of them; says why nothing is stored, if so. Nearly always none fails, so nothing is
/// spent on undoing one alone (SQLite copies each page for that, and the price grows with the square of the
/// pages) until one does.
std::optional<error> write_queue::store(const batch& ops) {
  const std::optional<error> problem = problem_of([&] { run_all(ops, sharing::together); });
  const bool is_its_own = problem && !connection_->deserves_repeat() && !connection_->refuses_writes();
  return is_its_own && ops.size() > 1 ? problem_of([&] { run_all(ops, sharing::apart); }) : problem;
}

/// What a lost connection or a deadlock ended is done again: every write is harmless when it is repeated.
std::optional<error> write_queue::try_to_store(const batch& ops) {
  if (!connection_) {
    return stopped_error();
  }
  if (refused_ && !target_.may_write_again()) {
    return refused_;
  }
  std::optional<error> problem = store(ops);
  for (int turn = 1; problem && connection_->deserves_repeat() && turn < most_tries; ++turn) {
    std::this_thread::sleep_for(turn * pause_before_repeat);
    ++retries_;
    problem = store(ops);
  }
  note(problem);
  return problem && connection_->refuses_writes() ? refused_ : problem;
}

/// Takes note of what the last try says about the database; says it once.
void write_queue::note(const std::optional<error>& problem) {
  const auto say = [this](const std::string& what) {
    if (notice_) {
      notice_(what);
    }
  };
  if (connection_->refuses_writes()) {
    target_.give_way();
    if (!refused_) {
      refused_ =
          error{error_code::unavailable,
                "the database takes no writes: its disk is full or read-only; free space, reading goes on",
                {}};
      say(refused_->message + (problem ? " (" + problem->message + ")" : ""));
    }
  } else if (refused_ && !problem) {
    refused_.reset();
    target_.may_write_again();
    say("the database takes writes again");
  }
}

void write_queue::write(const batch& ops) {
  const std::optional<error> problem = try_to_store(ops);
  std::for_each(ops.begin(), ops.end(), [&](const auto& op) { op->answer(problem); });
  tidy();
  const auto interval = target_.presence();
  if (connection_ && interval.count() > 0 && std::chrono::steady_clock::now() >= told_at_ + interval) {
    tell_presence();
  }
}

/// What cannot be tidied now is tidied after a later commit.
void write_queue::tidy() {
  if (connection_) {
    problem_of([&] { connection_->tidy(); });
  }
}

} // namespace leadstream::storage
