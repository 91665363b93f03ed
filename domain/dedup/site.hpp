#pragma once
#include <string>
#include <string_view>

namespace leadstream::dedup {

/// What a website says of whose it is: its registrable domain; on a platform that many businesses share
/// (social networks, site builders, directories) "platform/page"; empty for a platform's own front page and
/// for what is no URL.
std::string site_of(std::string_view website);

/// The registrable domain of an email address, empty when it belongs to a mail provider or platform.
std::string mail_site_of(std::string_view email);

} // namespace leadstream::dedup
