#include "app/client/common_options.hpp"
#include "app/commands.hpp"
#include "app/try/input.hpp"
#include "domain/json/profile.hpp"
#include "storage/maintenance.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <ctime>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* meaning = R"(
Leads are scored again from what was kept of them; nothing is read or fetched anew. The server must not run on the data
directory. A lead whose search named a saved score profile is scored by that; the others by --profile, and without it by
the settings' weights and points (score.*).

A profile is a JSON object of weights, points, company_sizes, industries and technologies; what it leaves out stays at
its default:
  {"company_sizes":["11-50"],"industries":["dentist"],"technologies":["WordPress"]})";

constexpr std::size_t largest_profile = 1U << 20U;

result<score::profile> profile_in(const std::string& file) {
  const auto text = read_file(file, largest_profile);
  return text ? json::read_profile(std::string_view(*text)) : text.problem();
}

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

struct rescore_options {
  output_form form;
  std::string profile;
};

int run(const config::settings& s, const rescore_options& asked) {
  const auto by = asked.profile.empty() ? result<score::profile>(s.score) : profile_in(asked.profile);
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
  std::array<char, 128> cost{};
  std::snprintf(cost.data(), cost.size(), " changed, %.1f microseconds of processor time each\n", each);
  std::string view =
      std::to_string(done->leads) + " leads scored again, " + std::to_string(done->changed) + cost.data();
  if (done->unknown > 0) {
    view += std::to_string(done->unknown) +
            " leads of an older version were left out: run leadstream migrate --rebuild first\n";
  }
  show_outcome({{"leads", done->leads}, {"changed", done->changed}, {"left_out", done->unknown}}, asked.form,
               view);
  return done->unknown > 0 ? exit_partial : exit_ok;
}

} // namespace

void add_rescore(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("rescore", "Score all stored leads again");
  command->footer(meaning);
  const auto options = std::make_shared<rescore_options>();
  add_output_options(*command, options->form);
  command->add_option("--profile", options->profile, "The profile for leads without a saved one, as JSON")
      ->type_name("FILE");
  with.on_run(*command, [with, options] {
    const auto settings = with.settings();
    return settings ? run(settings->values, *options) : report(settings.problem());
  });
}

} // namespace leadstream::app
