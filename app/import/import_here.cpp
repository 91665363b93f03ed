#include "app/import/import_here.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace leadstream::app {
namespace {

constexpr std::size_t piece_bytes = 64U << 10U;

/// Work that other threads leave for the one that waits.
class errands {
public:
  void leave(std::function<void()> work) {
    const std::lock_guard lock(guard_);
    waiting_.push_back(std::move(work));
    arrived_.notify_one();
  }

  /// Runs what is left here until `answer` is there.
  template <class T>
  T run_until(const std::optional<T>& answer) {
    while (!answer) {
      next()();
    }
    return *answer;
  }

private:
  std::function<void()> next() {
    std::unique_lock lock(guard_);
    arrived_.wait(lock, [this] { return !waiting_.empty(); });
    auto work = std::move(waiting_.front());
    waiting_.pop_front();
    return work;
  }

  std::mutex guard_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> waiting_;
};

} // namespace

result<import_report> import_here(service* inside, const import_request& wanted, import_file& from,
                                  const std::function<void(const import_report&)>& told) {
  const auto here = std::make_shared<errands>();
  leadstream::api::http_call call;
  call.around.inside = inside;
  call.around.tenant = default_tenant();
  call.hop = [here](std::function<void()> work) { here->leave(std::move(work)); };
  const auto upload = std::make_shared<leadstream::api::import_upload>(wanted, call);
  std::string piece(piece_bytes, '\0');
  while (const std::size_t count = from.read(piece.data(), piece.size())) {
    std::optional<result<done>> taken;
    upload->take(std::string_view(piece).substr(0, count),
                 [&taken](result<done> how) { taken = std::move(how); });
    if (!here->run_until(taken)) {
      break; // finish() says why
    }
    told(upload->so_far());
  }
  std::optional<result<import_report>> ended;
  upload->finish([&ended](result<import_report> how) { ended = std::move(how); });
  auto report = here->run_until(ended);
  return from.failed() ? error{error_code::internal, "the file cannot be read to its end", {}} : report;
}

} // namespace leadstream::app
