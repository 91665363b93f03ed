#include "domain/dedup/batch.hpp"
#include "domain/dedup/similarity.hpp"
#include "domain/dedup/text.hpp"
#include "tests/bench/companies.hpp"
#include "tests/bench/pair_score.hpp"

#include <sys/resource.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <unordered_map>

/// How fast and how well duplicates are found among made-up companies, beside the plain rule: equal website
/// or phone, or the same city, and a Levenshtein similarity of the names of at least 0.85.
namespace {

using leadstream::dedup::business;

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double peak_megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024.0;
}

business described(const bench::company_record& r) {
  business b;
  b.name = r.name;
  b.website = r.website;
  b.phones = {r.phone};
  b.emails = {r.email};
  b.street = r.street;
  b.city = r.city;
  b.postal_code = r.postal_code;
  b.country = r.country;
  b.category = r.category;
  return b;
}

void report(const char* what, std::size_t count, double seconds, const bench::pair_score& score) {
  std::printf("%-12s %9.0f records/s  precision %.4f  recall %.4f  F1 %.4f  peak %.0f MiB\n", what,
              static_cast<double>(count) / seconds, score.precision(), score.recall(), score.f1(),
              peak_megabytes());
}

/// The rule as a textbook has it.
class plain_rule {
public:
  void add(const bench::company_record& r) {
    const auto number = static_cast<std::uint32_t>(names_.size());
    names_.push_back(leadstream::dedup::fold_text(r.name));
    cluster_.push_back(number);
    for (const std::string& key :
         {"w" + r.website, "p" + r.phone, "c" + r.city + names_.back().substr(0, 4)}) {
      if (key.size() > 1) {
        join_similar(by_key_[key], number);
      }
    }
  }
  const std::vector<std::uint32_t>& clusters() {
    for (std::uint32_t i = 0; i < cluster_.size(); ++i) {
      cluster_[i] = root(i);
    }
    return cluster_;
  }

private:
  void join_similar(std::vector<std::uint32_t>& block, std::uint32_t number) {
    const std::size_t first = block.size() > 64 ? block.size() - 64 : 0;
    for (std::size_t i = first; i < block.size(); ++i) {
      if (leadstream::dedup::edit_similarity(names_[block[i]], names_[number]) >= 0.85) {
        cluster_[root(number)] = root(block[i]);
      }
    }
    block.push_back(number);
  }
  std::uint32_t root(std::uint32_t i) {
    while (cluster_[i] != i) {
      i = cluster_[i] = cluster_[cluster_[i]];
    }
    return i;
  }

  std::vector<std::string> names_;
  std::vector<std::uint32_t> cluster_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_key_;
};

/// Runs something that takes records one by one; the time to make them is not counted.
template <class Run>
double seconds_to_add(std::size_t count, std::vector<std::uint32_t>& truth, Run& run) {
  constexpr std::size_t chunk = 10'000;
  std::vector<bench::company_record> waiting;
  double seconds = 0;
  const auto flush = [&] {
    const double start = cpu_seconds();
    for (const auto& r : waiting) {
      run(r);
    }
    seconds += cpu_seconds() - start;
    waiting.clear();
  };
  bench::make_companies(count, 1, [&](const bench::company_record& r) {
    truth.push_back(r.truth);
    waiting.push_back(r);
    if (waiting.size() == chunk) {
      flush();
    }
  });
  flush();
  return seconds;
}

void measure_batch(std::size_t count) {
  leadstream::dedup::batch all;
  std::vector<std::uint32_t> truth;
  const auto add = [&](const bench::company_record& r) {
    all.add(leadstream::dedup::make_profile(described(r)));
  };
  double seconds = seconds_to_add(count, truth, add);
  const double start = cpu_seconds();
  const auto clusters = all.clusters();
  seconds += cpu_seconds() - start;
  report("leadstream", count, seconds, bench::score_pairs(truth, clusters));
}

void measure_plain_rule(std::size_t count) {
  plain_rule all;
  std::vector<std::uint32_t> truth;
  const auto add = [&](const bench::company_record& r) { all.add(r); };
  double seconds = seconds_to_add(count, truth, add);
  const double start = cpu_seconds();
  const auto& clusters = all.clusters();
  seconds += cpu_seconds() - start;
  report("plain rule", count, seconds, bench::score_pairs(truth, clusters));
}

} // namespace

/// bench_dedup [COUNT]
int main(int argc, char** argv) {
  std::size_t count = 1'000'000;
  if (argc > 1) {
    std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), count);
  }
  measure_batch(count);
  measure_plain_rule(count);
}
