#pragma once
#include "domain/dedup/profile.hpp"

namespace leadstream::dedup {

/// How alike two names are.
enum class likeness : std::uint8_t {
  different, ///< two names
  numbered,  ///< alike but for a number: "Kindergarten 1", "Kindergarten 2"
  sibling,   ///< the same name with another trade on each side: "Hotel Krone", "Restaurant Krone"
  sister,  ///< they share a part, and each has a telling word of its own: "Weber Treuhand AG", "Weber Bau AG"
  partial, ///< they share what is rare in them, and each has more
  contained, ///< one is the other with something added
  similar,   ///< but for typos or generic words the same
  identical  ///< but for notation the same
};

struct name_match {
  likeness level = likeness::different;
  double similarity = 0; ///< 0..1
  double rarity = 0;     ///< the weight of the words that both have
};

/// Compares the names of two businesses; symmetric. An empty name is like nothing.
name_match compare_names(const profile& a, const profile& b);

} // namespace leadstream::dedup
