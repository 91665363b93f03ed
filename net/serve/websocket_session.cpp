#include "net/serve/websocket_session.hpp"

#include "net/serve/websocket_credentials.hpp"

#include <array>

namespace leadstream::serve {
namespace {

constexpr int most_faults = 16;
constexpr int send_buffer_bytes = 256 << 10;
constexpr std::chrono::seconds closing_patience{5};

} // namespace

websocket_session::websocket_session(wire client, lane& home, std::shared_ptr<server_state> server,
                                     ticket_ptr connection)
    : wire_(std::move(client)), lane_(home), server_(std::move(server)), connection_(std::move(connection)),
      websocket_(std::make_unique<ticket>(server_, server_->websockets)), outbox_(wire_),
      frames_(limits().message_bytes), connected_at_(clock::now()), heard_at_(connected_at_) {
  boost::system::error_code ignored;
  tcp::socket& socket = wire_.socket();
  const auto address = socket.remote_endpoint(ignored).address();
  client_.address = address.to_string();
  client_.loopback = address.is_loopback();
  socket.non_blocking(true, ignored);
  socket.set_option(asio::socket_base::send_buffer_size(send_buffer_bytes), ignored);
  lane_.room.join(this);
}

websocket_session::~websocket_session() {
  lane_.room.leave(this);
}

asio::awaitable<void> websocket_session::run(std::string early) {
  receive(early);
  std::array<char, 4096> bytes{};
  while (wire_.is_open()) {
    boost::system::error_code problem;
    const std::size_t count = co_await wire_.read_some(asio::buffer(bytes), problem);
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
  flush();
}

void websocket_session::handle_text(const std::string& text) {
  if (auto shown = read_credentials(text)) {
    return authenticate(std::move(*shown));
  }
  if (!who_) {
    return close(4401, R"(authenticate first: {"type":"auth","token":"..."})");
  }
  auto request = api::read_subscribe(text);
  if (request && subscribing_) {
    request = error{error_code::conflict, "the last subscribe is not answered yet; wait for its answer", {}};
  }
  if (!request) {
    return fault(request.problem());
  }
  begin(std::move(*request), ++number_);
}

void websocket_session::fault(const error& problem) {
  send_text(api::error_message(problem));
  if (++faults_ >= most_faults) {
    close(1008, "too many messages that are not valid");
  }
}

void websocket_session::send(opcode kind, std::string_view payload) {
  auto frame = std::make_shared<std::string>();
  append_frame(*frame, kind, payload);
  outbox_.push(std::move(frame));
  flush();
}

void websocket_session::flush() {
  outbox_.flush(shared_from_this());
  if (outbox_.bytes() > limits().queue_bytes) {
    drop_slow("its queue is full");
  }
}

void websocket_session::drop_slow(const char* why) {
  if (!closing_) {
    server_->log(log_level::warning, "slow subscriber dropped", {{"reason", why}});
    if (server_->options.told != nullptr) {
      server_->options.told->subscriber_dropped();
    }
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
  wire_.close();
}

void websocket_session::tick(clock::time_point now) {
  if (closing_) {
    return now > closing_at_ && wire_.is_open() ? hang_up() : void();
  }
  if (outbox_.failed()) {
    return hang_up();
  }
  if (!outbox_.empty() && now - outbox_.last_progress() > limits().stall) {
    return drop_slow("it takes nothing");
  }
  look_after_credentials(now);
  if (who_ && !subscribed_ && faults_ == 0 && now - connected_at_ > limits().subscribe_grace) {
    subscribe_silent_client();
  }
  look_after_client(now);
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
