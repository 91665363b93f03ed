#include "domain/alerts/watch.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::alerts;
using namespace std::chrono_literals;

namespace {

/// A watch whose clock goes on by 15 seconds with each look.
struct looking {
  watch watcher{thresholds{}};
  sample figures;
  wall_time moment = *parse_rfc3339("2026-11-22T10:00:00Z");

  double value = 0; ///< of the last change

  std::string look() {
    figures.at += 15s;
    moment += 15s;
    std::string told;
    for (const change& c : watcher.look(figures, moment)) {
      told += (told.empty() ? "" : " ") + std::string(c.raised ? "+" : "-") + c.what.name +
              (c.what.about.empty() ? "" : ":" + c.what.about);
      value = c.what.value;
    }
    return told;
  }
};

} // namespace

TEST_CASE("every alert is raised when its limit is passed and resolved when it is kept again") {
  struct scene {
    const char* name;
    void (*wrong)(sample&);
    void (*right)(sample&);
  };
  const std::vector<scene> scenes{
      {"api_error_rate",
       [](sample& s) {
         s.requests = {100, 6};
       },
       [](sample& s) {
         s.requests = {10'000, 6};
       }},
      {"scrape_success:website",
       [](sample& s) {
         s.fetches["website"] = {100, 21};
       },
       [](sample& s) {
         s.fetches["website"] = {10'000, 21};
       }},
      {"database_slow",
       [](sample& s) {
         s.database_calls = {100, 6};
       },
       [](sample& s) {
         s.database_calls = {10'000, 6};
       }},
      {"queue_backlog", [](sample& s) { s.queued_jobs = 101; }, [](sample& s) { s.queued_jobs = 100; }},
      {"outbox_lag", [](sample& s) { s.outbox_lag = 301s; }, [](sample& s) { s.outbox_lag = 300s; }},
      {"breaker_open:overpass", [](sample& s) { s.breakers["overpass"] = 16min; },
       [](sample& s) { s.breakers.clear(); }},
      {"disk_low", [](sample& s) { s.disk_free = 1'000; }, [](sample& s) { s.disk_free = 1ULL << 40U; }},
      {"certificate_expiry", [](sample& s) { s.certificate_left = 24h; },
       [](sample& s) { s.certificate_left = 24h * 90; }},
  };
  for (const scene& s : scenes) {
    looking at;
    CHECK(at.look().empty());
    s.wrong(at.figures);
    CHECK(at.look() == "+" + std::string(s.name));
    CHECK(at.look().empty());
    CHECK(at.watcher.firings().size() == 1);
    CHECK(at.watcher.firings().front().since == at.moment - 15s);
    s.right(at.figures);
    CHECK(at.look() == "-" + std::string(s.name));
    CHECK(at.watcher.firings().empty());
  }
}

TEST_CASE("a ratio is over the window, and over enough to say something") {
  looking at;
  at.look();
  at.figures.requests = {19, 19};
  CHECK(at.look().empty());
  at.figures.requests = {20, 20};
  CHECK(at.look() == "+api_error_rate");
  std::string later;
  for (int i = 0; i < 25; ++i) {
    later += at.look();
  }
  CHECK(later == "-api_error_rate");
}

TEST_CASE("an alert that is over says what is seen then, not what was wrong") {
  looking at;
  at.look();
  at.figures.queued_jobs = 300;
  at.look();
  CHECK(at.value == 300);
  at.figures.queued_jobs = 7;
  CHECK(at.look() == "-queue_backlog");
  CHECK(at.value == 7);
  at.figures.breakers["overpass"] = 16min;
  at.look();
  CHECK(at.value == 960);
  at.figures.breakers.clear();
  at.look();
  CHECK(at.value == 0);
  at.figures.requests = {100, 50};
  at.look();
  CHECK(at.value == 50);
  at.figures.requests = {1'100, 50};
  CHECK(at.look() == "-api_error_rate");
  CHECK(at.value == 4.5);
}
