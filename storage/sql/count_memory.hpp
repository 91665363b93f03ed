#pragma once
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace leadstream::storage::sql {

/// Counts that were made, shared by the connections of one database for as long as nothing is committed. A
/// version is the number of commits; while one is under way there is none. Any thread.
class count_memory {
public:
  // Around each commit. A commit that fails leaves the version unknown until the next one.
  void begin_commit() { clock_ |= 1U; }
  void end_commit() { clock_ = (clock_ | 1U) + 1; }

  /// The version that a snapshot has which is taken between two calls that answer the same.
  std::optional<std::uint64_t> version() const;
  std::optional<std::uint64_t> find(std::uint64_t version, const std::string& what) const;
  void keep(std::uint64_t version, const std::string& what, std::uint64_t count);

private:
  std::atomic<std::uint64_t> clock_{0};
  mutable std::mutex guard_;
  std::uint64_t kept_at_ = 0;
  std::unordered_map<std::string, std::uint64_t> counts_;
};

} // namespace leadstream::storage::sql
