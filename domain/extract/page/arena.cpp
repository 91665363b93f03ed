#include "domain/extract/page/arena.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t first_chunk = 256U << 10U;
constexpr std::size_t largest_chunk = 4U << 20U;
constexpr unsigned calls_between_checks = 64;
constexpr unsigned checks_between_looks_at_the_clock = 16;

} // namespace

void arena::check_time() const {
  if (checks_++ % checks_between_looks_at_the_clock == 0 && now_() > deadline_) {
    throw budget_exceeded{"parse_time"};
  }
}

void arena::grow(std::size_t bytes) {
  const std::size_t doubled =
      std::min(largest_chunk, first_chunk << std::min<std::size_t>(chunks_.size(), 4));
  const std::size_t size = std::max(bytes, std::min(doubled, left_));
  if (bytes > left_) {
    throw budget_exceeded{"parse_memory"};
  }
  left_ -= std::min(left_, size);
  chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
  next_ = chunks_.back().get();
  room_ = size;
}

void* arena::take(std::size_t bytes) {
  if (bytes > room_) {
    grow(bytes);
  }
  void* taken = next_;
  next_ += bytes;
  room_ -= bytes;
  return taken;
}

void* arena::allocate(std::size_t bytes) {
  if (++calls_ % calls_between_checks == 0) {
    check_time();
  }
  constexpr std::size_t alignment = alignof(std::max_align_t);
  return take((bytes + alignment - 1) / alignment * alignment);
}

} // namespace leadstream::extraction
