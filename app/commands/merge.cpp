#include "app/client/common_options.hpp"
#include "app/commands.hpp"
#include "storage/maintenance.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* merge_meaning = R"(
The decision is kept for ever: what is found later does not part the leads again. The oldest id stays. The server must not
run on the data directory.)";

constexpr const char* unmerge_meaning = R"(
A lead that people had merged becomes what it was before, with its own status, tags, notes, owner and jobs; any other
comes apart into its records, each a lead of its own. What was taken apart is never joined again by the rules. The server must not run on the data directory.)";

struct decision_options {
  output_form form;
  std::vector<std::string> leads;
  std::string by = "operator";
};

result<std::vector<uuid>> ids_of(const std::vector<std::string>& texts) {
  std::vector<uuid> ids;
  for (const std::string& text : texts) {
    const auto id = parse_uuid(text);
    if (!id) {
      return error{error_code::invalid_argument, "\"" + text + "\" is no id of a lead", {}};
    }
    ids.push_back(*id);
  }
  return ids;
}

int run(const config::settings& s, const decision_options& options, bool merge) {
  const auto ids = ids_of(options.leads);
  if (!ids) {
    return report(ids.problem());
  }
  lead_decision what;
  what.at = system_wall_time();
  what.id = make_uuid_v7(what.at, system_random);
  what.merge = merge;
  what.leads = *ids;
  what.by = options.by;
  const auto standing = storage::decide_leads(storage::options_of(s), what);
  if (!standing) {
    return report_storage(standing.problem());
  }
  nlohmann::json shown = nlohmann::json::array();
  std::string view;
  for (const uuid& id : *standing) {
    shown.push_back(to_string(id));
    view += to_string(id) + "\n";
  }
  return show_outcome({{"leads", shown}}, options.form, view);
}

void add(CLI::App& program, const context& with, bool merge) {
  CLI::App* command = merge ? program.add_subcommand("merge", "Make several leads one")
                            : program.add_subcommand("unmerge", "Take a lead apart again");
  command->footer(merge ? merge_meaning : unmerge_meaning);
  const auto options = std::make_shared<decision_options>();
  command->add_option("ID", options->leads, merge ? "The leads" : "The lead")
      ->required()
      ->expected(merge ? 2 : 1, merge ? 100 : 1);
  command->add_option("--by", options->by, "Who decides, for the record")->type_name("NAME");
  add_output_options(*command, options->form);
  with.on_run(*command, [with, options, merge] {
    const auto settings = with.settings();
    return settings ? run(settings->values, *options, merge) : report(settings.problem());
  });
}

} // namespace

void add_merge(CLI::App& program, const context& with) {
  add(program, with, true);
}

void add_unmerge(CLI::App& program, const context& with) {
  add(program, with, false);
}

} // namespace leadstream::app
