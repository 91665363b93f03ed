#include "app/doctor/check.hpp"
#include "app/wiring.hpp"
#include "storage/maintenance.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <sys/stat.h>
#include <unistd.h>

namespace leadstream::app::doctor {
namespace {

constexpr std::uint64_t mib = 1U << 20U;
constexpr std::uint64_t little_room = 1'024 * mib;

std::string size_text(std::uint64_t bytes) {
  return std::to_string(bytes / mib) + " MiB";
}

/// Writes a file and removes it again; why that failed, else empty.
std::string try_writing(const std::filesystem::path& directory) {
  std::string name = (directory / ".doctor-XXXXXX").string();
  const int file = mkstemp(name.data());
  if (file < 0) {
    return std::strerror(errno);
  }
  const bool written = ::write(file, "x", 1) == 1 && ::fsync(file) == 0;
  std::string problem = written ? "" : std::strerror(errno);
  ::close(file);
  ::unlink(name.c_str());
  return problem;
}

/// The directory, or the nearest one above it that exists.
std::filesystem::path nearest_existing(const std::filesystem::path& directory) {
  std::error_code problem;
  std::filesystem::path where = std::filesystem::absolute(directory, problem);
  while (!std::filesystem::exists(where, problem) && where.has_relative_path()) {
    where = where.parent_path();
  }
  return where;
}

} // namespace

finding check_directory(const config::settings& s, bool fix) {
  const std::filesystem::path directory = s.storage.directory;
  std::error_code problem;
  if (!std::filesystem::exists(directory, problem)) {
    if (const std::string why = try_writing(nearest_existing(directory)); why.empty()) {
      if (fix && std::filesystem::create_directories(directory, problem)) {
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all, problem);
        return good(directory.string() + " was made");
      }
      return good(directory.string() + " does not exist yet; the first start makes it");
    }
    return bad(directory.string() + " does not exist and cannot be made",
               "make it for the user of the service, or set storage.directory to another place");
  }
  if (const std::string why = try_writing(directory); !why.empty()) {
    return bad(directory.string() + " cannot be written: " + why,
               "give it to the user of the service (chown), or set storage.directory to another place");
  }
  struct stat facts {};
  if (::stat(directory.c_str(), &facts) == 0 && (facts.st_mode & 0077U) != 0) {
    if (fix && ::chmod(directory.c_str(), 0700) == 0) {
      return good(directory.string() + " is for its owner alone now");
    }
    return warn(directory.string() + " can be read by other users", "chmod 700 " + directory.string());
  }
  return good(directory.string() + " can be written, by its owner alone");
}

finding check_disk(const config::settings& s) {
  std::error_code problem;
  const std::filesystem::path where = nearest_existing(s.storage.directory);
  const auto room = std::filesystem::space(where, problem);
  if (problem) {
    return bad("the free room of " + where.string() + " is not known: " + problem.message(),
               "check the mount");
  }
  const std::string detail = size_text(room.available) + " free";
  if (room.available < s.alerts.disk_free_bytes) {
    return bad(detail, "make room, or move storage.directory to another disk");
  }
  return room.available < little_room ? warn(detail, "make room before it is needed") : good(detail);
}

finding check_database(const config::settings& s) {
  const auto steps = storage::schema_of(storage_of(s));
  if (!steps) {
    return bad(steps.problem().message,
               "check storage.url and storage.directory; restore a backup when the file is broken");
  }
  const auto done =
      std::count_if(steps->begin(), steps->end(), [](const auto& step) { return step.applied_at; });
  const std::string detail =
      std::to_string(done) + " of " + std::to_string(steps->size()) + " steps of the schema done";
  const bool fresh = done == 0;
  const bool current = static_cast<std::size_t>(done) == steps->size();
  return fresh || current ? good(fresh ? detail + "; the first start does them" : detail)
                          : warn(detail, "leadstream migrate, or let the next start do it");
}

finding check_exports(const config::settings& /*s*/) {
  std::error_code problem;
  const auto folder = std::filesystem::temp_directory_path(problem);
  const std::string why = problem ? problem.message() : try_writing(folder);
  return why.empty() ? good(folder.string() + " can be written")
                     : bad("temporary files cannot be written: " + why,
                           "set TMPDIR to a folder that can; XLSX exports need it");
}

} // namespace leadstream::app::doctor
