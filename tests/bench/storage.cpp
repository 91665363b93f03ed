#include "domain/score/basis.hpp"
#include "storage/maintenance.hpp"
#include "storage/open.hpp"
#include "tests/conformance/adapters.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <thread>

/// Figures of this machine; LEADSTREAM_BENCH_LEADS says for how many leads.
using namespace leadstream;
using namespace leadstream::conformance;

namespace {

/// Lets so many calls be under way and waits for the rest.
class in_flight {
public:
  explicit in_flight(int most) : left_(most), most_(most) {}
  void enter() {
    std::unique_lock lock(guard_);
    changed_.wait(lock, [this] { return left_ > 0; });
    --left_;
  }
  void leave() {
    const std::lock_guard lock(guard_);
    ++left_;
    changed_.notify_all();
  }
  void drain() {
    std::unique_lock lock(guard_);
    changed_.wait(lock, [this] { return left_ == most_; });
  }

private:
  std::mutex guard_;
  std::condition_variable changed_;
  int left_;
  int most_;
};

/// What some calls took: of the clock, and of all processors.
struct cost {
  double seconds = 0;
  double processor_seconds = 0;
};

cost cost_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t processor = std::clock();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
          static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC};
}

lead_change company_number(std::uint64_t number) {
  constexpr std::array<const char*, 6> industries{"dentist", "restaurant",  "hotel",
                                                  "bank",    "hairdresser", "shop"};
  constexpr std::array<const char*, 5> cities{"Vaduz", "Zürich", "Wien", "Lyon", "Bergen"};
  lead l = make_lead(hash_uuid(std::to_string(number)), "Company " + std::to_string(number),
                     static_cast<int>((number * 2654435761U) % 101));
  l.company.industry = industries[number % industries.size()];
  l.company.location.city = cities[(number / 7) % cities.size()];
  l.company.created_at = at(static_cast<std::int64_t>(number));
  lead_change change;
  change.lead = l;
  change.keys = {{"record", "overpass:node/" + std::to_string(number)}};
  change.state = score::save(score::basis_of(l, {make_job(id_of(1)).criteria, l.company.updated_at}));
  change.blocking_keys = {"d:company" + std::to_string(number), "p:" + std::to_string(number)};
  return change;
}

observation seen_number(std::uint64_t number) {
  return make_observation("overpass", "node/" + std::to_string(number), "Company " + std::to_string(number));
}

void report(const char* what, double count, const cost& spent) {
  std::printf("%-28s %8.0f /s   %7.1f us of a processor each\n", what, count / spent.seconds,
              spent.processor_seconds / count * 1e6);
  std::fflush(stdout);
}

void bench_leads(store& s, std::uint64_t leads) {
  in_flight flight(16);
  const cost spent = cost_of([&] {
    for (std::uint64_t first = 0; first < leads; first += 64) {
      unit_of_work unit = new_unit();
      for (std::uint64_t number = first; number < std::min(leads, first + 64); ++number) {
        unit.observations.push_back(seen_number(number));
        unit.leads.push_back(company_number(number));
        unit.leads.back().observations = {unit.observations.back().id};
        unit.events.push_back({{"company_update", {}, unit.leads.back().lead.company.id, 50, "dentist"},
                               std::string(500, 'x')});
      }
      flight.enter();
      s.scope(default_tenant())->commit(std::move(unit), [&](const result<commit_result>& answer) {
        if (!answer || answer->outcome != commit_outcome::committed) {
          std::printf("not committed\n");
        }
        flight.leave();
      });
    }
    flight.drain();
  });
  report("leads, 64 a unit", static_cast<double>(leads), spent);
}

void bench_units(store& s, int posters) {
  constexpr int units = 20'000;
  in_flight flight(posters);
  const cost spent = cost_of([&] {
    for (int i = 0; i < units; ++i) {
      unit_of_work unit = new_unit();
      unit.events = {{{"job_update", {}, {}, 0, ""}, "{}"}};
      flight.enter();
      s.scope(default_tenant())->commit(std::move(unit), [&](const auto& /*unused*/) { flight.leave(); });
    }
    flight.drain();
  });
  report(("small units, " + std::to_string(posters) + " at once").c_str(), units, spent);
}

template <class T>
void bench_read(const char* what, int calls, const std::function<void(completion<T>)>& ask) {
  in_flight flight(4);
  std::atomic<int> failed{0};
  const cost spent = cost_of([&] {
    for (int i = 0; i < calls; ++i) {
      flight.enter();
      ask([&](const result<T>& answer) {
        failed += answer ? 0 : 1;
        flight.leave();
      });
    }
    flight.drain();
  });
  report(what, calls, spent);
  if (failed > 0) {
    std::printf("  %d failed\n", failed.load());
  }
}

lead_query query_of(const char* industry, const char* location, int score_min) {
  lead_query query;
  query.industry = industry;
  query.location = location;
  query.score_min = score_min;
  return query;
}

void bench_reads(tenant_store& t, std::uint64_t leads) {
  std::atomic<std::uint64_t> turn{0};
  const auto list = [&](const char* what, int calls, const lead_query& query) {
    bench_read<lead_page>(what, calls, [&, query](auto done) { t.list_leads(query, done); });
  };
  list("lists of 20, all", 5000, {});
  list("lists of 20, score >= 60", 5000, query_of("", "", 60));
  list("lists of 20, an industry", 5000, query_of("HOTEL", "", 0));
  list("lists of 20, a place", 20, query_of("", "zürich", 0));
  bench_read<lead>("details", 20'000,
                   [&](auto done) { t.find_lead(hash_uuid(std::to_string(turn++ * 7919 % leads)), done); });
  bench_read<std::vector<related_lead>>("related leads", 20'000, [&](auto done) {
    const std::string number = std::to_string(turn++ * 7919 % leads);
    t.find_related({{"record", "overpass:node/" + number}}, {"d:company" + number, "p:none"}, done);
  });
}

void bench_rescore(const storage::storage_options& options) {
  const auto score_again = [&](const char* what, const score::profile& by) {
    auto with = options;
    with.scoring = by;
    storage::rescore_report done;
    const cost spent = cost_of([&] { done = *storage::rescore_leads(with); });
    report(what, static_cast<double>(done.leads), spent);
    std::printf("  %llu changed\n", static_cast<unsigned long long>(done.changed));
  };
  score::profile other;
  other.weights = {0.4, 0.3, 0.2, 0.1};
  other.industries = {"hotel", "restaurant"};
  other.technologies = {"WordPress"};
  score_again("scored again, all differ", {});
  score_again("scored again, none differs", {});
  score_again("scored again, other profile", other);
}

} // namespace

TEST_CASE("how fast the SQLite store is") {
  const char* wanted = std::getenv("LEADSTREAM_BENCH_LEADS");
  const std::uint64_t leads = wanted == nullptr ? 20'000 : std::stoull(wanted);
  test_store s(adapter::sqlite);
  bench_units(s.port(), 64);
  bench_units(s.port(), 512);
  bench_leads(s.port(), leads);
  bench_reads(*s.scope(), leads);
  s.close();
  bench_rescore(s.options);
}
