#include "app/client/lead_filter.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace leadstream::app {
namespace {

struct filter_row {
  const char* name; ///< of the parameter; the option has '-' for '_'
  const char* type;
  const char* help;
  std::vector<std::string> values; ///< all that there are; empty: any
};

const std::vector<filter_row>& filters() {
  static const std::vector<std::string> flags{"true", "false"};
  static const std::vector<filter_row> all{
      {"score_min", "0..100", "Only leads with at least this score", {}},
      {"score_max", "0..100", "Only leads with at most this score", {}},
      {"industry", "WORD", "Only leads whose industry contains this word", {}},
      {"location", "WORD", "Only leads whose address contains this word", {}},
      {"q", "WORDS", "Only leads with all these words or beginnings of words", {}},
      {"company_size",
       "SIZE",
       "Only companies of this size",
       {"1-10", "11-50", "51-200", "201-1000", "1000+"}},
      {"technology", "A,B,…", "Only leads that use all of these", {}},
      {"signal", "A,B,…", "Only leads with all of these signs of growth", {}},
      {"source", "A,B,…", "Only leads that all of these sources know", {}},
      {"tag", "A,B,…", "Only leads with all of these tags", {}},
      {"has_email", "true|false", "Only leads with an e-mail address, or without", flags},
      {"has_phone", "true|false", "Only leads with a telephone number, or without", flags},
      {"status",
       "STATUS",
       "Only leads in this state of your work",
       {"new", "contacted", "qualified", "customer", "rejected"}},
      {"owner", "NAME", "Only leads of this owner", {}},
      {"job_id", "JOB", "Only leads that this job found", {}},
      {"created_since", "TIME", "Only leads created since 2026-11-22 or 2026-11-22T10:00:00Z", {}}};
  return all;
}

std::string option_of(const char* name) {
  std::string option = std::string("--") + name;
  std::replace(option.begin(), option.end(), '_', '-');
  return option;
}

} // namespace

void lead_filter::apply(target& request) const {
  for (const auto& [name, value] : values) {
    request.with(name, value);
  }
}

void add_filter_options(CLI::App& command, lead_filter& into) {
  for (const filter_row& row : filters()) {
    CLI::Option* option =
        command.add_option(option_of(row.name), into.values[row.name], row.help)->type_name(row.type);
    if (!row.values.empty()) {
      option->check(CLI::IsMember(row.values));
    } else if (std::string_view(row.name).starts_with("score")) {
      option->check(CLI::Range(0, 100));
    }
  }
}

} // namespace leadstream::app
