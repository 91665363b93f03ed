#include "storage/ballast.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leadstream::storage {
namespace {

/// A file of that size whose space is really taken.
bool fill(const std::filesystem::path& file, std::uint64_t bytes) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) {
    return false;
  }
  const int problem = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes));
  ::close(descriptor);
  if (problem != 0) {
    ::unlink(file.c_str());
  }
  return problem == 0;
}

} // namespace

ballast::ballast(const std::filesystem::path& directory, std::uint64_t bytes)
    : file_(directory / "ballast"), bytes_(bytes) {
  std::error_code ignored;
  if (bytes_ == 0) {
    std::filesystem::remove(file_, ignored);
  } else if (std::filesystem::file_size(file_, ignored) == bytes_) {
    held_ = true;
  } else {
    take();
  }
}

void ballast::drop() {
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
  held_ = false;
}

bool ballast::take() {
  if (bytes_ == 0 || held_) {
    return true;
  }
  std::error_code problem;
  const auto space = std::filesystem::space(file_.parent_path(), problem);
  held_ = !problem && space.available >= bytes_ + bytes_ / 2 && fill(file_, bytes_);
  return held_;
}

} // namespace leadstream::storage
