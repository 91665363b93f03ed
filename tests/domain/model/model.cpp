#include "domain/model/job.hpp"
#include "domain/model/observation.hpp"
#include "domain/model/uuid.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream;
using namespace std::chrono;

TEST_CASE("times are written in UTC with milliseconds and read with any offset") {
  const auto moment = parse_rfc3339("2026-11-22T11:15:30.123456+01:00");
  REQUIRE(moment);
  CHECK(to_rfc3339(*moment) == "2026-11-22T10:15:30.123Z");
  CHECK(parse_rfc3339("2026-02-29T00:00:00Z") == std::nullopt);
  for (const char* bad :
       {"", "2026-11-22", "2026-11-22T10:15:30", "2026-11-22T25:00:00Z", "2026-11-22T10:15:30Zx"}) {
    CHECK_FALSE(parse_rfc3339(bad));
  }
}

TEST_CASE("UUIDs of version 7 sort by time and read back") {
  std::uint64_t counter = 0;
  const auto random = [&counter] { return ++counter * 0x9E3779B97F4A7C15U; };
  const uuid first = make_uuid_v7(wall_time{milliseconds(1'000)}, random);
  const uuid second = make_uuid_v7(wall_time{milliseconds(1'001)}, random);
  CHECK(first < second);
  CHECK(to_string(first)[14] == '7');
  CHECK(parse_uuid(to_string(first)) == first);
  CHECK_FALSE(parse_uuid("0190-not-a-uuid"));
  CHECK_FALSE(parse_uuid("01900000-0000-7000-8000-00000000000g"));
}

TEST_CASE("a derived UUID depends on time and seed alone") {
  const uuid seed = hash_uuid("x");
  const wall_time when{milliseconds(1'700'000'000'000)};
  CHECK(derive_uuid_v7(when, seed) == derive_uuid_v7(when, seed));
  CHECK(derive_uuid_v7(when, seed) != derive_uuid_v7(when, hash_uuid("y")));
  CHECK(to_string(derive_uuid_v7(when, seed))[14] == '7');
}

TEST_CASE("a job goes only where the table lets it") {
  CHECK(may_become(job_status::pending, job_status::running));
  CHECK(may_become(job_status::running, job_status::completed));
  CHECK_FALSE(may_become(job_status::completed, job_status::running));
  CHECK_FALSE(may_become(job_status::pending, job_status::completed));
  for (const auto end : {job_status::completed, job_status::failed, job_status::cancelled}) {
    CHECK(is_final(end));
  }
  CHECK_FALSE(is_final(job_status::pending));
}

TEST_CASE("the expected end is never in the past and stands once the job ended") {
  job j;
  j.created_at = wall_time{seconds(100)};
  j.estimated_duration = seconds(60);
  CHECK(estimated_completion(j, wall_time{seconds(110)}) == wall_time{seconds(160)});
  CHECK(estimated_completion(j, wall_time{seconds(500)}) == wall_time{seconds(500)});
  j.completed_at = wall_time{seconds(130)};
  CHECK(estimated_completion(j, wall_time{seconds(500)}) == wall_time{seconds(130)});
}

TEST_CASE("company sizes have the brief's borders") {
  struct example {
    std::uint64_t employees;
    const char* category;
  };
  const auto e = GENERATE(values<example>({{1, "1-10"},
                                           {10, "1-10"},
                                           {11, "11-50"},
                                           {200, "51-200"},
                                           {201, "201-1000"},
                                           {1'000, "201-1000"},
                                           {1'001, "1000+"}}));
  CHECK(std::string(to_string(size_of(e.employees))) == e.category);
  CHECK(parse_size_category(e.category) == size_of(e.employees));
}

TEST_CASE("an observation is named by what it says, not by when it was seen") {
  observation seen;
  seen.source = "overpass";
  seen.record_id = "node/1";
  seen.raw.facts.push_back({field::name, "A", "osm_tag", 0.9, ""});
  const uuid id = identify(default_tenant(), seen);
  seen.fetched_at += hours(1);
  CHECK(identify(default_tenant(), seen) == id);
  CHECK(identify({"other"}, seen) != id);
  seen.raw.facts[0].value = "B";
  CHECK(identify(default_tenant(), seen) != id);
}
