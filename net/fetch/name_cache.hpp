#pragma once
#include "domain/model/time.hpp"
#include "net/fetch/name_resolver.hpp"

#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>

namespace leadstream::net {

/// Answers of DNS for as long as they hold, at most 5 minutes; a name that does not exist for 30 s, a failure
/// not at all. Bounded: the answer that was stored first leaves first. Not thread-safe.
class name_cache {
public:
  explicit name_cache(std::size_t capacity = 10'000) : capacity_(capacity) {}

  /// The answer for a host; null when there is none that still holds.
  const name_answer* find(const std::string& host, monotonic_time now);
  void store(const std::string& host, const name_answer& answer, monotonic_time now);
  std::size_t size() const { return entries_.size(); }

private:
  struct entry {
    std::string host;
    name_answer answer;
    monotonic_time until;
  };

  void forget(std::list<entry>::iterator which);

  std::size_t capacity_;
  std::list<entry> entries_; ///< oldest first
  std::unordered_map<std::string, std::list<entry>::iterator> by_host_;
};

} // namespace leadstream::net
