#pragma once
#include "domain/model/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

/// The key by which the operator of this machine is known without a login: a file in the data directory that
/// its owner alone can read. It opens the server from the loopback only.
namespace leadstream::auth {

/// The file of a data directory.
std::filesystem::path local_key_file(const std::filesystem::path& directory);

/// The key of the data directory, made (mode 0600) when there is none. Wider modes are narrowed. Errors:
/// unavailable when the file cannot be read or written, malformed when it holds something else.
result<std::string> open_local_key(const std::filesystem::path& directory);

/// The key of that directory; not_found when there is none that this user can read.
result<std::string> read_local_key(const std::filesystem::path& file);

/// Lets programs of the same user find the key of the server on that port, in $XDG_RUNTIME_DIR/leadstream or
/// ~/.local/state/leadstream. Taken back when this ends. Does nothing where that cannot be written.
class local_key_notice {
public:
  local_key_notice(std::uint16_t port, const std::string& key);
  ~local_key_notice();
  local_key_notice(const local_key_notice&) = delete;
  local_key_notice& operator=(const local_key_notice&) = delete;

private:
  std::filesystem::path file_;
};

/// Where such a notice is.
std::filesystem::path local_key_notice_file(std::uint16_t port);

} // namespace leadstream::auth
