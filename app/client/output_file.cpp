#include "app/client/output_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace leadstream::app {
namespace {

namespace fs = std::filesystem;

constexpr int most_links = 40;

/// Whether standard output goes there already, as /dev/stdout does.
bool is_standard_output(const std::string& path) {
  struct stat named {};
  struct stat standard {};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(STDOUT_FILENO, &standard) == 0 &&
         named.st_dev == standard.st_dev && named.st_ino == standard.st_ino;
}

/// What a link leads to in the end, which need not be there.
fs::path behind_links(fs::path path) {
  std::error_code problem;
  for (int i = 0; i < most_links && fs::is_symlink(path, problem); ++i) {
    path = path.parent_path() / fs::read_symlink(path, problem);
  }
  return path;
}

} // namespace

output_file::output_file(const std::string& path) : name_(path) {
  std::error_code problem;
  const auto what = fs::status(path, problem).type();
  const bool replaceable = what == fs::file_type::regular || what == fs::file_type::not_found;
  if (!path.empty() && replaceable && !is_standard_output(path)) {
    target_ = behind_links(path).string();
    partial_ = target_ + ".part";
  }
}

output_file::~output_file() {
  if (file_ != nullptr && file_ != stdout) {
    std::fclose(file_);
  }
  if (!partial_.empty()) {
    std::remove(partial_.c_str());
  }
}

result<done> output_file::open() {
  const bool standard = name_.empty() || (target_.empty() && is_standard_output(name_));
  file_ = standard ? stdout : std::fopen(target_.empty() ? name_.c_str() : partial_.c_str(), "wb");
  if (file_ == nullptr) {
    partial_.clear();
    return broken();
  }
  std::error_code ignored;
  if (const auto before = fs::status(target_, ignored); fs::is_regular_file(before)) {
    fs::permissions(partial_, before.permissions(), ignored);
  }
  return done{};
}

result<done> output_file::write(std::string_view bytes) {
  return std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size() ? result<done>(done{}) : broken();
}

result<done> output_file::finish() {
  if (file_ == stdout) {
    return std::fflush(file_) == 0 ? result<done>(done{}) : broken();
  }
  if (std::fclose(std::exchange(file_, nullptr)) != 0 ||
      (!target_.empty() && std::rename(partial_.c_str(), target_.c_str()) != 0)) {
    return broken();
  }
  partial_.clear();
  return done{};
}

error output_file::broken() const {
  const std::string where = name_.empty() ? "standard output" : "\"" + name_ + "\"";
  return {error_code::internal,
          "cannot write " + where + ": " + std::strerror(errno) + "; choose another file with --output",
          {}};
}

} // namespace leadstream::app
