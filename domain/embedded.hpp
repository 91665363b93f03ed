#pragma once
#include <string_view>

/// Binary data files of config/ that are built into the program, byte for byte (cmake/embed.cmake).
namespace leadstream::embedded {

std::string_view industry_model(); ///< config/industries/industry.model

} // namespace leadstream::embedded
