#pragma once
#include "net/serve/server.hpp"
#include "tests/support/fake_service.hpp"
#include "tests/support/raw_client.hpp"

#include <nlohmann/json.hpp>

#include <mutex>

namespace leadstream::test {

/// A server on a free port over a fake service, with its log kept.
struct served {
  explicit served(serve::server_options options = {}) : server(prepare(std::move(options)), inside) {
    port = *server.start();
  }
  ~served() { server.stop(std::chrono::milliseconds(2'000)); }

  seen_response request(const std::string& text) {
    raw_client client(port);
    client.send(text);
    return read_response(client, text.starts_with("HEAD"));
  }
  seen_response get(const std::string& target) {
    return request("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }
  seen_response post(const std::string& target, const std::string& body,
                     const std::string& type = "application/json") {
    return request("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type +
                   "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" +
                   body);
  }
  nlohmann::json get_json(const std::string& target) { return nlohmann::json::parse(get(target).body); }

  bool logged(const std::string& text) {
    const std::lock_guard lock(mutex);
    return log.find(text) != std::string::npos;
  }

  std::mutex mutex;
  std::string log;
  fake_service inside;
  serve::server server;
  std::uint16_t port = 0;

private:
  serve::server_options prepare(serve::server_options options) {
    options.port = 0;
    options.threads = options.threads == 0 ? 2 : options.threads;
    options.log = [this](const serve::log_line& line) {
      const std::lock_guard lock(mutex);
      log += line.message;
      for (const auto& [name, value] : line.fields) {
        log.append(" ").append(name).append("=").append(value);
      }
      log += "\n";
    };
    return options;
  }
};

} // namespace leadstream::test
