#pragma once
#include "storage/options.hpp"

#include <atomic>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace leadstream::storage {

/// A directory of its own for one test, gone afterwards.
class scratch {
public:
  scratch() { options.directory = path; }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
  ~scratch() { std::filesystem::remove_all(path); }

  const std::filesystem::path path = std::filesystem::temp_directory_path() / name();
  storage_options options;

private:
  static std::string name() {
    static std::atomic<int> count{0};
    return "leadstream-storage-" + std::to_string(::getpid()) + "-" + std::to_string(count++);
  }
};

} // namespace leadstream::storage
