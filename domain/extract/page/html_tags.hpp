#pragma once
#include "domain/extract/page/document.hpp"

#include <gumbo.h>

#include <array>
#include <cstdint>
#include <initializer_list>

namespace leadstream::extraction {

/// A set of elements. GUMBO_TAG_LAST stands for no element at all and may be a member.
class tag_set {
public:
  constexpr tag_set(std::initializer_list<GumboTag> tags) {
    for (const GumboTag tag : tags) {
      add(tag);
    }
  }
  constexpr bool has(GumboTag tag) const {
    return (bits_[static_cast<unsigned>(tag) / 64] >> (static_cast<unsigned>(tag) % 64) & 1U) != 0;
  }
  /// The members of both.
  constexpr tag_set with(const tag_set& more) const {
    tag_set sum(*this);
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      sum.bits_[i] |= more.bits_[i];
    }
    return sum;
  }

private:
  constexpr void add(GumboTag tag) {
    bits_[static_cast<unsigned>(tag) / 64] |= std::uint64_t{1} << (static_cast<unsigned>(tag) % 64);
  }
  std::array<std::uint64_t, GUMBO_TAG_LAST / 64 + 1> bits_{};
};

/// How an element stands in the text of a page.
layout layout_of(GumboTag tag);

/// Whether an inline element's style hides it: such text is for machines. A hidden block is a tab or a
/// dialog.
bool hides_text(std::string_view style);

} // namespace leadstream::extraction
