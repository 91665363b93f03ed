#pragma once
#include <filesystem>

namespace leadstream::storage {

/// Holds a data directory for one process, until destruction or the end of the process. Makes the directory
/// (mode 0700) when it is absent.
class directory_lock {
public:
  /// Throws failure: conflict when another process holds it, unavailable when it cannot be made.
  explicit directory_lock(const std::filesystem::path& directory);
  directory_lock(const directory_lock&) = delete;
  directory_lock& operator=(const directory_lock&) = delete;
  ~directory_lock();

private:
  int file_ = -1;
};

/// Whether some process holds the directory at this moment.
bool is_held(const std::filesystem::path& directory);

} // namespace leadstream::storage
