#pragma once
#include "domain/model/page.hpp"

#include <atomic>
#include <cstdint>
#include <memory>

namespace leadstream::actors {

/// Counts the bytes of fetched pages that are still held by anybody. At its end the gates stop fetching. Any
/// thread.
class byte_budget : public std::enable_shared_from_this<byte_budget> {
public:
  explicit byte_budget(std::uint64_t limit) : limit_(limit) {}

  bool has_room() const { return used_.load(std::memory_order_relaxed) < limit_; }
  std::uint64_t used() const { return used_.load(std::memory_order_relaxed); }

  /// The same page, counted until the last holder lets it go.
  std::shared_ptr<const page> hold(std::shared_ptr<const page> content) {
    const std::uint64_t bytes = content->body.size();
    used_.fetch_add(bytes, std::memory_order_relaxed);
    const page* address = content.get();
    return {address, [self = shared_from_this(), bytes, content = std::move(content)](const page*) mutable {
              content.reset();
              self->used_.fetch_sub(bytes, std::memory_order_relaxed);
            }};
  }

private:
  std::uint64_t limit_;
  std::atomic<std::uint64_t> used_{0};
};

} // namespace leadstream::actors
