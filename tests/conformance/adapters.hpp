#pragma once
#include "domain/ports.hpp"
#include "storage/open.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace leadstream::conformance {

/// What the suite runs on: pgbouncer stands for PostgreSQL behind a pooler in transaction mode.
enum class adapter { memory, sqlite, postgres, pgbouncer };

/// Names of the adapters, for generators and messages.
const char* name_of(adapter kind);
/// Those that this machine has.
const std::vector<adapter>& adapters();

/// Waits for a completion: ask(store, done) is called and its answer returned.
template <class T, class Ask>
result<T> wait_for(Ask ask) {
  auto answer = std::make_shared<std::promise<result<T>>>();
  auto future = answer->get_future();
  ask([answer](result<T> given) { answer->set_value(std::move(given)); });
  if (future.wait_for(std::chrono::seconds(30)) != std::future_status::ready) {
    FAIL("the store did not answer");
  }
  return future.get();
}

/// A store of one adapter in a scratch directory, its clock and randomness given by the test.
class test_store {
public:
  explicit test_store(adapter kind);
  test_store(const test_store&) = delete;
  test_store& operator=(const test_store&) = delete;
  ~test_store();

  leadstream::store& port() const { return *store_; }
  std::shared_ptr<tenant_store> scope(const std::string& tenant = "default") const {
    return store_->scope({tenant});
  }
  /// Closes and opens again, as a restart does.
  void reopen();
  /// For what wants the database alone; reopen() goes on.
  void close();

  commit_result commit(unit_of_work unit, const std::string& tenant = "default");
  error refused(unit_of_work unit, const std::string& tenant = "default");
  job find_job(const uuid& id, const std::string& tenant = "default");
  lead find_lead(const uuid& id, const std::string& tenant = "default");
  bool has_lead(const uuid& id, const std::string& tenant = "default");
  lead_page list(const lead_query& query, const std::string& tenant = "default");
  std::vector<task> claim(const uuid& job_id, const std::string& source, std::uint64_t epoch,
                          std::size_t limit);
  std::vector<related_lead> related(const std::vector<lead_key>& keys,
                                    const std::vector<std::string>& blocks = {},
                                    const std::string& tenant = "default");
  event_page events(std::uint64_t after, std::size_t limit, const std::string& tenant = "default");
  position where(const std::string& tenant = "default");
  std::uint64_t acquire();

  storage::storage_options options;

private:
  bool on_server() const { return kind_ == adapter::postgres || kind_ == adapter::pgbouncer; }

  adapter kind_;
  std::filesystem::path scratch_;
  std::unique_ptr<leadstream::store> store_;
};

/// An id that a number stands for.
uuid id_of(std::uint64_t number);
/// A unit with a fresh id.
unit_of_work new_unit();
/// A moment, in seconds after a fixed one.
wall_time at(std::int64_t seconds);

job make_job(const uuid& id);
task make_task(const uuid& job_id, const std::string& key, const std::string& source = "overpass");
observation make_observation(const std::string& source, const std::string& record, const std::string& name);
/// A lead with every member filled.
lead make_lead(const uuid& id, const std::string& name, int score = 50);
/// The change that stores that lead, formed by these observations.
lead_change make_change(const lead& wanted, const std::vector<observation>& seen = {});

} // namespace leadstream::conformance

namespace Catch {
template <>
struct StringMaker<leadstream::conformance::adapter> {
  static std::string convert(leadstream::conformance::adapter kind) {
    return leadstream::conformance::name_of(kind);
  }
};
template <>
struct StringMaker<leadstream::uuid> {
  static std::string convert(const leadstream::uuid& id) { return leadstream::to_string(id); }
};
} // namespace Catch

/// The adapter of this run of the test: each in turn.
#define EACH_ADAPTER GENERATE(from_range(leadstream::conformance::adapters()))
