#pragma once
#include "config/settings.hpp"
#include "net/deliver/crm_pusher.hpp"

namespace leadstream::app {

/// The CRMs as the settings describe them. An error names the setting whose mapping does not read.
result<std::map<std::string, deliver::crm_setup>> crms_of(const config::settings& s);

} // namespace leadstream::app
