#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/page.hpp"
#include "domain/model/tenant.hpp"

#include <string>
#include <vector>

/// What a page of a company's website says beyond its own content; the same whether it was fetched now or is
/// read again.
namespace leadstream::actors {

/// What a start page that answers says of a site known by that address: "active", or "redirected" to another
/// company.
const char* status_at_start(const std::string& address, const page& content, const std::string& company);

/// Adds the state of the site for each company. What the start page says of a company stands in one
/// observation: a second one of the same page would replace it.
void add_site_status(std::vector<observation>& fresh, const std::string& address,
                     const std::vector<uuid>& subjects, const char* status, wall_time at);

/// Of a site whose companies have no name yet: the first observation that names one stands for it, the others
/// add to it. Its id; nil when none does, and then there are no observations any more.
uuid name_company(const tenant_id& tenant, std::vector<observation>& fresh, const page& content);

} // namespace leadstream::actors
