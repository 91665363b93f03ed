#include "storage/sqlite/sqlite_database.hpp"

#include "storage/ballast.hpp"
#include "storage/directory_lock.hpp"
#include "storage/failure.hpp"
#include "storage/sqlite/open_file.hpp"

#include <cstdlib>
#include <unistd.h>

namespace leadstream::storage {
namespace {

class sqlite_database : public database {
public:
  explicit sqlite_database(const storage_options& options)
      : file_(sqlite::file_of(options)), lock_(file_.parent_path()),
        held_back_(file_.parent_path(), options.ballast_bytes), options_(options) {}

  std::unique_ptr<sql::connection> open_writing() override {
    return sqlite::open_writing(file_, options_, counts_);
  }
  std::unique_ptr<sql::connection> open_reading() override { return sqlite::open_reading(file_, counts_); }
  void give_way() override { held_back_.drop(); }
  bool may_write_again() override { return held_back_.take(); }

private:
  std::filesystem::path file_;
  directory_lock lock_;
  ballast held_back_;
  storage_options options_;
  std::shared_ptr<sql::count_memory> counts_ = std::make_shared<sql::count_memory>();
};

/// A directory in memory where there is such a thing, gone with this object.
class scratch_directory {
public:
  scratch_directory() {
    const bool in_memory = ::access("/dev/shm", W_OK) == 0;
    std::string name = (in_memory ? "/dev/shm" : std::filesystem::temp_directory_path().string()) +
                       "/leadstream-memory-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {
      throw failure(error_code::unavailable, "there is no place for a database in memory: " + name,
                    "storage.url");
    }
    path_ = name;
  }
  scratch_directory(const scratch_directory&) = delete;
  scratch_directory& operator=(const scratch_directory&) = delete;
  ~scratch_directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

storage_options options_in(const scratch_directory& scratch, storage_options options) {
  options.database.clear();
  options.ballast_bytes = 0;
  options.directory = scratch.path();
  return options;
}

class memory_database : public database {
public:
  explicit memory_database(const storage_options& options) : kept_(options_in(scratch_, options)) {}

  std::unique_ptr<sql::connection> open_writing() override {
    auto db = kept_.open_writing();
    db->execute("PRAGMA synchronous = OFF");
    return db;
  }
  std::unique_ptr<sql::connection> open_reading() override { return kept_.open_reading(); }

private:
  scratch_directory scratch_;
  sqlite_database kept_;
};

} // namespace

std::unique_ptr<database> open_sqlite(const storage_options& options) {
  if (options.database == "memory:") {
    return std::make_unique<memory_database>(options);
  }
  return std::make_unique<sqlite_database>(options);
}

} // namespace leadstream::storage
