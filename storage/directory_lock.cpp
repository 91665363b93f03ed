#include "storage/directory_lock.hpp"

#include "storage/failure.hpp"

#include <array>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace leadstream::storage {
namespace {

constexpr const char* field = "storage.directory";
constexpr const char* lock_file = "leadstream.lock";

void make_directory(const std::filesystem::path& directory) {
  std::error_code problem;
  if (std::filesystem::create_directories(directory, problem)) {
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all, problem);
  }
  if (!std::filesystem::is_directory(directory, problem)) {
    throw failure(error_code::unavailable,
                  "the data directory " + directory.string() + " cannot be made; check its path and rights",
                  field);
  }
}

std::string holder_of(int file) {
  std::array<char, 32> text{};
  const ssize_t length = ::pread(file, text.data(), text.size() - 1, 0);
  return length > 0 ? " (process " + std::string(text.data(), static_cast<std::size_t>(length)) + ")" : "";
}

} // namespace

directory_lock::directory_lock(const std::filesystem::path& directory) {
  make_directory(directory);
  const auto path = directory / lock_file;
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file_ < 0) {
    throw failure(error_code::unavailable,
                  path.string() +
                      " cannot be opened: " + std::error_code(errno, std::generic_category()).message(),
                  field);
  }
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const std::string holder = holder_of(file_);
    ::close(file_);
    throw failure(error_code::conflict,
                  "another Leadstream" + holder + " uses the data directory " + directory.string() +
                      "; stop it or choose another directory",
                  field);
  }
  const std::string own = std::to_string(::getpid());
  // The number is for the message alone; the lock does not depend on it.
  [[maybe_unused]] const bool noted =
      ::ftruncate(file_, 0) == 0 &&
      ::pwrite(file_, own.data(), own.size(), 0) == static_cast<ssize_t>(own.size());
}

directory_lock::~directory_lock() {
  ::close(file_);
}

bool is_held(const std::filesystem::path& directory) {
  const int file = ::open((directory / lock_file).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return false;
  }
  const bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0;
  ::close(file);
  return held;
}

} // namespace leadstream::storage
