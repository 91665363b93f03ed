#pragma once
#include "domain/delivery/webhook_store.hpp"
#include "domain/ports.hpp"

#include <functional>
#include <memory>

namespace leadstream::deliver {

/// How the outbox is emptied.
struct sender_options {
  delivery::rules how;
  std::chrono::milliseconds timeout{20'000};
  std::uint64_t answer_bytes = 64U << 10U; ///< read of an answer
  std::uint32_t concurrency = 4;           ///< lanes of one endpoint at once
  std::chrono::milliseconds kept{0};       ///< deliveries that ended are forgotten after it; 0: never
  std::chrono::milliseconds poll{200};     ///< between two looks for what is due
  wall_clock clock = system_wall_time;
  random_source random = system_random;
  /// Told of each attempt, on any thread; may be empty.
  std::function<void(const delivery::attempt&)> told;
};

/// Sends what stands in the outbox: each endpoint by itself, the deliveries of a job in order, each at least
/// once. An attempt counts only when its outcome is stored, so a crash repeats it with the same id.
class webhook_sender {
public:
  /// Store and fetcher must complete all calls before they end.
  webhook_sender(delivery::webhook_store& outbox, page_fetcher& fetcher, sender_options options);
  ~webhook_sender(); ///< stop()
  webhook_sender(const webhook_sender&) = delete;
  webhook_sender& operator=(const webhook_sender&) = delete;

  void start();
  /// Begins nothing more and waits a little for what is under way.
  void stop();

private:
  class desk;
  std::shared_ptr<desk> desk_;
};

} // namespace leadstream::deliver
