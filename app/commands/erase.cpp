#include "app/client/common_options.hpp"
#include "app/client/terminal.hpp"
#include "app/commands.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace leadstream::app {
namespace {

using nlohmann::json;

constexpr const char* examples = R"(Examples:
  leadstream suppressions list
  leadstream suppressions add --phone +41441234567
  leadstream suppressions remove --domain muster.example)";

struct subject_options {
  common_options common;
  std::string email;
  std::string domain;
  std::string phone;
  std::string id;
  std::string reason;
  bool everyone = false;
};
using shared_options = std::shared_ptr<subject_options>;
using subject_action = int (*)(api&, const subject_options&);

json named(const subject_options& options) {
  json body = json::object();
  for (const auto& [name, value] :
       {std::pair{"email", options.email}, {"domain", options.domain}, {"phone", options.phone}}) {
    if (!value.empty()) {
      body[name] = value;
    }
  }
  return body;
}

int erase(api& server, const subject_options& options) {
  const auto answer = server.post("/api/v1/erasures", named(options).dump());
  if (!answer) {
    return report(answer.problem());
  }
  const json& r = *answer;
  return print_answer(r, options.common.json,
                      "erased from " + r["leads"].dump() + " leads, " + r["observations"].dump() +
                          " observations and " + r["other_values"].dump() + " other values; receipt " +
                          r["id"].get<std::string>() + "\n");
}

int access(api& server, const subject_options& options) {
  const auto answer = server.post("/api/v1/access", named(options).dump());
  // For a machine or a person, everything that is known is what was asked for.
  return answer ? print_answer(*answer, options.common.json, answer->dump(2) + "\n")
                : report(answer.problem());
}

int list(api& server, const subject_options& options) {
  const auto answer = server.get("/api/v1/suppressions");
  if (!answer) {
    return report(answer.problem());
  }
  table made({"kind", "sha256", "scope", "reason", "at"});
  for (const json& s : (*answer)["suppressions"]) {
    made.add({s.value("kind", ""), s.value("sha256", ""), s.value("scope", ""),
              s["reason"].is_string() ? printable(s["reason"].get<std::string>()) : "", s.value("at", "")});
  }
  return print_answer(*answer, options.common.json, made.text());
}

int suppress(api& server, const subject_options& options) {
  json body = named(options);
  if (!options.reason.empty()) {
    body["reason"] = options.reason;
  }
  const auto answer = server.post("/api/v1/suppressions", body.dump());
  return answer ? print_answer(*answer, options.common.json,
                               "suppressed; receipt " + (*answer)["id"].get<std::string>() + "\n")
                : report(answer.problem());
}

int remove(api& server, const subject_options& options) {
  json body = named(options);
  body["scope"] = options.everyone ? "everyone" : "tenant";
  const auto answer = server.post("/api/v1/suppressions/remove", body.dump());
  return answer ? print_answer(*answer, options.common.json, "removed\n") : report(answer.problem());
}

int notice(api& server, const subject_options& options) {
  const auto copied =
      server.download("/api/v1/leads/" + client::encode(options.id) + "/notice", [](std::string_view text) {
        return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
      });
  return copied ? exit_ok : report(copied.problem());
}

CLI::App* add_action(CLI::App& group, const context& with, const char* name, const char* help,
                     subject_action action, const shared_options& options, bool of_subject) {
  CLI::App* command = group.add_subcommand(name, help);
  if (of_subject) {
    auto* who = command->add_option_group("who");
    who->add_option("--email", options->email, "A person's address");
    who->add_option("--domain", options->domain, "A company's domain, with all that stands below it");
    who->add_option("--phone", options->phone, "A telephone number, with country code");
    who->require_option(1);
  }
  add_common_options(*command, options->common);
  with.on_run(*command, [with, options, action] {
    return with_server(with, options->common, [&](api& server) { return action(server, *options); });
  });
  return command;
}

} // namespace

void add_erase(CLI::App& program, const context& with) {
  const auto options = std::make_shared<subject_options>();
  add_action(program, with, "erase", "Erase a person or a company and never collect it again", erase, options,
             true);
}

void add_rights(CLI::App& program, const context& with) {
  const auto options = std::make_shared<subject_options>();
  add_action(program, with, "access", "Print all that is known of a person", access, options, true);
  CLI::App* text =
      add_action(program, with, "notice", "Print the text for a first contact", notice, options, false);
  text->add_option("lead", options->id, "The lead's id")->required();
  CLI::App* group = program.add_subcommand("suppressions", "Who must not be known or contacted");
  group->require_subcommand(1);
  group->footer(examples);
  add_action(*group, with, "list", "All suppressions, as hashes", list, options, false);
  add_action(*group, with, "add", "Suppress and erase", suppress, options, true)
      ->add_option("--reason", options->reason, "Why; \"manual\" when left out");
  add_action(*group, with, "remove", "Take one back", remove, options, true)
      ->add_flag("--everyone", options->everyone, "One that holds for all tenants, from the public page");
}

} // namespace leadstream::app
