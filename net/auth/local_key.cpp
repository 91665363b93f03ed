#include "net/auth/local_key.hpp"

#include "domain/access/api_key.hpp"
#include "net/auth/secrets.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace leadstream::auth {
namespace {

namespace fs = std::filesystem;

/// Writes a new file that its owner alone can read; false with errno when it exists or cannot be made.
bool write_private(const fs::path& file, const std::string& text, int flags) {
  const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
  if (handle < 0) {
    return false;
  }
  const bool whole = ::fchmod(handle, 0600) == 0 &&
                     ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                     ::fsync(handle) == 0;
  ::close(handle);
  return whole;
}

error unusable(const fs::path& file) {
  return {error_code::unavailable,
          "the key file " + file.string() + " cannot be used: " + std::strerror(errno),
          {}};
}

fs::path notice_directory() {
  if (const char* runtime = std::getenv("XDG_RUNTIME_DIR"); runtime != nullptr && *runtime == '/') {
    return fs::path(runtime) / "leadstream";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    return fs::path(home) / ".local/state/leadstream";
  }
  return {};
}

} // namespace

fs::path local_key_file(const fs::path& directory) {
  return directory / "local.key";
}

result<std::string> read_local_key(const fs::path& file) {
  std::ifstream input(file);
  std::string line;
  if (!std::getline(input, line)) {
    return error{error_code::not_found, "there is no key in " + file.string(), {}};
  }
  if (!access::parse_api_key(line)) {
    return error{error_code::malformed,
                 file.string() + " holds no key; remove the file and start the server again",
                 {}};
  }
  return line;
}

result<std::string> open_local_key(const fs::path& directory) {
  const fs::path file = local_key_file(directory);
  std::error_code ignored;
  fs::create_directories(directory, ignored);
  const std::string fresh = access::make_api_key(secret_random).text();
  if (write_private(file, fresh + "\n", O_EXCL)) {
    return fresh;
  }
  if (errno != EEXIST || ::chmod(file.c_str(), 0600) != 0) {
    return unusable(file);
  }
  return read_local_key(file);
}

fs::path local_key_notice_file(std::uint16_t port) {
  const fs::path directory = notice_directory();
  return directory.empty() ? fs::path() : directory / (std::to_string(port) + ".key");
}

local_key_notice::local_key_notice(std::uint16_t port, const std::string& key)
    : file_(local_key_notice_file(port)) {
  if (file_.empty()) {
    return;
  }
  std::error_code problem;
  fs::create_directories(file_.parent_path(), problem);
  if (problem || !write_private(file_, key + "\n", O_TRUNC)) {
    file_.clear();
  }
}

local_key_notice::~local_key_notice() {
  std::error_code ignored;
  if (!file_.empty()) {
    fs::remove(file_, ignored);
  }
}

} // namespace leadstream::auth
