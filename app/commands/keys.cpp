#include "app/client/common_options.hpp"
#include "app/client/views.hpp"
#include "app/commands.hpp"
#include "app/wiring.hpp"
#include "net/auth/records.hpp"
#include "storage/accounts.hpp"
#include "storage/open.hpp"
#include "storage/store.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <future>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples = R"(Examples:
  leadstream keys create --name reporting --scope leads:read --scope exports:read
  leadstream keys create --name partner --scope admin --tenant partner --days 90
  leadstream keys list
  leadstream keys revoke k2vupnc9

They talk to the running server. `keys create --direct` and `keys revoke --direct` work on the data
directory while no server runs.)";

struct key_options {
  common_options common;
  std::string name;
  std::vector<std::string> scopes;
  std::string tenant;
  unsigned days = 0;
  std::string id;
  bool direct = false;
};
using shared_options = std::shared_ptr<key_options>;

std::string sheet(const nlohmann::json& key) {
  std::string scopes;
  for (const auto& scope : key.value("scopes", nlohmann::json::array())) {
    scopes += (scopes.empty() ? "" : " ") + scope.get<std::string>();
  }
  const char* state = text_at(key, "revoked_at").empty() ? "" : "  revoked";
  return text_at(key, "id") + "  " + text_at(key, "tenant") + "  " + text_at(key, "name") + "  [" + scopes +
         "]  " + (text_at(key, "expires_at").empty() ? "no end" : text_at(key, "expires_at")) + state + "\n";
}

/// Works on the accounts of the data directory itself.
int with_accounts(const context& with, const std::function<int(access::accounts&)>& action) {
  const auto settings = with.settings();
  if (!settings) {
    return report(settings.problem());
  }
  const auto options = storage_of(settings->values);
  const auto database = storage::open_database(options);
  if (!database) {
    return report_storage(database.problem());
  }
  const auto store = storage::make_store(*database, options);
  const int status = action(*storage::make_accounts(*database));
  store->stop();
  return status;
}

template <class T>
result<T> wait(const std::function<void(completion<T>)>& start) {
  std::promise<result<T>> answer;
  auto arrives = answer.get_future();
  start([&answer](result<T> value) { answer.set_value(std::move(value)); });
  return arrives.get();
}

int create_directly(const context& with, const key_options& options) {
  const auto scopes = access::parse_scopes(options.scopes);
  const auto tenant = auth::parse_tenant(options.tenant.empty() ? "default" : options.tenant);
  if (!scopes || !tenant) {
    return report(scopes ? tenant.problem() : scopes.problem());
  }
  const wall_time now = system_wall_time();
  auth::key_wish wish{*tenant, options.name, *scopes, "command line", std::nullopt};
  if (options.days > 0) {
    wish.expires_at = now + std::chrono::days(options.days);
  }
  const auth::made_key made = auth::make_key(std::move(wish), now);
  return with_accounts(with, [&](access::accounts& accounts) {
    const auto stored = wait<access::key_record>([&](auto done) { accounts.add_key(made.record, done); });
    if (!stored) {
      return report(stored.problem());
    }
    std::printf("%s\n", made.key.text().c_str());
    return static_cast<int>(exit_ok);
  });
}

int create(api& server, const key_options& options) {
  nlohmann::json wish{{"name", options.name}, {"scopes", options.scopes}};
  if (options.days > 0) {
    wish["expires_in_days"] = options.days;
  }
  if (!options.tenant.empty()) {
    wish["tenant"] = options.tenant;
  }
  const auto made = server.post("/api/v1/keys", wish.dump());
  if (!made) {
    return report(made.problem());
  }
  std::fputs("The key is shown this once:\n", stderr);
  return print_answer(*made, options.common.json, text_at(*made, "key") + "\n");
}

int list(api& server, const key_options& options) {
  const auto answer = server.get("/api/v1/keys");
  if (!answer) {
    return report(answer.problem());
  }
  std::string view;
  for (const auto& key : answer->value("keys", nlohmann::json::array())) {
    view += sheet(key);
  }
  return print_answer(*answer, options.common.json, view);
}

int revoke(api& server, const key_options& options) {
  const auto ended = server.send("DELETE", "/api/v1/keys/" + client::encode(options.id), "");
  return ended ? exit_ok : report(ended.problem());
}

int revoke_directly(const context& with, const key_options& options) {
  const auto tenant = auth::parse_tenant(options.tenant.empty() ? "default" : options.tenant);
  if (!tenant) {
    return report(tenant.problem());
  }
  return with_accounts(with, [&](access::accounts& accounts) {
    const auto ended =
        wait<done>([&](auto done) { accounts.revoke_key(*tenant, options.id, system_wall_time(), done); });
    return ended ? static_cast<int>(exit_ok) : report(ended.problem());
  });
}

using server_action = int (*)(api&, const key_options&);
using direct_action = int (*)(const context&, const key_options&);

CLI::App* add_action(CLI::App& group, const context& with, const char* name, const char* help,
                     server_action action, direct_action direct, const shared_options& options) {
  CLI::App* command = group.add_subcommand(name, help);
  add_common_options(*command, options->common);
  if (direct != nullptr) {
    command->add_flag("--direct", options->direct, "Work on the data directory; no server may run");
    command->add_option("--tenant", options->tenant, "The tenant (default)");
  }
  with.on_run(*command, [with, options, action, direct] {
    if (options->direct) {
      return direct(with, *options);
    }
    return with_server(with, options->common, [&](api& server) { return action(server, *options); });
  });
  return command;
}

} // namespace

void add_keys(CLI::App& program, const context& with) {
  CLI::App* group = program.add_subcommand("keys", "Make, list and revoke API keys");
  group->footer(examples);
  const auto options = std::make_shared<key_options>();
  CLI::App* make =
      add_action(*group, with, "create", "Make a key and print it", create, create_directly, options);
  make->add_option("--name", options->name, "What it is for")->required();
  make->add_option("--scope", options->scopes, "What it may do; several times, or admin")->required();
  make->add_option("--days", options->days, "Days until it expires")->check(CLI::Range(1, 3'650));
  add_action(*group, with, "list", "The keys of the tenant", list, nullptr, options);
  add_action(*group, with, "revoke", "End a key at once", revoke, revoke_directly, options)
      ->add_option("KEY", options->id, "The key's id, the eight characters after lk_")
      ->required();
}

} // namespace leadstream::app
