#pragma once
#include "domain/model/tenant.hpp"
#include "storage/database.hpp"
#include "storage/options.hpp"

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <shared_mutex>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace leadstream::storage {

struct memory_task {
  leadstream::task task;
  std::uint64_t epoch = 0; ///< of the owner that runs it
};

struct memory_lead {
  leadstream::lead lead;
  std::string industry; ///< as filters search it
  std::string location;
  std::vector<std::string> blocking_keys;
};

struct memory_observation {
  leadstream::observation observation;
  uuid company_id; ///< nil until a lead is formed by it
};

/// Everything of one tenant.
struct memory_tenant {
  std::map<uuid, job> jobs;
  std::deque<memory_task> tasks; ///< in the order they came
  std::map<std::tuple<uuid, std::string, std::string>, std::size_t> task_keys;
  std::unordered_map<uuid, std::size_t> task_ids;
  std::map<uuid, memory_observation> observations;
  std::map<uuid, memory_lead> leads;
  std::map<lead_key, uuid> keys;
  std::map<uuid, std::set<uuid>> job_leads;
  std::vector<rejected_record> rejected;
  std::unordered_set<uuid> units;
  std::deque<event> events;
  std::uint64_t seq = 0;
};

/// Everything, guarded: readers share it, the writer has it alone during a transaction.
struct memory_state {
  explicit memory_state(const storage_options& given)
      : options(given), epoch(to_string(make_uuid_v7(given.now(), given.random))) {}

  storage_options options;
  std::string epoch; ///< of all streams
  std::shared_mutex guard;
  std::array<std::uint64_t, shard_count> shards{};
  std::map<tenant_id, memory_tenant> tenants;
};

std::unique_ptr<reader> make_memory_reader(std::shared_ptr<memory_state> state);
std::unique_ptr<writer> make_memory_writer(std::shared_ptr<memory_state> state);

} // namespace leadstream::storage
