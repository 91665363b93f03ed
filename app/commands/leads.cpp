#include "app/client/common_options.hpp"
#include "app/client/lead_filter.hpp"
#include "app/client/views.hpp"
#include "app/commands.hpp"
#include "app/help/short_help.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace leadstream::app {
namespace {

constexpr unsigned page_size = 100;

constexpr const char* examples = R"(Without a command it lists.

Examples:
  leadstream leads --location Vaduz
  leadstream leads list --score-min 60 --industry dentist
  leadstream leads list --technology shopify --has-email true --sort -created_at
  leadstream leads list --location Vaduz --limit 500 --json
  leadstream leads show 01890a5d-ac96-774b-bcce-b302099a8057)";

struct lead_options {
  common_options common;
  lead_filter filter;
  std::string id;
  std::string sort;
  unsigned limit = 20;
  std::uint64_t offset = 0;
};

/// Asks for as many pages as the limit needs and gives them as one answer.
result<nlohmann::json> collect(api& server, const lead_options& options) {
  nlohmann::json all;
  for (unsigned left = options.limit; left > 0;) {
    const auto have = all.is_null() ? 0 : all["leads"].size();
    target path("/api/v1/leads");
    options.filter.apply(path);
    path.with("sort", options.sort)
        .with("limit", std::min(left, page_size))
        .with("offset", options.offset + have);
    auto answer = server.get(path.text());
    if (!answer) {
      return answer;
    }
    auto leads = answer->value("leads", nlohmann::json::array());
    const auto shown = static_cast<unsigned>(leads.size());
    if (!all.is_null()) {
      leads.insert(leads.begin(), all["leads"].begin(), all["leads"].end());
    }
    all = std::move(*answer);
    all["leads"] = std::move(leads);
    left = shown < std::min(left, page_size) ? 0 : left - shown;
  }
  return all;
}

int list_leads(api& server, const lead_options& options) {
  const auto all = collect(server, options);
  if (!all) {
    return report(all.problem());
  }
  const auto& leads = all->at("leads");
  const auto total = std::to_string(number_at(*all, "total_count"));
  return print_answer(*all, options.common.json,
                      lead_table(leads) + std::to_string(leads.size()) + " of " + total + "\n");
}

int show_lead(api& server, const lead_options& options) {
  const auto lead = server.get("/api/v1/leads/" + client::encode(options.id));
  return lead ? print_answer(*lead, options.common.json, lead_sheet(*lead)) : report(lead.problem());
}

void make_list(CLI::App& command, const context& with) {
  const auto options = std::make_shared<lead_options>();
  add_filter_options(command, options->filter);
  command
      .add_option("--sort", options->sort,
                  "score, created_at, updated_at or name; with - in front for downwards")
      ->type_name("FIELD");
  command.add_option("--limit", options->limit, "At most so many")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command.add_option("--offset", options->offset, "Leave out so many")->capture_default_str();
  add_common_options(command, options->common);
  with.on_run(command, [with, options] {
    return with_server(with, options->common, [&](api& server) { return list_leads(server, *options); });
  });
}

} // namespace

void add_leads(CLI::App& program, const context& with) {
  CLI::App* group = program.add_subcommand("leads", "List, show, export, import, merge and erase leads");
  group->footer(examples);

  make_list(*group, with);
  shorten_help(*group, {});
  CLI::App* list = group->add_subcommand("list", "Leads, the best first");
  make_list(*list, with);
  shorten_help(*list, {"--score-min", "--industry", "--location", "--q", "--tag", "--has-email", "--sort",
                       "--limit", "--json"});

  const auto shown = std::make_shared<lead_options>();
  CLI::App* show = group->add_subcommand("show", "One lead with contacts, score and evidence");
  show->add_option("LEAD", shown->id, "The lead's id")->required();
  add_common_options(*show, shown->common);
  with.on_run(*show, [with, shown] {
    return with_server(with, shown->common, [&](api& server) { return show_lead(server, *shown); });
  });

  for (const auto add : {add_export, add_import, add_merge, add_unmerge, add_erase}) {
    add(*group, with);
  }
}

} // namespace leadstream::app
