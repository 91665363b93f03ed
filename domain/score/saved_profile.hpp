#pragma once
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"
#include "domain/score/profile.hpp"

#include <cstdint>
#include <string>

namespace leadstream::score {

/// A profile that a tenant keeps under a name. Table score_profiles.
struct saved_profile {
  uuid id;                   ///< nil: the profile of the settings
  std::string name;          ///< 1..100 characters, unique within the tenant whatever its case
  std::uint64_t version = 0; ///< counts its changes, from 1
  profile values;
  wall_time created_at{};
  wall_time updated_at{};
};

} // namespace leadstream::score
