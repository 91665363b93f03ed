#include "storage/backup.hpp"

#include "storage/attempt.hpp"
#include "storage/postgres/backup.hpp"
#include "storage/postgres/postgres_database.hpp"
#include "storage/sqlite/backup.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leadstream::storage {
namespace {

/// What was written reaches the disk before it gets its name.
void put_in_place(const std::filesystem::path& part, const std::filesystem::path& file) {
  for (const auto& path : {part, std::filesystem::absolute(file).parent_path()}) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) {
      ::close(descriptor);
    }
    if (!synced) {
      throw failure(error_code::unavailable, path.string() + " cannot be written to the disk");
    }
  }
  std::filesystem::rename(part, file);
}

/// A file that is gone unless it was put in place.
class part_file {
public:
  explicit part_file(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
    const int descriptor = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
      throw failure(error_code::invalid_argument, path_.string() + " cannot be written", "file");
    }
    ::close(descriptor);
  }
  part_file(const part_file&) = delete;
  part_file& operator=(const part_file&) = delete;
  ~part_file() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

} // namespace

result<backup_report> back_up(const storage_options& options, const std::filesystem::path& file) {
  return attempt<backup_report>([&] {
    if (std::filesystem::exists(file)) {
      throw failure(error_code::conflict, file.string() + " exists already; choose another name", "file");
    }
    const part_file part(file.string() + ".part");
    backup_report report;
    report.leads = is_postgres(options.database) ? postgres::back_up(options, part.path())
                                                 : sqlite::back_up(options, part.path());
    report.bytes = std::filesystem::file_size(part.path());
    put_in_place(part.path(), file);
    return report;
  });
}

result<backup_report> restore(const storage_options& options, const std::filesystem::path& file,
                              bool replace) {
  return attempt<backup_report>([&] {
    if (!std::filesystem::is_regular_file(file)) {
      throw failure(error_code::not_found, "there is no file " + file.string(), "file");
    }
    const std::uint64_t leads = is_postgres(options.database) ? postgres::restore(options, file, replace)
                                                              : sqlite::restore(options, file, replace);
    return backup_report{leads, std::filesystem::file_size(file)};
  });
}

} // namespace leadstream::storage
