#include "storage/rescorer.hpp"

#include "storage/sql/profiles.hpp"
#include "storage/sql/rescore.hpp"

#include <future>

namespace leadstream::storage {
namespace {

/// So few that nobody waits noticeably for the writer.
constexpr std::size_t leads_in_a_step = 1'000;
constexpr std::chrono::seconds pause_after_failure{5};

/// Waits for a call of the database. Not on its threads.
template <class T, class Call>
result<T> wait_for(Call call) {
  std::promise<result<T>> promise;
  auto future = promise.get_future();
  call([&promise](result<T> answer) { promise.set_value(std::move(answer)); });
  return future.get();
}

using unsettled = std::vector<sql::unsettled_profile>;

} // namespace

rescorer::rescorer(std::shared_ptr<connections> database, storage_options options)
    : database_(std::move(database)), options_(std::move(options)), thread_([this] { run(); }) {}

void rescorer::listen(listener told) {
  const std::lock_guard lock(guard_);
  told_ = std::move(told);
}

void rescorer::wake() {
  const std::lock_guard lock(guard_);
  woken_ = true;
  changed_.notify_all();
}

void rescorer::stop() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) {
    thread_.join();
  }
}

void rescorer::run() {
  while (rest()) {
    if (!settle_all()) {
      std::unique_lock lock(guard_);
      changed_.wait_for(lock, pause_after_failure, [this] { return stopping_; });
      woken_ = true;
    }
  }
}

/// Waits until there is something to do; false when there never will be.
bool rescorer::rest() {
  std::unique_lock lock(guard_);
  changed_.wait(lock, [this] { return woken_ || stopping_; });
  woken_ = false;
  return !stopping_;
}

bool rescorer::is_stopping() {
  const std::lock_guard lock(guard_);
  return stopping_;
}

/// Scores until all are settled or it shall stop; false when the database does not work.
bool rescorer::settle_all() {
  const auto waiting = wait_for<unsettled>([this](auto done) {
    database_->read<unsettled>(sql::all_tenants(), std::move(done), sql::unsettled_profiles);
  });
  bool works = waiting.ok();
  for (const sql::unsettled_profile& each : waiting ? *waiting : unsettled{}) {
    works = works && settle(each);
  }
  return works;
}

/// The same for the leads of one profile.
bool rescorer::settle(const sql::unsettled_profile& each) {
  sql::rescore_range which{each.id, 0, leads_in_a_step, 0};
  while (which.limit > 0 && !is_stopping()) {
    const auto step = [this, &each, which](sql::connection& db) {
      sql::judge scoring(db, options_.scoring);
      const sql::rescore_news news{sql::retention_of(options_), options_.now()};
      auto moved = which;
      if (sql::rescore_some(db, each.tenant, scoring, news, moved).leads < moved.limit) {
        sql::settle_profile(db, each);
        moved.limit = 0;
      }
      return moved;
    };
    const auto moved = wait_for<sql::rescore_range>(
        [&](auto done) { database_->write<sql::rescore_range>(each.tenant, std::move(done), step); });
    if (!moved) {
      return false;
    }
    if (moved->told > which.told) {
      const std::lock_guard lock(guard_);
      told_ ? told_(each.tenant) : void();
    }
    which = *moved;
  }
  return true;
}

} // namespace leadstream::storage
