#pragma once
#include "actors/gate_desk.hpp"

#include <map>
#include <vector>

namespace leadstream::actors::test {

inline const uuid some_job = *parse_uuid("0190a0a0-0000-7000-8000-0000000000aa");

/// An archive without files that answers at once.
struct small_archive : page_archive {
  void keep(std::shared_ptr<const page> content, std::shared_ptr<const http_request> asked) override {
    if (asked != nullptr) {
      questions.push_back(*asked);
    }
    pages[content->url] = std::move(content);
  }
  void find(const std::string& url, std::function<void(std::shared_ptr<const page>)> done) override {
    done(pages.contains(url) ? pages[url] : nullptr);
  }
  void note(const page_use& use) override { noted.push_back(use); }
  void uses(const uuid&, std::uint64_t, std::size_t, completion<std::vector<kept_use>>) override {}
  void erase_host(const std::string&, completion<std::uint64_t>) override {}
  void erase_answers(std::function<bool(const page&)>, completion<std::uint64_t>) override {}
  void stop() override {}

  std::map<std::string, std::shared_ptr<const page>> pages;
  std::vector<page_use> noted;
  std::vector<http_request> questions;
};

struct small_book : politeness_book {
  void add(const tenant_id&, const robots_decision& decision, const std::vector<uuid>& about) override {
    decisions.push_back(decision);
    subjects = about;
  }
  void find(const tenant_id&, const std::string&, const uuid&, std::size_t,
            completion<std::vector<robots_decision>>) override {}
  void list_opt_outs(completion<std::vector<opt_out>>) override {}
  void set_opt_out(const opt_out&, completion<leadstream::done>) override {}
  void remove_opt_out(const std::string&, completion<leadstream::done>) override {}

  std::vector<robots_decision> decisions;
  std::vector<uuid> subjects; ///< of the last one
};

/// A desk with a web of one thread: each hop ends when it is asked for, waits are over at once.
struct desk_world : gate_hands {
  desk_world() {
    context.archive = archive;
    context.politeness = book;
    context.opted_out = opted_out;
    context.budget = std::make_shared<byte_budget>(1U << 20U);
    context.random = [this] { return seed = seed * 6364136223846793005ULL + 1442695040888963407ULL; };
    context.clock = [this] { return wall; };
    context.rules.cache = true;
    context.rules.lane.min_delay = context.rules.lane.max_delay = std::chrono::milliseconds{0};
    context.rules.lane.requests_per_minute = 0;
    web["http://a.test/robots.txt"] = {404, {}, {}};
  }

  monotonic_time now() override { return time; }
  void fetch(std::uint64_t id, http_request request, const fetch_limits&) override {
    log.push_back(request);
    sent.emplace_back(id, std::move(request));
  }
  void find_kept(std::uint64_t id, const std::string& url) override { looked.emplace_back(id, url); }
  void wake(const std::string&, monotonic_time) override {}
  void call_back(std::uint64_t, monotonic_time) override {}
  void forward(fetch_order order, std::function<void(fetch_answer)> done) override {
    desk->take(std::move(order), std::move(done));
  }

  void open() { desk = std::make_unique<gate_desk>(context, *this); }

  fetch_answer ask_for_sitemap(const std::string& url) {
    fetch_answer got;
    fetch_order order = order_for(url);
    order.for_sitemap = true;
    desk->take(std::move(order), [&](fetch_answer answer) { got = std::move(answer); });
    work();
    return got;
  }

  fetch_answer ask(const std::string& url, std::vector<header> headers = {}) {
    fetch_answer got;
    request(url, got, std::move(headers));
    work();
    return got;
  }

  void request(const std::string& url, fetch_answer& got, std::vector<header> headers = {},
               const std::string& source = "website") {
    fetch_order order = order_for(url);
    order.source = source;
    order.request.headers = std::move(headers);
    desk->take(std::move(order), [&](fetch_answer answer) { got = std::move(answer); });
  }

  fetch_order order_for(const std::string& url) const {
    fetch_order order;
    order.source = "website";
    order.request.url = url;
    order.tenant = default_tenant();
    order.job_id = job_id;
    order.job_began = job_began;
    return order;
  }

  void work() {
    while (!sent.empty() || !looked.empty()) {
      for (const auto& look : std::exchange(looked, {})) {
        archive->find(look.second, [&](const auto& content) { desk->kept(look.first, content); });
      }
      for (const auto& [id, request] : std::exchange(sent, {})) {
        desk->ended(id, answer_to(request));
      }
    }
  }

  struct reaction {
    int status = 200;
    std::vector<header> headers;
    std::string body;
  };

  fetch_outcome answer_to(const http_request& request) {
    auto content = std::make_shared<page>();
    content->url = request.url;
    const reaction& to_give = web[request.url];
    const auto tag = find_header(to_give.headers, "ETag");
    const bool same = !tag.empty() && find_header(request.headers, "If-None-Match") == tag;
    content->status = same ? 304 : to_give.status;
    content->headers = to_give.headers;
    content->body = same ? "" : to_give.body;
    content->fetched_at = wall;
    fetch_outcome outcome;
    outcome.content = content;
    outcome.wire_bytes = content->body.size();
    return outcome;
  }

  std::size_t requests_for(const std::string& url) const {
    std::size_t count = 0;
    for (const auto& request : log) {
      count += request.url == url ? 1U : 0U;
    }
    return count;
  }

  std::shared_ptr<small_archive> archive = std::make_shared<small_archive>();
  std::shared_ptr<small_book> book = std::make_shared<small_book>();
  std::shared_ptr<flow::opt_out_list> opted_out = std::make_shared<flow::opt_out_list>();
  gate_context context;
  std::unique_ptr<gate_desk> desk;
  std::map<std::string, reaction> web;
  std::vector<http_request> log;
  std::vector<std::pair<std::uint64_t, http_request>> sent;
  std::vector<std::pair<std::uint64_t, std::string>> looked;
  monotonic_time time{std::chrono::hours{100}};
  uuid job_id = some_job;
  wall_time job_began = wall_time::max();
  wall_time wall = *parse_rfc3339("2026-11-22T10:00:00Z");
  std::uint64_t seed = 1;
};

} // namespace leadstream::actors::test
