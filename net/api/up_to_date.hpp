#pragma once
#include "net/api/router.hpp"

namespace leadstream::api {

/// The handler for leads that are shown or leave the house: data whose time is over are forgotten first.
handler up_to_date(handler inner);

} // namespace leadstream::api
