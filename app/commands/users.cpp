#include "app/client/common_options.hpp"
#include "app/client/views.hpp"
#include "app/commands.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>
#include <memory>
#include <termios.h>
#include <unistd.h>

namespace leadstream::app {
namespace {

constexpr const char* examples = R"(Examples:
  leadstream users create --email ada@example.com --role admin        asks for the password
  printf %s "$PASSWORD" | leadstream users create --email bob@example.com
  leadstream users list
  leadstream users disable 01890a5d-ac96-774b-bcce-b302099a8057)";

struct user_options {
  common_options common;
  std::string email;
  std::string name;
  std::string role = "viewer";
  std::string tenant;
  std::string id;
};
using shared_options = std::shared_ptr<user_options>;
using user_action = int (*)(api&, const user_options&);

/// From the terminal without showing it, or the first line of standard input.
std::string ask_password() {
  termios before{};
  const bool terminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (terminal) {
    std::fputs("Password (12 characters or more): ", stderr);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  std::string password;
  std::getline(std::cin, password);
  if (terminal) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputc('\n', stderr);
  }
  return password;
}

std::string row(const nlohmann::json& user) {
  return text_at(user, "id") + "  " + text_at(user, "email") + "  " + text_at(user, "role") + "  " +
         text_at(user, "tenant") + (user.value("disabled", false) ? "  disabled" : "") + "\n";
}

int show(const result<nlohmann::json>& user, const user_options& options) {
  return user ? print_answer(*user, options.common.json, row(*user)) : report(user.problem());
}

int create(api& server, const user_options& options) {
  nlohmann::json wish{{"email", options.email}, {"role", options.role}, {"password", ask_password()}};
  if (!options.name.empty()) {
    wish["name"] = options.name;
  }
  if (!options.tenant.empty()) {
    wish["tenant"] = options.tenant;
  }
  return show(server.post("/api/v1/users", wish.dump()), options);
}

int list(api& server, const user_options& options) {
  const auto answer = server.get("/api/v1/users");
  if (!answer) {
    return report(answer.problem());
  }
  std::string view;
  for (const auto& user : answer->value("users", nlohmann::json::array())) {
    view += row(user);
  }
  return print_answer(*answer, options.common.json, view);
}

int change(api& server, const user_options& options, const nlohmann::json& to) {
  return show(server.send("PATCH", "/api/v1/users/" + client::encode(options.id), to.dump()), options);
}

int disable(api& server, const user_options& options) {
  return change(server, options, {{"disabled", true}});
}

int enable(api& server, const user_options& options) {
  return change(server, options, {{"disabled", false}});
}

int set_password(api& server, const user_options& options) {
  return change(server, options, {{"password", ask_password()}});
}

CLI::App* add_action(CLI::App& group, const context& with, const char* name, const char* help,
                     user_action action, const shared_options& options) {
  CLI::App* command = group.add_subcommand(name, help);
  add_common_options(*command, options->common);
  with.on_run(*command, [with, options, action] {
    return with_server(with, options->common, [&](api& server) { return action(server, *options); });
  });
  return command;
}

} // namespace

void add_users(CLI::App& program, const context& with) {
  CLI::App* group = program.add_subcommand("users", "Make, list and change users of the console");
  group->footer(examples);
  const auto options = std::make_shared<user_options>();
  CLI::App* make = add_action(*group, with, "create", "Make a user", create, options);
  make->add_option("--email", options->email, "What they log in with")->required();
  make->add_option("--name", options->name, "What they are called");
  make->add_option("--role", options->role, "viewer, operator or admin")
      ->check(CLI::IsMember({"viewer", "operator", "admin"}))
      ->capture_default_str();
  make->add_option("--tenant", options->tenant, "Their tenant (default)");
  add_action(*group, with, "list", "The users of the tenant", list, options);
  const auto add_one = [&](const char* name, const char* help, user_action action) {
    add_action(*group, with, name, help, action, options)
        ->add_option("USER", options->id, "The user's id")
        ->required();
  };
  add_one("disable", "End a user's sessions and log-ins", disable);
  add_one("enable", "Let a user log in again", enable);
  add_one("password", "Give a user another password, which ends their sessions", set_password);
}

} // namespace leadstream::app
