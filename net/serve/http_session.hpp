#pragma once
#include "net/api/problem.hpp"
#include "net/serve/lane.hpp"
#include "net/serve/response_head.hpp"
#include "net/serve/strict_request.hpp"
#include "net/serve/watchdog.hpp"
#include "net/serve/wire.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::serve {

/// One HTTP connection: reads requests one after the other, lets the routes answer them, writes the answers
/// in order, until one side ends it or it becomes a WebSocket. On its lane's thread.
class http_session : public std::enable_shared_from_this<http_session> {
public:
  http_session(wire client, lane& home, std::shared_ptr<server_state> server, ticket_ptr connection);
  ~http_session();

  asio::awaitable<void> run();
  /// Ends the connection now when it waits for a request, else after the answer.
  void drain();
  /// Ends it now.
  void abort();

private:
  /// How reading a part of a request ended: the part is there (status 0), or the client gets that status and
  /// the connection is closed, or there is nobody to answer (status -1).
  struct outcome {
    int status = 0;
    std::string reason;
  };
  static constexpr int nobody = -1;
  static outcome too_large(std::size_t most);
  static outcome malformed_chunks();

  asio::awaitable<bool> greet();
  asio::awaitable<bool> serve_one();
  asio::awaitable<outcome> read_head(strict_request& strict);
  asio::awaitable<outcome> read_body(const request_head& head);
  asio::awaitable<outcome> read_counted(std::uint64_t length);
  asio::awaitable<outcome> read_chunked();
  asio::awaitable<bool> serve_upload(const request_head& head);
  asio::awaitable<outcome> take_counted(std::uint64_t length);
  asio::awaitable<outcome> take_chunked();
  asio::awaitable<outcome> hand_over(std::string_view bytes);
  asio::awaitable<outcome> allow_body();
  asio::awaitable<std::optional<outcome>> receive();
  asio::awaitable<std::optional<outcome>> receive_body(std::uint64_t before);
  std::optional<outcome> judge_rate(std::size_t bytes) const;
  outcome take_head(const strict_request& strict);
  outcome judge_browser() const;

  asio::awaitable<std::optional<api::response>> admit();
  auth::credentials shown_credentials() const;
  asio::awaitable<std::optional<api::response>> admit_known();
  std::optional<api::response> judge_rights();
  api::response refuse_credentials(const auth::verdict& judged);
  bool is_forwarded() const;
  void believe_proxy();
  bool is_allowed_origin(std::string_view origin) const;
  api::response answer_options() const;
  void add_common_fields(api::response& made) const;
  bool pack(api::response& made) const;
  void audit(const api::response& made) const;
  asio::awaitable<bool> answer();
  api::call_ptr make_call();
  asio::awaitable<api::response> handle(api::call_ptr call);
  std::vector<api::field_error> unknown_parameters() const;
  std::optional<api::response> refuse_content() const;
  std::optional<api::response> refuse_coding() const;
  api::response to_response(const result<api::response>& answer) const;
  asio::awaitable<bool> upgrade();

  asio::awaitable<bool> send(api::response answer);
  asio::awaitable<result<std::string>> next_piece(const std::shared_ptr<api::body_source>& source);
  asio::awaitable<bool> send_stream(std::shared_ptr<api::body_source> source, std::string head,
                                    std::string beginning, bool packed);
  asio::awaitable<bool> write(std::string_view first, std::string_view second);
  asio::awaitable<void> linger();
  void note(const api::response& answer) const;

  const http_limits& limits() const { return server_->options.http; }
  void forget_request();

  wire wire_;
  lane& lane_;
  std::shared_ptr<server_state> server_;
  ticket_ptr connection_;
  watchdog watchdog_;
  std::string buffer_;     ///< received and not used yet
  std::size_t served_ = 0; ///< answers given
  bool idle_ = false;

  std::string peer_;      ///< address of who is connected
  std::string address_;   ///< of the client, which a trusted proxy may speak for
  bool loopback_ = false; ///< whether that is this machine
  api::request asked_;
  api::route_match match_;
  std::optional<access::principal> who_; ///< who asks; nobody on routes that are open to all
  std::string request_id_;
  std::string trace_id_;     ///< of traceparent; empty when the client sent none
  std::string origin_;       ///< a foreign web origin that may read the answer
  std::string content_hash_; ///< of a changing request's body, for the audit log
  bool packs_ = false;       ///< the client takes gzip
  auth::rate_state rate_;
  std::chrono::steady_clock::time_point body_begun_{};
  std::shared_ptr<api::body_taker>
      upload_;                        ///< who takes the body while it arrives; null: the request keeps it
  std::optional<error> upload_fault_; ///< why it takes no more
  bool version_1_1_ = true;
  bool keep_alive_ = true;
  bool head_only_ = false;
  std::chrono::steady_clock::time_point begun_{};
  std::size_t sent_ = 0;
};

} // namespace leadstream::serve
