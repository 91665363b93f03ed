#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace leadstream::dedup {

/// A text that lies within its owner while it is as short as most are, so that comparing two of many need not
/// fetch it from elsewhere.
class profile_text {
public:
  profile_text() = default;
  profile_text(const profile_text& other) { append(other); }
  profile_text(profile_text&& other) noexcept
      : far_(std::move(other.far_)), size_(std::exchange(other.size_, 0)), near_(other.near_) {}
  profile_text& operator=(profile_text other) noexcept {
    std::swap(far_, other.far_);
    std::swap(size_, other.size_);
    near_ = other.near_;
    return *this;
  }
  ~profile_text() = default;

  /// Adds to its end; views of it end.
  void append(std::string_view more) {
    if (far_ == nullptr && size_ + more.size() <= near_.size()) {
      std::copy(more.begin(), more.end(), near_.data() + size_);
    } else {
      append_far(more);
    }
    size_ = static_cast<std::uint16_t>(size_ + more.size());
  }
  std::size_t size() const { return size_; }
  operator std::string_view() const { return {far_ == nullptr ? near_.data() : far_->data(), size_}; }

private:
  void append_far(std::string_view more);

  std::unique_ptr<std::string> far_; ///< all of it, once it is too long to be near
  std::uint16_t size_ = 0;
  std::array<char, 110> near_{};
};

} // namespace leadstream::dedup
