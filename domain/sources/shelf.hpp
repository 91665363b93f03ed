#pragma once
#include "domain/model/observation.hpp"

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

namespace leadstream::sources {

/// The listings that a job took from all its sources, so that together they name no more companies than
/// were asked for. Kept in memory while the job runs: what a source's terms forbid to store is compared here
/// and forgotten. Any thread.
class shelf {
public:
  /// `most` companies; numbers are read by `region`.
  shelf(std::size_t most, std::string region, std::size_t taken_before = 0)
      : most_(most > taken_before ? most - taken_before : 0), region_(std::move(region)) {}

  /// Those of the raw listings (with their ids) that are taken: they name companies that were taken before,
  /// or new ones while there is room. A listing that was taken already is not taken again.
  std::vector<observation> take(const std::vector<observation>& offered);
  /// Whether a new company would find no room.
  bool full() const;
  /// Whether the site was not named before; remembers it.
  bool is_new_site(const std::string& site);

private:
  std::vector<observation> choose(std::vector<observation> fresh);

  mutable std::mutex mutex_;
  std::size_t most_;
  std::string region_;
  std::vector<observation> taken_;
  std::unordered_set<uuid> ids_;
  std::unordered_set<std::string> sites_;
  bool full_ = false;
};

} // namespace leadstream::sources
