#pragma once
#include "domain/model/result.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace leadstream::client {

/// What a Leadstream server answered.
struct http_answer {
  int status = 0;
  std::string content_type;
  std::string body; ///< at most 64 MiB
};

/// Which https servers are believed.
struct trust {
  std::string ca_file;  ///< PEM file with the authorities that vouch; empty: those of the system
  bool anybody = false; ///< only to see whether something answers: nothing secret may be sent
};

/// Takes a piece of a body; false ends the transfer.
using body_sink = std::function<bool(std::string_view)>;

/// Fills at most `size` bytes of a body; how many, 0 at its end.
using body_room = std::function<std::size_t(char* room, std::size_t size)>;

/// Speaks HTTP with one Leadstream server, one request at a time, and waits for the answer. Not thread-safe.
/// Errors: invalid_argument when the server's URL is none, unavailable when nobody answers there, timed_out,
/// too_large, refused when an https server is not believed, cancelled when a sink ended the transfer.
class http_client {
public:
  /// `key`: the API key to send; empty: none. `patience`: how long an answer may take, downloads excepted.
  explicit http_client(std::string server, const std::string& key = {},
                       std::chrono::milliseconds patience = std::chrono::minutes(1),
                       const trust& believed = {});
  ~http_client();

  /// `target` is path and query, already encoded.
  result<http_answer> get(std::string_view target);
  result<http_answer> post(std::string_view target, std::string_view json);
  /// With another method: PATCH, PUT, DELETE. `if_match`: the entity tag that must hold; empty: any.
  result<http_answer> send(const std::string& method, std::string_view target, std::string_view json,
                           std::string_view if_match = {});

  /// A body of any length, piece by piece, when the status is 200; any other answer has its body in itself.
  result<http_answer> download(std::string_view target, const body_sink& sink);

  /// Posts a body of any length, which `source` gives piece by piece: bytes put into the room, 0 at the end.
  result<http_answer> upload(std::string_view target, std::string_view media_type, const body_room& source);

  const std::string& server() const { return server_; }

private:
  class connection;

  std::string server_;
  std::unique_ptr<connection> connection_;
};

/// `text` as a part of a query or path: everything but letters, digits and -._~ percent-encoded.
std::string encode(std::string_view text);

} // namespace leadstream::client
