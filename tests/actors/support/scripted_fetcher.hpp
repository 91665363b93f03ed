#pragma once
#include "domain/ports.hpp"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace leadstream::test {

/// A small web that the test writes: each URL answers by a function. Completes when the test says so, on its
/// thread.
class scripted_fetcher : public page_fetcher {
public:
  struct sent {
    http_request request;
    std::function<void(fetch_outcome)> done;
  };
  using answer = std::function<fetch_outcome(const http_request&)>;

  void fetch(http_request request, const fetch_limits&, std::function<void(fetch_outcome)> done) override {
    log.push_back(request);
    waiting.push_back({std::move(request), std::move(done)});
  }

  void stop() override {
    for (sent& s : std::exchange(waiting, {})) {
      s.done({fetch_failure::cancelled, "stopped", nullptr, {}, 0});
    }
  }

  /// Completes everything that waits. Returns how much it was.
  std::size_t complete_all() {
    auto now = std::exchange(waiting, {});
    for (sent& s : now) {
      s.done(answer_to(s.request));
    }
    return now.size();
  }

  fetch_outcome answer_to(const http_request& request) const {
    const auto found = web.find(request.url);
    return found == web.end() ? status(404)(request) : found->second(request);
  }

  static answer status(int code, const std::vector<header>& headers = {}, const std::string& body = {}) {
    return [=](const http_request& request) {
      auto content = std::make_shared<page>();
      content->url = request.url;
      content->status = code;
      content->headers = headers;
      content->body = body;
      return fetch_outcome{fetch_failure::none, {}, content, std::chrono::milliseconds(1), body.size()};
    };
  }

  static answer html(const std::string& body) { return status(200, {{"Content-Type", "text/html"}}, body); }

  static answer failure(fetch_failure why) {
    return [why](const http_request&) { return fetch_outcome{why, to_string(why), nullptr, {}, 0}; };
  }

  std::map<std::string, answer> web;
  std::vector<http_request> log;
  std::deque<sent> waiting;
};

} // namespace leadstream::test
