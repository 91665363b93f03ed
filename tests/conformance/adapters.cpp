#include "tests/conformance/adapters.hpp"

#include "tests/conformance/cluster.hpp"

#include <array>
#include <atomic>
#include <unistd.h>

namespace leadstream::conformance {
namespace {

std::filesystem::path scratch_directory() {
  static std::atomic<int> count{0};
  return std::filesystem::temp_directory_path() /
         ("leadstream-test-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
}

template <class T>
T must(result<T> answer) {
  if (!answer) {
    FAIL(to_string(answer.problem().code) << ": " << answer.problem().message);
  }
  return std::move(answer).value();
}

} // namespace

const char* name_of(adapter kind) {
  constexpr std::array names{"memory", "sqlite", "postgres", "pgbouncer"};
  return names.at(static_cast<std::size_t>(kind));
}

const std::vector<adapter>& adapters() {
  static const std::vector<adapter> all = [] {
    std::vector<adapter> found{adapter::memory, adapter::sqlite};
    if (cluster::instance().has_server()) {
      found.push_back(adapter::postgres);
    }
    if (cluster::instance().has_pooler()) {
      found.push_back(adapter::pgbouncer);
    }
    return found;
  }();
  if (all.size() < 4) {
    WARN("postgresql-15 or pgbouncer is not installed: not tested on it");
  }
  return all;
}

test_store::test_store(adapter kind) : kind_(kind), scratch_(scratch_directory()) {
  options.directory = scratch_;
  options.database = kind == adapter::memory ? "memory:" : "";
  if (on_server()) {
    options.database = cluster::instance().new_database(kind == adapter::pgbouncer);
  }
  options.readers = 2;
  options.now = [] { return at(0); };
  reopen();
}

test_store::~test_store() {
  store_.reset();
  std::filesystem::remove_all(scratch_);
  if (on_server()) {
    cluster::instance().drop_database(options.database);
  }
}

void test_store::reopen() {
  if (store_ && kind_ == adapter::memory) {
    return;
  }
  store_.reset();
  store_ = must(storage::open_store(options));
}

void test_store::close() {
  store_.reset();
}

commit_result test_store::commit(unit_of_work unit, const std::string& tenant) {
  return must(wait_for<commit_result>([&](auto done) { scope(tenant)->commit(std::move(unit), done); }));
}

error test_store::refused(unit_of_work unit, const std::string& tenant) {
  const auto answer =
      wait_for<commit_result>([&](auto done) { scope(tenant)->commit(std::move(unit), done); });
  REQUIRE(!answer);
  return answer.problem();
}

job test_store::find_job(const uuid& id, const std::string& tenant) {
  return must(wait_for<job>([&](auto done) { scope(tenant)->find_job(id, done); }));
}

lead test_store::find_lead(const uuid& id, const std::string& tenant) {
  return must(wait_for<lead>([&](auto done) { scope(tenant)->find_lead(id, done); }));
}

bool test_store::has_lead(const uuid& id, const std::string& tenant) {
  return wait_for<lead>([&](auto done) { scope(tenant)->find_lead(id, done); }).ok();
}

lead_page test_store::list(const lead_query& query, const std::string& tenant) {
  return must(wait_for<lead_page>([&](auto done) { scope(tenant)->list_leads(query, done); }));
}

std::vector<task> test_store::claim(const uuid& job_id, const std::string& source, std::uint64_t epoch,
                                    std::size_t limit) {
  return must(wait_for<std::vector<task>>(
      [&](auto done) { scope()->claim_tasks(job_id, source, epoch, limit, done); }));
}

std::vector<related_lead> test_store::related(const std::vector<lead_key>& keys,
                                              const std::vector<std::string>& blocks,
                                              const std::string& tenant) {
  return must(wait_for<std::vector<related_lead>>(
      [&](auto done) { scope(tenant)->find_related(keys, blocks, done); }));
}

event_page test_store::events(std::uint64_t after, std::size_t limit, const std::string& tenant) {
  return must(wait_for<event_page>([&](auto done) { scope(tenant)->read_events(after, limit, done); }));
}

position test_store::where(const std::string& tenant) {
  return must(wait_for<position>([&](auto done) { scope(tenant)->find_position(done); }));
}

std::uint64_t test_store::acquire() {
  return must(wait_for<std::uint64_t>([&](auto done) { port().acquire_shards(id_of(99), done); }));
}

uuid id_of(std::uint64_t number) {
  uuid id;
  id.bytes[6] = 0x70;
  id.bytes[8] = 0x80;
  for (std::size_t i = 0; i < 6; ++i) {
    id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
  return id;
}

unit_of_work new_unit() {
  static std::atomic<std::uint64_t> count{0};
  unit_of_work unit;
  unit.id = id_of((1ULL << 40U) + ++count);
  return unit;
}

wall_time at(std::int64_t seconds) {
  return wall_time(std::chrono::seconds(1'790'000'000 + seconds));
}

job make_job(const uuid& id) {
  job j;
  j.id = id;
  j.criteria = {"dentist", "Vaduz", size_category::s11_50, 25};
  j.created_at = at(1);
  j.estimated_duration = std::chrono::seconds(90);
  return j;
}

task make_task(const uuid& job_id, const std::string& key, const std::string& source) {
  task t;
  t.id = hash_uuid(to_string(job_id) + source + key);
  t.job_id = job_id;
  t.source = source;
  t.key = key;
  t.shard = 7;
  t.payload = R"({"query":")" + key + "\"}";
  return t;
}

observation make_observation(const std::string& source, const std::string& record, const std::string& name) {
  observation o;
  o.source = source;
  o.record_id = record;
  o.source_url = "https://example.test/" + record;
  o.fetched_at = at(2);
  o.raw.facts.push_back({field::name, name, "osm_tag", 0.9, ""});
  o.processed = o.raw;
  o.processed.places.push_back({"Städtle 1", "Vaduz", "", "9490", "LI", true, 47.1, 9.5, "osm_tag", 0.8});
  o.rejected.push_back({"phone", "12", "too short"});
  o.quality = 0.75;
  o.id = identify(default_tenant(), o);
  return o;
}

lead make_lead(const uuid& id, const std::string& name, int score) {
  lead l;
  l.company = {id,    name,  "Zahnärzte", size_category::s1_10, "https://" + name + ".test", "Text", {},
               score, at(3), at(4)};
  l.company.location = {"Städtle 1", "Vaduz", "Oberland", "9490",    "LI",
                        true,        47.141,  9.5209,     "osm_tag", 0.75};
  const uuid first = hash_uuid(to_string(id) + "a");
  const uuid second = hash_uuid(to_string(id) + "b");
  l.contacts.push_back({first, "Anna Muster", "CEO", "anna@muster.test", "+4232345678",
                        "https://linkedin.com/in/anna", true, 0.9, at(3)});
  l.contacts.push_back({second, "", "", "info@muster.test", "", "", false, 0.5, at(3)});
  l.social = {"https://x.com/muster"};
  l.intelligence = {{"hiring"}, {"WordPress", "nginx"}, {"no \"online\" booking"}};
  l.breakdown = {score,
                 1,
                 {},
                 "",
                 0,
                 {{"contact_completeness",
                   35,
                   70,
                   12.5,
                   {{"email_found", 20, criterion_state::yes, {"anna@muster.test"}},
                    {"phone_found", 0, criterion_state::unknown, {}}}}}};
  l.provenance.push_back({"name", name, "overpass", "https://example.test/1", at(2), "osm_tag", 0.9});
  return l;
}

lead_change make_change(const lead& wanted, const std::vector<observation>& seen) {
  lead_change change;
  change.lead = wanted;
  for (const observation& o : seen) {
    change.observations.push_back(o.id);
    change.keys.push_back({"record", o.source + ":" + o.record_id});
  }
  return change;
}

} // namespace leadstream::conformance
