#pragma once
#include "net/api/subscription.hpp"
#include "net/serve/lane.hpp"
#include "net/serve/outbox.hpp"
#include "net/serve/websocket_frames.hpp"
#include "net/serve/wire.hpp"

#include <memory>
#include <string>

namespace leadstream::serve {

/// One subscriber. It follows the log of events from its position: out of the store until it has caught up
/// with what its thread has seen live, from then on with the live batches. On its lane's thread.
class websocket_session : public std::enable_shared_from_this<websocket_session> {
public:
  using clock = std::chrono::steady_clock;

  websocket_session(wire client, lane& home, std::shared_ptr<server_state> server, ticket_ptr connection);
  ~websocket_session();

  /// From now on the session speaks for them and gets the events of their tenant. `since`: what was published
  /// when they came, for a client that only listens.
  void enter(const access::principal& who, const std::optional<position>& since);

  /// Whether the tenant may have one more WebSocket.
  static bool has_room(server_state& server, const access::principal& who);

  /// Reads until the connection ends; `early` was received behind the handshake.
  asio::awaitable<void> run(std::string early);

  /// Queues what the subscriber wants of a batch; flush() sends it.
  void deliver(const live_batch& batch);
  /// Sends what the client takes; one that leaves too much waiting is dropped.
  void flush();
  void tick(clock::time_point now);
  /// Tells the client why and closes once it has answered or after a moment.
  void close(std::uint16_t code, const std::string& reason);
  /// Ends the connection without a word.
  void hang_up();

private:
  void receive(std::string_view bytes);
  void handle_text(const std::string& text);
  void fault(const error& problem);
  void authenticate(auth::credentials shown);
  void admit(const result<auth::verdict>& judged);
  void look_after_credentials(clock::time_point now);
  void begin(api::subscribe_request request, std::uint64_t number);
  asio::awaitable<void> subscribe(api::subscribe_request request, std::uint64_t number);
  asio::awaitable<void> follow(std::uint64_t number);
  asio::awaitable<result<event_page>> read_events(std::uint64_t after, std::size_t limit);
  bool accept_page(const result<event_page>& page);
  bool caught_up(const event_page& page);
  void deliver_stored(const event_page& page);
  void resume_reading();
  void subscribe_silent_client();
  void look_after_client(clock::time_point now);
  void send(opcode kind, std::string_view payload);
  void send_text(const std::string& message) { send(opcode::text, message); }
  void drop_slow(const char* why);
  const websocket_limits& limits() const { return server_->options.websocket; }

  wire wire_;
  lane& lane_;
  std::shared_ptr<server_state> server_;
  ticket_ptr connection_;
  ticket_ptr websocket_; ///< counts it, once it is known whose it is for the tenant too
  outbox outbox_;
  frame_reader frames_;

  auth::credentials client_; ///< address alone
  std::optional<access::principal> who_;
  bool authenticating_ = false;
  bool confirming_ = false;
  clock::time_point confirmed_at_{};

  api::event_filter filter_;
  position position_;
  bool live_ = false;        ///< takes live batches
  bool subscribed_ = false;  ///< has asked, or was subscribed for its silence
  bool subscribing_ = false; ///< its answer is under way
  std::uint64_t number_ = 0; ///< of the subscription; an older one's reading ends
  std::optional<position> joined_at_;

  clock::time_point connected_at_;
  clock::time_point heard_at_;
  clock::time_point pinged_at_{};
  clock::time_point told_position_at_{};
  clock::time_point closing_at_ = clock::time_point::max();
  bool ping_open_ = false;
  bool closing_ = false;
  int faults_ = 0;
};

} // namespace leadstream::serve
