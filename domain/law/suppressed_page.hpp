#pragma once
#include "domain/law/suppression.hpp"
#include "domain/model/page.hpp"

namespace leadstream::law {

/// Whether a page is of somebody whom the tenant's list forbids, or names one, as it was sent: then it is not
/// to be kept. `region` (ISO 3166-1 alpha-2, may be empty) is where numbers without a country are read.
bool is_suppressed(const page& content, const tenant_id& tenant, const suppression_list& list,
                   const std::string& region);

} // namespace leadstream::law
