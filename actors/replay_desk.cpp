#include "actors/replay_desk.hpp"

#include "actors/stages.hpp"
#include "domain/json/sources.hpp"
#include "domain/model/log_entry.hpp"

#include <caf/send.hpp>

#include <algorithm>
#include <future>
#include <utility>

namespace leadstream::actors {
namespace {

constexpr std::size_t most_waiting = 100;

error not_kept() {
  return {error_code::unavailable, "pages are not kept (archive.enabled is off), so none can be read again",
          "archive.enabled"};
}

error stops() {
  return {error_code::cancelled, "the service stops; ask again once it runs", {}};
}

} // namespace

replay_desk::replay_desk(caf::actor_system& system, job_context_ptr node,
                         std::shared_ptr<page_archive> archive)
    : system_(system), node_(std::move(node)), archive_(std::move(archive)), thread_([this] { run(); }) {}

replay_desk::~replay_desk() {
  stop();
}

void replay_desk::stop() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) {
    thread_.join();
  }
  node_ = nullptr;
}

bool replay_desk::stopping() {
  const std::lock_guard lock(guard_);
  return stopping_;
}

result<uuid> replay_desk::ask(const replayed_job& which) {
  if (archive_ == nullptr) {
    return not_kept();
  }
  if (!is_final(which.about.status)) {
    return error{error_code::conflict, "the job has not ended yet; replay it afterwards", {}};
  }
  const std::lock_guard lock(guard_);
  const bool known = std::any_of(waiting_.begin(), waiting_.end(),
                                 [&](const order& o) { return o.which.about.id == which.about.id; });
  if (known) {
    return error{error_code::conflict, "a replay of the job is under way already; its log tells the end", {}};
  }
  if (stopping_ || waiting_.size() >= most_waiting) {
    return stopping_ ? stops() : error{error_code::unavailable, "too many replays wait; try again later", {}};
  }
  waiting_.push_back({which, make_uuid_v7(node_->clock(), node_->random)});
  changed_.notify_all();
  return waiting_.back().name;
}

void replay_desk::run() {
  std::unique_lock lock(guard_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) {
      return;
    }
    const order next = waiting_.front();
    lock.unlock();
    carry_out(next);
    lock.lock();
    waiting_.pop_front();
  }
}

void replay_desk::carry_out(const order& o) {
  log(o, "replay", {}, "what the job fetched is read again from the archive");
  const auto done = replay(o.which, [](const replay_figures&) {});
  if (done) {
    log(o, "replayed", {}, to_string(*done));
  } else {
    log(o, "replay_failed", "replay_failed", done.problem().message);
  }
}

result<replay_figures> replay_desk::replay(const replayed_job& which,
                                           const std::function<void(const replay_figures&)>& tell) {
  using uses = std::vector<kept_use>;
  if (archive_ == nullptr) {
    return not_kept();
  }
  const auto next = [&](std::uint64_t after, std::size_t limit) -> result<uses> {
    if (stopping()) {
      return stops();
    }
    const auto answer = std::make_shared<std::promise<result<uses>>>();
    auto found = answer->get_future();
    archive_->uses(which.about.id, after, limit,
                   [answer](result<uses> some) { answer->set_value(std::move(some)); });
    return found.get();
  };
  return replay_job(system_, node_, which, next, tell);
}

void replay_desk::log(const order& o, const char* step, const std::string& reason,
                      const std::string& message) {
  log_entry entry;
  entry.job_id = o.which.about.id;
  entry.at = node_->clock();
  entry.source = "archive";
  entry.step = step;
  entry.target = to_string(o.name);
  entry.reason = reason;
  entry.message = message;
  unit_of_work unit;
  unit.id = make_uuid_v7(entry.at, node_->random);
  unit.events.push_back(json::announce(entry));
  node_->storage->scope(o.which.tenant)
      ->commit(std::move(unit), [hub = node_->hub, tenant = o.which.tenant](const result<commit_result>& r) {
        if (r) {
          caf::anon_send(hub, committed_hint{tenant, r->last});
        }
      });
}

} // namespace leadstream::actors
