#pragma once
#include "actors/node.hpp"
#include "app/operations/delivering.hpp"
#include "app/operations/legal_desk.hpp"
#include "app/operations/watching.hpp"
#include "app/token_keys.hpp"
#include "net/auth/local_key.hpp"
#include "net/serve/server.hpp"
#include "storage/score_profiles.hpp"

#include <optional>

namespace leadstream::app {

/// Whether a server would take these settings, as far as can be said without opening what it keeps.
result<done> check_settings(const config::settings& settings);

/// All parts of a serving process, made in the order in which they stand here and undone in the opposite one.
/// For one thread; settings and log must outlive it.
class installation {
public:
  installation(const config::settings& settings, const std::function<void(const serve::log_line&)>& log);

  /// Opens what is kept and makes the parts around it. Errors: a setting or a file that cannot be used;
  /// error_code::conflict when another process has the database open.
  result<done> open();

  /// Lets the node work and the server listen, after open(); the port.
  result<std::uint16_t> start();

  /// Lets what is under way end within the settings' time; once, after start().
  void stop();

private:
  result<done> read_settings();
  result<done> open_database();
  result<done> open_law();
  result<done> open_archive();
  result<done> make_deliveries();
  result<done> start_node();
  void set_up_server();
  void look(metrics::gauges& seen) const;
  void ask_for_credentials();

  const config::settings& settings_;
  const std::function<void(const serve::log_line&)>& log_;
  actors::node_options node_options_;
  std::map<std::string, deliver::crm_setup> crms_;
  std::shared_ptr<auth::jwt_verifier> verifier_;
  std::string local_key_;
  std::shared_ptr<storage::connections> database_;
  std::shared_ptr<const storage::vault> secrets_;
  std::unique_ptr<store> store_;
  std::optional<storage::score_profiles> profiles_;
  std::unique_ptr<sources::spend_ledger> ledger_;
  std::unique_ptr<page_fetcher> fetcher_;
  std::unique_ptr<page_fetcher> key_fetcher_; ///< until refresh_ has it
  std::optional<watching> watch_;
  std::optional<legal_desk> legal_;
  std::optional<delivering> deliveries_;
  std::unique_ptr<mail_resolver> mail_;
  std::unique_ptr<mailbox_prober> mailboxes_;
  std::unique_ptr<actors::node> node_;
  serve::server_options serving_;
  std::optional<key_refresh> refresh_;
  std::optional<serve::server> server_;
  std::optional<auth::local_key_notice> notice_;
};

} // namespace leadstream::app
