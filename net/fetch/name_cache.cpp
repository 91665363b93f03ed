#include "net/fetch/name_cache.hpp"

#include <algorithm>

namespace leadstream::net {
namespace {

std::chrono::seconds lifetime(const name_answer& answer) {
  using namespace std::chrono_literals;
  switch (answer.what) {
  case name_answer::kind::found:
    return std::clamp(answer.ttl, std::chrono::seconds(0s), std::chrono::seconds(5min));
  case name_answer::kind::not_found:
    return 30s;
  case name_answer::kind::failed:
    break;
  }
  return 0s;
}

} // namespace

const name_answer* name_cache::find(const std::string& host, monotonic_time now) {
  const auto found = by_host_.find(host);
  if (found == by_host_.end()) {
    return nullptr;
  }
  if (found->second->until <= now) {
    forget(found->second);
    return nullptr;
  }
  return &found->second->answer;
}

void name_cache::store(const std::string& host, const name_answer& answer, monotonic_time now) {
  if (const auto old = by_host_.find(host); old != by_host_.end()) {
    forget(old->second);
  }
  const auto keep = lifetime(answer);
  if (keep.count() == 0 || capacity_ == 0) {
    return;
  }
  if (entries_.size() == capacity_) {
    forget(entries_.begin());
  }
  entries_.push_back({host, answer, now + keep});
  by_host_[host] = std::prev(entries_.end());
}

void name_cache::forget(std::list<entry>::iterator which) {
  by_host_.erase(which->host);
  entries_.erase(which);
}

} // namespace leadstream::net
