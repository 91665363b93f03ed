#include "storage/failpoint.hpp"

#include "storage/open.hpp"
#include "tests/storage/scratch.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <future>
#include <sys/wait.h>

using namespace leadstream;
using namespace leadstream::storage;

namespace {

unit_of_work numbered_unit(std::uint8_t number) {
  unit_of_work unit;
  unit.id.bytes[15] = number;
  unit.events = {{{"job_update", {}, {}, 0, ""}, "{}"}, {{"job_update", {}, {}, 0, ""}, "{}"}};
  return unit;
}

result<commit_result> commit(store& s, std::uint8_t number) {
  std::promise<result<commit_result>> answer;
  s.scope(default_tenant())->commit(numbered_unit(number), [&](auto given) { answer.set_value(given); });
  return answer.get_future().get();
}

/// Commits one unit after the other in a child process that crashes at `point`; gives how many were
/// acknowledged.
int commit_until_crash(const storage_options& options, const char* point) {
  std::array<int, 2> acknowledged{};
  REQUIRE(::pipe(acknowledged.data()) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::setenv("LEADSTREAM_CRASH_AT", point, 1);
    const auto opened = open_store(options);
    for (std::uint8_t number = 1; opened.ok() && number < 20; ++number) {
      if (commit(**opened, number).ok()) {
        [[maybe_unused]] const auto written = ::write(acknowledged[1], "x", 1);
      }
    }
    ::_exit(0);
  }
  ::close(acknowledged[1]);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == 137);
  std::array<char, 32> marks{};
  const auto count = static_cast<int>(::read(acknowledged[0], marks.data(), marks.size()));
  ::close(acknowledged[0]);
  return count;
}

std::uint64_t stored_events(store& s) {
  std::promise<std::uint64_t> answer;
  s.scope(default_tenant())->find_position([&](const auto& given) { answer.set_value(given->seq); });
  return answer.get_future().get();
}

} // namespace

TEST_CASE("a crash around a commit loses nothing that was acknowledged and leaves no half of a unit") {
  const auto [point, stored] = GENERATE(table<const char*, std::uint64_t>(
      {{"before_commit:1", 0}, {"after_commit:1", 1}, {"before_commit:5", 4}, {"after_commit:5", 5}}));
  const scratch s;
  const int acknowledged = commit_until_crash(s.options, point);
  const auto reopened = open_store(s.options);
  REQUIRE(reopened.ok());
  CHECK(static_cast<std::uint64_t>(acknowledged) <= stored);
  CHECK(stored_events(**reopened) == 2 * stored);

  // Whoever was not answered sends the same unit again; it takes effect once.
  const auto again = commit(**reopened, 5);
  REQUIRE(again.ok());
  CHECK(again->repeated == (stored == 5));
  CHECK(stored_events(**reopened) == (stored == 5 ? 10 : 2 * stored + 2));
}
