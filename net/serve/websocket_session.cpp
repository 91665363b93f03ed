#include "net/serve/websocket_session.hpp"

#include "net/port_call.hpp"

#include <array>
#include <limits>

namespace leadstream::serve {
namespace {

constexpr std::size_t events_per_page = 256;
constexpr std::uint64_t after_all = std::numeric_limits<std::int64_t>::max();
constexpr int most_faults = 16;
constexpr int send_buffer_bytes = 256 << 10;
constexpr std::chrono::seconds closing_patience{5};
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

websocket_session::websocket_session(tcp::socket socket, lane& home, std::shared_ptr<server_state> server,
                                     ticket_ptr connection)
    : socket_(std::move(socket)), lane_(home), server_(std::move(server)), connection_(std::move(connection)),
      websocket_(server_, server_->websockets), outbox_(socket_), frames_(limits().message_bytes),
      joined_at_(home.room.tail()), connected_at_(clock::now()), heard_at_(connected_at_) {
  boost::system::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::socket_base::send_buffer_size(send_buffer_bytes), ignored);
  lane_.room.join(this);
}

websocket_session::~websocket_session() {
  lane_.room.leave(this);
}

asio::awaitable<void> websocket_session::run(std::string early) {
  receive(early);
  std::array<char, 4096> bytes{};
  while (socket_.is_open()) {
    boost::system::error_code problem;
    const std::size_t count = co_await socket_.async_read_some(
        asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, problem));
    if (problem) {
      break;
    }
    receive({bytes.data(), count});
    if (closing_ && outbox_.empty() && closing_at_ <= clock::now()) {
      break;
    }
  }
  hang_up();
}

void websocket_session::receive(std::string_view bytes) {
  heard_at_ = clock::now();
  ping_open_ = false;
  using event = frame_reader::event;
  while (!bytes.empty() && !closing_) {
    switch (frames_.next(bytes)) {
    case event::text:
      handle_text(frames_.payload());
      break;
    case event::ping:
      send(opcode::pong, frames_.payload());
      break;
    case event::close:
      close(frames_.code() == 1005 ? std::uint16_t{1000} : frames_.code(), {});
      closing_at_ = clock::now();
      break;
    case event::violation:
      close(frames_.code(), "the frame does not follow RFC 6455 or the limits of this server");
      break;
    case event::pong:
    case event::nothing:
      break;
    }
  }
  check_queue();
}

void websocket_session::handle_text(const std::string& text) {
  auto request = api::read_subscribe(text);
  if (request && subscribing_) {
    request = error{error_code::conflict, "the last subscribe is not answered yet; wait for its answer", {}};
  }
  if (!request) {
    send_text(api::error_message(request.problem()));
    return ++faults_ < most_faults ? void() : close(1008, "too many messages that are not valid");
  }
  begin(std::move(*request), ++number_);
}

void websocket_session::begin(api::subscribe_request request, std::uint64_t number) {
  subscribed_ = true;
  subscribing_ = true;
  live_ = false;
  asio::co_spawn(
      lane_.thread->context(), subscribe(std::move(request), number),
      [self = shared_from_this()](std::exception_ptr failure) { log_failure(self->server_, failure); });
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
    server_->around.inside->read_events(server_->around.tenant, after, limit, std::move(done));
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
  const auto& tail = lane_.room.tail();
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
  check_queue();
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
  check_queue();
}

/// Something is missing between the position and a live batch: the store has it.
void websocket_session::resume_reading() {
  live_ = false;
  asio::co_spawn(
      lane_.thread->context(), follow(++number_),
      [self = shared_from_this()](std::exception_ptr failure) { log_failure(self->server_, failure); });
}

void websocket_session::send(opcode kind, std::string_view payload) {
  auto frame = std::make_shared<std::string>();
  append_frame(*frame, kind, payload);
  outbox_.push(std::move(frame));
  check_queue();
}

void websocket_session::check_queue() {
  outbox_.flush(shared_from_this());
  if (outbox_.bytes() > limits().queue_bytes) {
    drop_slow("its queue is full");
  }
}

void websocket_session::drop_slow(const char* why) {
  if (!closing_) {
    server_->log(log_level::warning, "slow subscriber dropped", {{"reason", why}});
    close(4408, "slow");
  }
}

void websocket_session::close(std::uint16_t code, const std::string& reason) {
  if (closing_) {
    return;
  }
  closing_ = true;
  live_ = false;
  closing_at_ = clock::now() + closing_patience;
  outbox_.finish(std::make_shared<std::string>(close_frame(code, reason)));
  outbox_.flush(shared_from_this());
}

void websocket_session::hang_up() {
  closing_ = true;
  live_ = false;
  boost::system::error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

void websocket_session::tick(clock::time_point now) {
  if (closing_) {
    return now > closing_at_ && socket_.is_open() ? hang_up() : void();
  }
  if (outbox_.failed()) {
    return hang_up();
  }
  if (!outbox_.empty() && now - outbox_.last_progress() > limits().stall) {
    return drop_slow("it takes nothing");
  }
  if (!subscribed_ && now - connected_at_ > limits().subscribe_grace) {
    subscribe_silent_client();
  }
  look_after_client(now);
}

/// Nothing is lost for a client that only listens: it gets what happened since it connected.
void websocket_session::subscribe_silent_client() {
  const auto& since = joined_at_ ? joined_at_ : lane_.room.origin();
  begin({{}, since}, ++number_);
}

void websocket_session::look_after_client(clock::time_point now) {
  if (ping_open_ && now - pinged_at_ > limits().pong_timeout) {
    return hang_up();
  }
  if (!ping_open_ && now - heard_at_ > limits().ping_interval) {
    ping_open_ = true;
    pinged_at_ = now;
    send(opcode::ping, {});
  }
  if (live_ && !filter_.is_open() && now - told_position_at_ >= limits().position_interval) {
    told_position_at_ = now;
    send_text(api::position_message(position_));
  }
}

} // namespace leadstream::serve
