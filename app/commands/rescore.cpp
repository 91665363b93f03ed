#include "app/commands.hpp"
#include "app/try/input.hpp"
#include "domain/json/profile.hpp"
#include "storage/maintenance.hpp"

#include <CLI/CLI.hpp>

#include <cinttypes>
#include <cstdio>
#include <ctime>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples = R"(
Leads are scored again from what was kept of them; nothing is read or fetched anew. The server must not run on the data
directory. A lead whose search named a saved score profile is scored by that; the others by --profile, and without it by
the settings' weights and points (score.*).

A profile is a JSON object of weights, points, company_sizes, industries and technologies; what it leaves out stays at
its default:
  {"company_sizes":["11-50"],"industries":["dentist"],"technologies":["WordPress"]}

Examples:
  leadstream rescore
  leadstream rescore --profile ideal.json --storage.directory /var/lib/leadstream)";

constexpr std::size_t largest_profile = 1U << 20U;

result<score::profile> profile_in(const std::string& file) {
  const auto text = read_file(file, largest_profile);
  return text ? json::read_profile(std::string_view(*text)) : text.problem();
}

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

int run(const config::settings& s, const std::string& file) {
  const auto by = file.empty() ? result<score::profile>(s.score) : profile_in(file);
  if (!by) {
    return report(by.problem());
  }
  auto options = storage::options_of(s);
  options.scoring = *by;
  const double start = cpu_seconds();
  const auto done = storage::rescore_leads(options);
  if (!done) {
    return report_storage(done.problem());
  }
  const double each = done->leads == 0 ? 0 : (cpu_seconds() - start) * 1e6 / static_cast<double>(done->leads);
  std::printf("%" PRIu64 " leads scored again, %" PRIu64
              " changed, %.1f microseconds of processor time each\n",
              done->leads, done->changed, each);
  if (done->unknown > 0) {
    std::printf("%" PRIu64
                " leads of an older version were left out: run leadstream migrate --rebuild first\n",
                done->unknown);
  }
  return done->unknown > 0 ? exit_partial : exit_ok;
}

} // namespace

void add_rescore(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("rescore", "Score all stored leads again");
  command->footer(examples);
  const auto profile = std::make_shared<std::string>();
  command->add_option("--profile", *profile, "The profile for leads without a saved one, as JSON")
      ->type_name("FILE");
  with.on_run(*command, [with, profile] {
    const auto settings = with.settings();
    return settings ? run(settings->values, *profile) : report(settings.problem());
  });
}

} // namespace leadstream::app
