#include "app/client/lead_filter.hpp"

#include <CLI/CLI.hpp>

namespace leadstream::app {

void lead_filter::apply(target& request) const {
  if (score_min) {
    request.with("score_min", *score_min);
  }
  request.with("industry", industry).with("location", location);
}

void add_filter_options(CLI::App& command, lead_filter& into) {
  command.add_option("--score-min", into.score_min, "Only leads with at least this score")
      ->check(CLI::Range(0, 100));
  command.add_option("--industry", into.industry, "Only leads whose industry contains this word")
      ->type_name("WORD");
  command.add_option("--location", into.location, "Only leads whose address contains this word")
      ->type_name("WORD");
}

} // namespace leadstream::app
