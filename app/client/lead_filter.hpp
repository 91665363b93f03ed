#pragma once
#include "app/client/api.hpp"

#include <map>
#include <string>

namespace leadstream::app {

/// Which leads are meant: the filters of GET /api/v1/leads by their names there.
struct lead_filter {
  std::map<std::string, std::string> values; ///< empty: not given

  /// Adds the filter to a request.
  void apply(target& request) const;
};

/// Registers an option for each filter: --score-min, --industry, --has-email and so on.
void add_filter_options(CLI::App& command, lead_filter& into);

} // namespace leadstream::app
