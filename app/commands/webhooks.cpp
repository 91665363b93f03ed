#include "app/client/common_options.hpp"
#include "app/client/terminal.hpp"
#include "app/commands.hpp"
#include "domain/delivery/signature.hpp"
#include "domain/json/member.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

namespace leadstream::app {
namespace {

using leadstream::json::text_at;
using nlohmann::json;

constexpr const char* examples = R"(Examples:
  leadstream webhooks add https://example.com/hook --event lead.created --event job.completed
  leadstream webhooks test 0190a0a0-0000-7000-8000-000000000001
  leadstream webhooks deliveries 0190a0a0-0000-7000-8000-000000000001 --state dead
  leadstream webhooks replay 0190a0a0-0000-7000-8000-000000000001)";

struct webhook_options {
  common_options common;
  std::string id;
  std::string url;
  std::vector<std::string> events;
  std::vector<std::string> headers;
  std::string description;
  std::string state;
  std::string since;
  std::string delivery;
  unsigned limit = 50;
  bool enable = false;
  bool disable = false;
};
using shared_options = std::shared_ptr<webhook_options>;
using webhook_action = int (*)(api&, const webhook_options&);

std::string path_of(const webhook_options& options, const std::string& rest = {}) {
  return "/api/v1/webhooks/" + client::encode(options.id) + rest;
}

std::string endpoint_table(const json& all) {
  table made({"id", "state", "url", "events", "failing since"});
  for (const json& e : all) {
    std::string events;
    for (const json& name : e.value("events", json::array())) {
      events += (events.empty() ? "" : ",") + name.get<std::string>();
    }
    made.add({text_at(e, "id"),
              e.value("enabled", false) ? "on" : "off: " + printable(text_at(e, "disabled_reason")),
              printable(text_at(e, "url")), events, text_at(e, "failing_since")});
  }
  return made.text();
}

std::string delivery_table(const json& all) {
  table made({"delivery", "type", "at", "state", "attempts", "last answer"});
  for (const json& d : all) {
    made.add(
        {text_at(d, "id"), text_at(d, "type"), text_at(d, "at"), text_at(d, "state"), text_at(d, "attempts"),
         printable(text_at(d, "last_error").empty() ? text_at(d, "last_status") : text_at(d, "last_error"))});
  }
  return made.text();
}

/// A body for what is to be made or changed.
json wanted(const webhook_options& options) {
  json body = json::object();
  if (!options.url.empty()) {
    body["url"] = options.url;
  }
  if (!options.events.empty()) {
    body["events"] = options.events;
  }
  if (!options.description.empty()) {
    body["description"] = options.description;
  }
  for (const std::string& line : options.headers) {
    const auto colon = line.find(':');
    body["headers"][line.substr(0, colon)] =
        line.substr(std::min(line.find_first_not_of(' ', colon + 1), line.size()));
  }
  if (options.enable || options.disable) {
    body["enabled"] = options.enable;
  }
  return body;
}

int show_one(const result<json>& answer, const webhook_options& options) {
  if (!answer) {
    return report(answer.problem());
  }
  std::string view = endpoint_table(json::array({*answer}));
  if (const std::string secret = text_at(*answer, "secret"); !secret.empty()) {
    view += "\nsecret: " + secret + "\nKeep it now: it is not shown again.\n";
  }
  return print_answer(*answer, options.common.json, view);
}

int list(api& server, const webhook_options& options) {
  const auto answer = server.get("/api/v1/webhooks");
  return answer ? print_answer(*answer, options.common.json, endpoint_table((*answer)["webhooks"]))
                : report(answer.problem());
}
int add(api& server, const webhook_options& options) {
  return show_one(server.post("/api/v1/webhooks", wanted(options).dump()), options);
}
int show(api& server, const webhook_options& options) {
  return show_one(server.get(path_of(options)), options);
}
int change(api& server, const webhook_options& options) {
  return show_one(server.send("PATCH", path_of(options), wanted(options).dump()), options);
}
int rotate(api& server, const webhook_options& options) {
  return show_one(server.post(path_of(options, "/rotate"), "{}"), options);
}
int remove(api& server, const webhook_options& options) {
  const auto answer = server.send("DELETE", path_of(options), "");
  return answer ? print_answer(*answer, options.common.json, "removed\n") : report(answer.problem());
}
int test(api& server, const webhook_options& options) {
  const auto answer = server.post(path_of(options, "/test"), "{}");
  return answer ? print_answer(*answer, options.common.json,
                               "queued as " + text_at(*answer, "message_id") +
                                   "; `leadstream webhooks deliveries` shows how it went\n")
                : report(answer.problem());
}
int deliveries(api& server, const webhook_options& options) {
  target path(path_of(options, "/deliveries"));
  path.with("state", options.state).with("since", options.since).with("limit", options.limit);
  const auto answer = server.get(path.text());
  return answer ? print_answer(*answer, options.common.json, delivery_table((*answer)["deliveries"]))
                : report(answer.problem());
}
int replay(api& server, const webhook_options& options) {
  target path(path_of(options, "/replay"));
  path.with("state", options.state).with("since", options.since).with("delivery_id", options.delivery);
  const auto answer = server.post(path.text(), "{}");
  return answer ? print_answer(*answer, options.common.json, text_at(*answer, "queued") + " queued again\n")
                : report(answer.problem());
}

CLI::App* add_action(CLI::App& group, const context& with, const char* name, const char* help,
                     webhook_action action, const shared_options& options, bool one) {
  CLI::App* command = group.add_subcommand(name, help);
  if (one) {
    command->add_option("id", options->id, "The webhook's id")->required();
  }
  add_common_options(*command, options->common);
  with.on_run(*command, [with, options, action] {
    return with_server(with, options->common, [&](api& server) { return action(server, *options); });
  });
  return command;
}

void add_contents(CLI::App& command, const shared_options& options) {
  command.add_option("--event", options->events, "An event to send; all when left out. Repeat it for more")
      ->type_name("EVENT");
  command.add_option("--header", options->headers, "A header to send along")
      ->type_name("\"NAME: VALUE\"")
      ->check([](const std::string& line) {
        return line.find(':') == std::string::npos ? "\"" + line + R"(" is no "NAME: VALUE")" : "";
      });
  command.add_option("--description", options->description, "What it is for")->type_name("TEXT");
}

void add_choice(CLI::App& command, const shared_options& options) {
  command.add_option("--state", options->state, "waiting, delivered or dead")
      ->check(CLI::IsMember({"waiting", "delivered", "dead"}));
  command.add_option("--since", options->since, "Events from then on (RFC 3339)")->type_name("TIME");
}

struct verify_options {
  output_form form;
  std::string secret_file;
  std::string id;
  std::string timestamp;
  std::string signature;
};

int verify(const verify_options& options) {
  std::ifstream file(options.secret_file);
  std::string secret;
  file >> secret;
  std::string body;
  std::array<char, 4096> piece{};
  for (std::size_t got = 0; (got = std::fread(piece.data(), 1, piece.size(), stdin)) > 0;) {
    body.append(piece.data(), got);
  }
  const bool good = delivery::verify(secret, options.id, options.timestamp, options.signature, body,
                                     system_wall_time(), std::chrono::hours(24 * 365 * 100));
  show_outcome({{"valid", good}}, options.form,
               good ? "the signature is right\n" : "the signature is wrong\n");
  return good ? exit_ok : exit_failure;
}

void add_verify(CLI::App& group, const context& with) {
  CLI::App* command = group.add_subcommand("verify", "Check the signature of a body on standard input");
  const auto options = std::make_shared<verify_options>();
  add_output_options(*command, options->form);
  command->add_option("--secret-file", options->secret_file, "File with the secret")
      ->required()
      ->type_name("FILE");
  command->add_option("--id", options->id, "Header webhook-id")->required();
  command->add_option("--timestamp", options->timestamp, "Header webhook-timestamp")->required();
  command->add_option("--signature", options->signature, "Header webhook-signature")->required();
  with.on_run(*command, [options] { return verify(*options); });
}

} // namespace

void add_webhooks(CLI::App& program, const context& with) {
  CLI::App* group = program.add_subcommand("webhooks", "Tell other programs what happens");
  group->footer(examples);
  group->require_subcommand(1);
  const auto options = std::make_shared<webhook_options>();
  add_action(*group, with, "list", "All webhooks", list, options, false);
  CLI::App* made = add_action(*group, with, "add", "Make one; its secret is shown once", add, options, false);
  made->add_option("url", options->url, "Where to deliver")->required();
  add_contents(*made, options);
  add_action(*group, with, "show", "One webhook", show, options, true);
  CLI::App* changed = add_action(*group, with, "change", "Change one", change, options, true);
  changed->add_option("--url", options->url, "Where to deliver");
  changed->add_flag("--enable", options->enable, "Switch it on");
  changed->add_flag("--disable", options->disable, "Switch it off")->excludes("--enable");
  add_contents(*changed, options);
  add_action(*group, with, "rotate", "A new secret; the old one signs too for a day", rotate, options, true);
  add_action(*group, with, "remove", "Remove one with its deliveries", remove, options, true);
  add_action(*group, with, "test", "Send a test event", test, options, true);
  CLI::App* log =
      add_action(*group, with, "deliveries", "What was sent, and how it went", deliveries, options, true);
  add_choice(*log, options);
  log->add_option("--limit", options->limit, "How many, newest first")->check(CLI::Range(1, 500));
  CLI::App* again = add_action(*group, with, "replay", "Send again: the dead letters, or what is chosen",
                               replay, options, true);
  add_choice(*again, options);
  again->add_option("--delivery", options->delivery, "This one alone")->type_name("ID");
  add_verify(*group, with);
}

} // namespace leadstream::app
