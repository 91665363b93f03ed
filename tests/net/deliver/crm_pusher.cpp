#include "net/deliver/crm_pusher.hpp"

#include "net/deliver/crm_targets.hpp"
#include "tests/support/fake_service.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <optional>

using namespace leadstream;
using namespace leadstream::test;

namespace {

/// Keeps runs in memory; the first save ends when the test says so.
class slow_records : public delivery::crm_store {
public:
  void find(const tenant_id&, const std::string&, const std::vector<uuid>&,
            completion<std::map<uuid, delivery::crm_state>> done) override {
    done(std::map<uuid, delivery::crm_state>());
  }
  void record(const tenant_id&, const std::string&, const std::vector<delivery::crm_result>&, wall_time,
              completion<done> answer) override {
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

  std::promise<void> commit;
  std::shared_future<void> committed = commit.get_future().share();
  bool failing = false;

private:
  std::mutex guard_;
  std::vector<delivery::crm_run> saved_;
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
  const auto run = begun.get();
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
  CHECK_FALSE(p.begin().get().ok());
  p.pusher->stop();
  CHECK(p.records.saved().size() == 1);
}
