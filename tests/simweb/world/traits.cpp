#include "tests/simweb/world/traits.hpp"

#include "tests/simweb/random.hpp"

namespace leadstream::simweb {

traits make_traits(std::uint64_t seed, std::uint64_t index, const fault_profile& profile) {
  return {.encoding = static_cast<encoding>(rotate(seed, 1, index, encodings)),
          .email = static_cast<email_style>(rotate(seed, 2, index, email_styles)),
          .phone = static_cast<phone_style>(rotate(seed, 3, index, phone_styles)),
          .markup = static_cast<markup>(rotate(seed, 4, index, markups)),
          .quality = static_cast<html_quality>(rotate(seed, 5, index, html_qualities)),
          .transport = static_cast<transport>(rotate(seed, 6, index, transports)),
          .address = static_cast<address_style>(rotate(seed, 7, index, address_styles)),
          .layout = rotate(seed, 8, index, 3),
          .fault = profile[rotate(seed, 9, index, fault_slots)]};
}

} // namespace leadstream::simweb
