#include "domain/access/audit.hpp"

#include "domain/access/digest.hpp"

#include <catch2/catch.hpp>

#include <functional>

using namespace leadstream;
using namespace leadstream::access;

namespace {

audit_part chain_of(std::uint64_t links, std::uint64_t early = 0) {
  audit_part part;
  for (std::uint64_t seq = 1; seq <= links; ++seq) {
    audit_record link{seq, wall_time{std::chrono::seconds(seq)}, "{}", part.newest_hash, {}};
    link.hash = seq <= early ? sha256_hex(link.previous_hash + link.entry) : hash_of(link);
    part.newest_seq = seq;
    part.newest_hash = link.hash;
    part.links.push_back(std::move(link));
  }
  return part;
}

} // namespace

TEST_CASE("a log that was only added to is intact, as a whole and in parts") {
  CHECK(is_intact(chain_of(0), 0, 10));
  CHECK(is_intact(chain_of(4), 0, 10));
  CHECK(is_intact(chain_of(4, 2), 0, 10));
  audit_part second = chain_of(4);
  second.links.erase(second.links.begin(), second.links.begin() + 2);
  CHECK(is_intact(second, 2, 10));
  audit_part first = chain_of(4);
  first.links.resize(2);
  CHECK(is_intact(first, 0, 2));
  audit_part behind = chain_of(4);
  behind.links.clear();
  CHECK(is_intact(behind, 4, 10));
  CHECK(is_intact(behind, 9, 10));
}

TEST_CASE("whatever is done to a log afterwards shows") {
  struct change {
    const char* what;
    std::function<void(audit_part&)> make;
  };
  const auto what =
      GENERATE(change{"an entry", [](audit_part& p) { p.links[1].entry = "{\"user\":\"other\"}"; }},
               change{"a time", [](audit_part& p) { p.links[1].at += std::chrono::hours(1); }},
               change{"the beginning taken out", [](audit_part& p) { p.links.erase(p.links.begin()); }},
               change{"the middle taken out", [](audit_part& p) { p.links.erase(p.links.begin() + 1); }},
               change{"the end cut off", [](audit_part& p) { p.links.resize(2); }},
               change{"all cut off", [](audit_part& p) { p.links.clear(); }},
               change{"a later one hashed as the early ones were", [](audit_part& p) {
                        p.links[3].entry = "{\"other\":1}";
                        p.links[3].hash = sha256_hex(p.links[3].previous_hash + p.links[3].entry);
                        p.newest_hash = p.links[3].hash;
                      }});
  INFO(what.what);
  audit_part part = chain_of(4, 1);
  what.make(part);
  CHECK_FALSE(is_intact(part, 0, 10));
}
