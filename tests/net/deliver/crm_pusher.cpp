#include "net/deliver/crm_pusher.hpp"

#include "net/deliver/crm_targets.hpp"
#include "tests/support/fake_service.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>

using namespace leadstream;
using namespace leadstream::test;

namespace {

constexpr std::chrono::seconds deadline(20);

/// What comes before the deadline.
template <class T>
T soon(std::future<T> coming) {
  REQUIRE(coming.wait_for(deadline) == std::future_status::ready);
  return coming.get();
}

/// Keeps runs in memory; the first save ends when the test says so.
class slow_records : public delivery::crm_store {
public:
  void find(const tenant_id&, const std::string&, const std::vector<uuid>&,
            completion<std::map<uuid, delivery::crm_state>> done) override {
    done(std::map<uuid, delivery::crm_state>());
  }
  void record(const tenant_id&, const std::string&, const std::vector<delivery::crm_result>& results,
              wall_time, completion<done> answer) override {
    for (const auto& one : results) {
      ++(one.error.empty() ? taken : refused);
    }
    answer(done{});
  }
  void list(const tenant_id&, const std::string&, bool, std::uint32_t,
            completion<std::vector<delivery::crm_entry>> done) override {
    done(std::vector<delivery::crm_entry>());
  }
  void save(const tenant_id&, const delivery::crm_run& run, completion<done> answer) override {
    committed.wait();
    {
      const std::lock_guard lock(guard_);
      saved_.push_back(run);
    }
    changed_.notify_all();
    answer(failing ? result<done>(error{error_code::unavailable, "the disk is full", {}})
                   : result<done>(done{}));
  }
  void runs(const tenant_id&, completion<std::vector<delivery::crm_run>> done) override { done(saved()); }
  void end_abandoned(wall_time, completion<done> answer) override { answer(done{}); }
  void spend(const tenant_id&, const std::string&, const std::string&, std::uint32_t,
             completion<bool> done) override {
    done(true);
  }

  std::vector<delivery::crm_run> saved() {
    const std::lock_guard lock(guard_);
    return saved_;
  }
  /// Waits until a run has ended; false when none has soon.
  bool end_soon() {
    std::unique_lock lock(guard_);
    return changed_.wait_for(lock, deadline,
                             [this] { return !saved_.empty() && saved_.back().state != "running"; });
  }

  std::promise<void> commit;
  std::shared_future<void> committed = commit.get_future().share();
  bool failing = false;
  std::size_t taken = 0;
  std::size_t refused = 0;

private:
  std::mutex guard_;
  std::condition_variable changed_;
  std::vector<delivery::crm_run> saved_;
};

/// A CRM that takes batches in which no record names a town without an end; its token endpoint is busy at
/// first.
class choosy_crm : public delivery::crm_target {
public:
  const char* name() const override { return "http"; }
  std::size_t batch() const override { return 64; }
  std::optional<http_request> authorize() override {
    return authorized_ ? std::nullopt : std::optional(http_request{"POST", "http://crm.test/token", {}, ""});
  }
  std::string authorized(const page& answer) override {
    authorized_ = answer.status == 200;
    return authorized_ ? "" : "no token";
  }
  http_request say(const std::vector<delivery::crm_record>& batch) override {
    std::string names;
    for (const auto& record : batch) {
      names += record.properties.at("name") + "\n";
    }
    return {"POST", "http://crm.test/leads", {}, names};
  }
  delivery::crm_answer understand(const page& answer,
                                  const std::vector<delivery::crm_record>& batch) override {
    if (answer.status == 400) {
      return {delivery::crm_answer::kind::invalid, {}, {}, "one is too long"};
    }
    delivery::crm_answer all;
    for (const auto& record : batch) {
      all.results.push_back({record.lead_id, encode(record), "7", ""});
    }
    return all;
  }

private:
  bool authorized_ = false;
};

class choosy_server : public page_fetcher {
public:
  void fetch(http_request asked, const fetch_limits&, std::function<void(fetch_outcome)> ended) override {
    auto answer = std::make_shared<page>();
    if (asked.url.ends_with("/token")) {
      answer->status = tokens_++ == 0 ? 503 : 200;
    } else {
      answer->status = asked.body.find("bad") == std::string::npos ? 200 : 400;
    }
    fetch_outcome outcome;
    outcome.content = answer;
    ended(outcome);
  }
  void stop() override {}

private:
  int tokens_ = 0;
};

class no_fetcher : public page_fetcher {
public:
  void fetch(http_request, const fetch_limits&, std::function<void(fetch_outcome)> ended) override {
    ended({});
  }
  void stop() override {}
};

struct pushing {
  pushing() {
    deliver::crm_pusher::options how;
    how.targets["http"].make = [] { return deliver::make_http_sink({"http://sink.test/", "POST", {}, ""}); };
    pusher.emplace(records, fetcher, how);
  }
  std::future<result<delivery::crm_run>> begin() {
    auto asked = std::make_shared<std::promise<result<delivery::crm_run>>>();
    pusher->begin(inside, default_tenant(), "http", {}, "",
                  [asked](result<delivery::crm_run> run) { asked->set_value(std::move(run)); });
    return asked->get_future();
  }

  slow_records records;
  no_fetcher fetcher;
  fake_service inside;
  std::optional<deliver::crm_pusher> pusher;
};

} // namespace

TEST_CASE("a push answers once its run is stored, so that whoever asks for it finds it") {
  pushing p;
  auto begun = p.begin();
  CHECK(begun.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
  p.records.commit.set_value();
  const auto run = soon(std::move(begun));
  REQUIRE(run.ok());
  REQUIRE_FALSE(p.records.saved().empty());
  CHECK(p.records.saved().front().id == run->id);
  p.pusher->stop();
  CHECK(p.records.saved().back().state != "running");
}

TEST_CASE("a push whose run cannot be stored does not begin") {
  pushing p;
  p.records.failing = true;
  p.records.commit.set_value();
  CHECK_FALSE(soon(p.begin()).ok());
  p.pusher->stop();
  CHECK(p.records.saved().size() == 1);
}

TEST_CASE("a record that spoils its batch is noted, and those beside it are sent") {
  // given 100 leads, one of which the CRM refuses with all that stands beside it
  slow_records records;
  choosy_server server;
  fake_service inside;
  for (std::uint8_t i = 0; i < 100; ++i) {
    lead_row row;
    row.id.bytes[0] = static_cast<std::uint8_t>(i + 1);
    row.company_name = i == 41 ? "bad" : "good";
    inside.rows.push_back(row);
  }
  deliver::crm_pusher::options how;
  how.targets["http"].make = [] { return std::make_unique<choosy_crm>(); };
  how.targets["http"].fields = *deliver::read_mapping({"name = name"});
  how.backoff = std::chrono::milliseconds(1);
  std::promise<bool> begun;
  deliver::crm_pusher pusher(records, server, how);
  records.commit.set_value();

  // when
  pusher.begin(inside, default_tenant(), "http", {}, "",
               [&](const result<delivery::crm_run>& run) { begun.set_value(run.ok()); });
  REQUIRE(soon(begun.get_future()));
  REQUIRE(records.end_soon());

  // then
  CHECK(records.saved().back().state == "completed");
  CHECK(records.taken == 99);
  CHECK(records.refused == 1);
}
