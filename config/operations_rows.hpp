#pragma once
#include "config/table.hpp"

#include <vector>

namespace leadstream::config {

/// The rows of alerts, webhooks, CRM and law: a part of the table of settings.
std::vector<setting> operations_rows();

} // namespace leadstream::config
