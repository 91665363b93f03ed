#include "tests/conformance/adapters.hpp"

#include <csignal>
#include <sys/resource.h>

using namespace leadstream;
using namespace leadstream::conformance;

namespace {

/// No file of this process grows beyond so many bytes, as if the disk were full.
class file_size_limit {
public:
  explicit file_size_limit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    set(bytes);
  }
  file_size_limit(const file_size_limit&) = delete;
  file_size_limit& operator=(const file_size_limit&) = delete;
  ~file_size_limit() {
    set(before_.rlim_cur);
    std::signal(SIGXFSZ, handler_);
  }

private:
  void set(rlim_t bytes) const {
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }

  void (*handler_)(int);
  rlimit before_{};
};

unit_of_work big_unit() {
  unit_of_work unit = new_unit();
  unit.events = {{{"job_update", {}, {}, 0, ""}, std::string(64U << 10U, 'x')}};
  return unit;
}

} // namespace

TEST_CASE("a full disk refuses writes, reads go on, and writes work again once there is space") {
  test_store s(adapter::sqlite);
  std::uint64_t stored = 0;
  const auto commit_once = [&] {
    return wait_for<commit_result>([&](auto done) { s.scope()->commit(big_unit(), done); });
  };
  {
    const file_size_limit full(2U << 20U);
    auto answer = commit_once();
    for (; answer.ok() && stored < 1000; answer = commit_once()) {
      ++stored;
    }
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.problem().code == error_code::unavailable);
    CHECK(stored > 0);
    CHECK(s.where().seq == stored);
    CHECK(s.events(0, 1000).events.size() == stored);
    CHECK_FALSE(commit_once().ok());
  }
  CHECK(commit_once().ok());
  s.reopen();
  CHECK(s.where().seq == stored + 1);
}
