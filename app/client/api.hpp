#pragma once
#include "app/context.hpp"
#include "net/client/http_client.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace leadstream::app {

/// The server that a command talks to: the option --server, else the setting client.server, else where this
/// configuration's own server listens.
result<std::string> server_url(const context& with, const std::string& option);

/// The API key for that server: the setting client.key, else, for a server on the loopback, the key file of
/// this configuration's data directory or what the server left for its user; empty when there is none.
std::string server_key(const context& with, const std::string& url);

/// Which https server is believed to be it: the setting client.ca_file.
client::trust server_trust(const context& with);

/// The REST API as the commands use it: JSON on success, the problem's words as an error otherwise.
class api {
public:
  api(std::string server, std::string key, client::trust believed)
      : key_(std::move(key)), trust_(std::move(believed)),
        http_(std::move(server), key_, std::chrono::minutes(1), trust_) {}

  result<nlohmann::json> get(std::string_view target);
  result<nlohmann::json> post(std::string_view target, std::string_view json);
  result<nlohmann::json> send(const std::string& method, std::string_view target, std::string_view json,
                              std::string_view if_match = {});
  result<nlohmann::json> upload(std::string_view target, std::string_view media_type,
                                const client::body_room& source);
  result<done> download(std::string_view target, const client::body_sink& sink);

  const std::string& server() const { return http_.server(); }
  const std::string& key() const { return key_; }
  const client::trust& believed() const { return trust_; }

private:
  std::string key_;
  client::trust trust_;
  client::http_client http_;
};

/// Builds "/path?a=1&b=2"; parameters without a value are left out.
class target {
public:
  explicit target(std::string path) : text_(std::move(path)) {}

  target& with(std::string_view name, std::string_view value);
  target& with(std::string_view name, std::uint64_t value) { return with(name, std::to_string(value)); }
  const std::string& text() const { return text_; }

private:
  std::string text_;
  bool first_ = true;
};

} // namespace leadstream::app
