#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace leadstream::intel {

/// The first date that a text names, as people write dates in eight languages: "12 March 2026", "12. Maerz
/// 2026", "March 12, 2026", "12 de marzo de 2026", "2026-03-12", "12.03.2026". Of "03/12/2026" the month
/// comes first in English, else the day. A month without a day counts from its first. Years 1990 to 2099.
std::optional<std::chrono::sys_days> find_date(std::string_view text, std::string_view language);

/// "2026-03-12".
std::string to_iso(std::chrono::sys_days day);

} // namespace leadstream::intel
