#pragma once
#include "app/client/api.hpp"

#include <optional>
#include <string>

namespace leadstream::app {

/// Which leads are meant.
struct lead_filter {
  std::optional<unsigned> score_min;
  std::string industry;
  std::string location;

  /// Adds the filter to a request.
  void apply(target& request) const;
};

/// Registers --score-min, --industry and --location.
void add_filter_options(CLI::App& command, lead_filter& into);

} // namespace leadstream::app
