#pragma once
#include <cstdint>
#include <filesystem>

namespace leadstream::storage {

/// A file that holds space back while all is well: SQLite cannot even tidy up on a disk that is quite full.
/// One thread at a time.
class ballast {
public:
  /// Takes the space as far as there is enough; 0 bytes: nothing is ever held back.
  ballast(const std::filesystem::path& directory, std::uint64_t bytes);

  /// Gives the space up.
  void drop();
  /// Takes the space again when half as much as it needs would be left then; true when it is held.
  bool take();

private:
  std::filesystem::path file_;
  std::uint64_t bytes_;
  bool held_ = false;
};

} // namespace leadstream::storage
