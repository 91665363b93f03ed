#include "net/port_call.hpp"
#include "net/serve/websocket_session.hpp"

#include <limits>

// How a subscriber follows the log: from the store until it meets the live events, then with them.
namespace leadstream::serve {
namespace {

constexpr std::size_t events_per_page = 256;
constexpr std::uint64_t after_all = std::numeric_limits<std::int64_t>::max();
constexpr std::chrono::milliseconds drain_pause{20};
constexpr std::chrono::seconds read_patience{30};

void log_failure(const std::shared_ptr<server_state>& server, const std::exception_ptr& failure) {
  try {
    if (failure) {
      std::rethrow_exception(failure);
    }
  } catch (const std::exception& problem) {
    server->report({}, problem.what());
  }
}

} // namespace

void websocket_session::begin(api::subscribe_request request, std::uint64_t number) {
  subscribed_ = true;
  subscribing_ = true;
  live_ = false;
  asio::co_spawn(lane_.thread->context(), subscribe(std::move(request), number),
                 [self = shared_from_this()](const std::exception_ptr& failure) {
                   log_failure(self->server_, failure);
                 });
}

/// Finds out where the log stands, answers, and sends what was missed.
asio::awaitable<void> websocket_session::subscribe(api::subscribe_request request, std::uint64_t number) {
  const bool resumes = request.since && request.since->seq < after_all;
  const auto page =
      co_await read_events(resumes ? request.since->seq : after_all, resumes ? events_per_page : 1);
  subscribing_ = false;
  if (closing_ || !accept_page(page)) {
    co_return;
  }
  const bool recovered = resumes && request.since->epoch == page->end.epoch &&
                         request.since->seq <= page->end.seq && request.since->seq + 1 >= page->oldest_seq;
  filter_ = request.filter;
  position_ = recovered ? *request.since : page->end;
  told_position_at_ = clock::now();
  send_text(api::subscribed_message(position_, recovered));
  if (recovered) {
    deliver_stored(*page);
  }
  if (!caught_up(*page)) {
    co_await follow(number);
  }
}

/// Reads the log from the position on until it meets the live events.
asio::awaitable<void> websocket_session::follow(std::uint64_t number) {
  for (;;) {
    while (!closing_ && outbox_.bytes() > limits().queue_bytes / 2) {
      asio::steady_timer pause(lane_.thread->context(), drain_pause);
      co_await pause.async_wait(asio::use_awaitable);
    }
    if (closing_ || number != number_) {
      co_return;
    }
    const auto page = co_await read_events(position_.seq, events_per_page);
    if (closing_ || number != number_ || !accept_page(page)) {
      co_return;
    }
    if (page->end.epoch != position_.epoch || page->end.seq < position_.seq ||
        position_.seq + 1 < page->oldest_seq) {
      close(4409, "the position is no longer in the log; subscribe again");
      co_return;
    }
    deliver_stored(*page);
    if (caught_up(*page)) {
      co_return;
    }
  }
}

asio::awaitable<result<event_page>> websocket_session::read_events(std::uint64_t after, std::size_t limit) {
  const auto keep_alive = shared_from_this();
  auto start = [this, after, limit](completion<event_page> done) {
    server_->around.inside->read_events(who_->tenant, after, limit, std::move(done));
  };
  co_return co_await port_call<event_page>(lane_.thread, start, read_patience);
}

bool websocket_session::accept_page(const result<event_page>& page) {
  if (!page) {
    server_->report({}, "reading events: " + page.problem().message);
    close(1011, "the log of events cannot be read now; connect again later");
  }
  return page.ok();
}

/// Goes live when nothing lies between the position and what this thread has seen.
bool websocket_session::caught_up(const event_page& page) {
  const auto& tail = lane_.room.published(who_->tenant).tail;
  const bool behind_live = tail && tail->epoch == position_.epoch && tail->seq > position_.seq;
  live_ = position_.seq >= page.end.seq && !behind_live;
  return live_;
}

void websocket_session::deliver_stored(const event_page& page) {
  for (const event& e : page.events) {
    if (e.seq <= position_.seq) {
      continue;
    }
    position_.seq = e.seq;
    if (filter_.matches(e.header)) {
      auto frame = std::make_shared<std::string>();
      append_frame(*frame, opcode::text, api::event_message(e));
      outbox_.push(std::move(frame));
    }
  }
  flush();
}

void websocket_session::deliver(const live_batch& batch) {
  if (!live_ || closing_) {
    return;
  }
  if (batch.epoch != position_.epoch) {
    return close(4409, "the log began anew; subscribe again");
  }
  for (std::size_t i = 0; i < batch.events->size(); ++i) {
    const event& e = (*batch.events)[i];
    if (e.seq <= position_.seq) {
      continue;
    }
    if (e.seq != position_.seq + 1) {
      return resume_reading();
    }
    position_.seq = e.seq;
    if (filter_.matches(e.header)) {
      outbox_.push(batch.frames[i]);
    }
  }
  if (outbox_.bytes() > limits().queue_bytes / 2) {
    flush();
  }
}

/// Something is missing between the position and a live batch: the store has it.
void websocket_session::resume_reading() {
  live_ = false;
  asio::co_spawn(lane_.thread->context(), follow(++number_),
                 [self = shared_from_this()](const std::exception_ptr& failure) {
                   log_failure(self->server_, failure);
                 });
}

/// Nothing is lost for a client that only listens: it gets what happened since it connected.
void websocket_session::subscribe_silent_client() {
  const auto& since = joined_at_ ? joined_at_ : lane_.room.published(who_->tenant).origin;
  begin({{}, since}, ++number_);
}

} // namespace leadstream::serve
