#include "storage/open.hpp"
#include "tests/storage/scratch.hpp"

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <map>
#include <sqlite3.h>
#include <string>
#include <sys/wait.h>

using namespace leadstream;
using namespace leadstream::storage;

namespace {

/// A file system whose fsync fails when it is told so; it does what the usual one does otherwise.
class failing_disk {
public:
  failing_disk() : usual_(sqlite3_vfs_find(nullptr)), shim_(*usual_) {
    shim_.zName = "failing";
    shim_.pAppData = this;
    shim_.xOpen = open;
    sqlite3_vfs_register(&shim_, 1);
  }

  static inline std::atomic<bool> fails = false;

private:
  static int open(sqlite3_vfs* self, const char* name, sqlite3_file* file, int flags, int* used) {
    auto* disk = static_cast<failing_disk*>(self->pAppData);
    // The usual one finds what it needs in its own description.
    const int status = disk->usual_->xOpen(disk->usual_, name, file, flags, used);
    if (status == SQLITE_OK) {
      usual_sync = file->pMethods->xSync;
      auto& changed = disk->methods_.try_emplace(file->pMethods, *file->pMethods).first->second;
      changed.xSync = sync;
      file->pMethods = &changed;
    }
    return status;
  }
  static int sync(sqlite3_file* file, int flags) {
    return fails ? SQLITE_IOERR_FSYNC : usual_sync(file, flags);
  }

  static inline int (*usual_sync)(sqlite3_file*, int) = nullptr;
  sqlite3_vfs* usual_;
  sqlite3_vfs shim_;
  std::map<const sqlite3_io_methods*, sqlite3_io_methods> methods_; ///< theirs, and ours in their place
};

result<commit_result> commit(store& s, std::uint8_t number) {
  unit_of_work unit;
  unit.id.bytes[15] = number;
  unit.events = {{{"job_update", {}, {}, 0, ""}, "{}"}};
  std::promise<result<commit_result>> answer;
  s.scope(default_tenant())->commit(unit, [&](auto given) { answer.set_value(given); });
  return answer.get_future().get();
}

struct ending {
  int status = 0;
  int acknowledged = 0;
  std::string said;
};

/// Commits one unit after the other in a child process whose disk fails when `good` units are stored.
ending commit_on_failing_disk(const storage_options& options, int good) {
  std::array<int, 2> told{};
  REQUIRE(::pipe(told.data()) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(told[1], STDERR_FILENO);
    const failing_disk disk;
    const auto opened = open_store(options);
    for (int number = 1; opened.ok() && number < 20; ++number) {
      failing_disk::fails = number > good;
      if (commit(**opened, static_cast<std::uint8_t>(number)).ok()) {
        [[maybe_unused]] const auto written = ::write(told[1], "+", 1);
      }
    }
    ::_exit(0);
  }
  ::close(told[1]);
  ending how;
  std::array<char, 4096> piece{};
  for (ssize_t count = 0; (count = ::read(told[0], piece.data(), piece.size())) > 0;) {
    how.said.append(piece.data(), static_cast<std::size_t>(count));
  }
  ::close(told[0]);
  ::waitpid(child, &how.status, 0);
  how.acknowledged = static_cast<int>(how.said.find_first_not_of('+'));
  return how;
}

} // namespace

TEST_CASE(
    "a disk that does not confirm a write ends the process, and what was confirmed is there afterwards") {
  const scratch s;

  const ending how = commit_on_failing_disk(s.options, 3);

  CHECK(WEXITSTATUS(how.status) == 74);
  CHECK(how.acknowledged == 3);
  CHECK(how.said.find("did not confirm a write to") != std::string::npos);
  CHECK(how.said.find("leadstream.db") != std::string::npos);
  const auto reopened = open_store(s.options);
  REQUIRE(reopened.ok());
  for (std::uint8_t number = 1; number <= 3; ++number) {
    CHECK(commit(**reopened, number)->repeated);
  }
  CHECK(commit(**reopened, 4).ok());
}
