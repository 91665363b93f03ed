#pragma once
#include "net/api/router.hpp"

namespace leadstream::api {

/// The handler of a request that says all by its path: content other than {} is refused.
handler without_content(handler inner);

} // namespace leadstream::api
