#pragma once
#include "domain/telemetry.hpp"

#include <atomic>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace leadstream::test {

/// Keeps what it is told of the work. Any thread.
class telemetry_record : public telemetry {
public:
  void request_answered(std::string_view, std::string_view, int, std::chrono::microseconds) override {}
  void database_answered(std::string_view, std::chrono::microseconds, bool) override { ++calls; }
  void committed(const unit_of_work&, const commit_result&) override { ++commits; }
  void fenced() override { ++fences; }
  void fetched(std::string_view, const fetch_outcome&) override {}
  void waited(std::string_view source, std::chrono::milliseconds time) override {
    const std::lock_guard lock(mutex);
    waits.emplace_back(source, time);
  }
  void extracted(std::chrono::microseconds, std::string_view exceeded) override {
    const std::lock_guard lock(mutex);
    pages.emplace_back(exceeded);
  }
  void subscriber_dropped() override { ++dropped; }

  std::atomic<int> calls{0};
  std::atomic<int> commits{0};
  std::atomic<int> fences{0};
  std::atomic<int> dropped{0};
  std::mutex mutex; ///< of what follows
  std::vector<std::pair<std::string, std::chrono::milliseconds>> waits;
  std::vector<std::string> pages; ///< the budget that each exceeded
};

} // namespace leadstream::test
