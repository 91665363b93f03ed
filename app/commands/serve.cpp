#include "app/commands.hpp"
#include "app/log.hpp"
#include "app/operations/crm_setup.hpp"
#include "app/operations/delivering.hpp"
#include "app/operations/legal_desk.hpp"
#include "app/token_keys.hpp"
#include "app/wiring.hpp"
#include "net/auth/desk.hpp"
#include "net/auth/local_key.hpp"
#include "net/mail/mail_service.hpp"
#include "net/serve/certificate.hpp"
#include "storage/accounts.hpp"
#include "storage/archive/disk_archive.hpp"
#include "storage/idempotency.hpp"
#include "storage/open.hpp"
#include "storage/score_profiles.hpp"
#include "storage/spend_ledger.hpp"
#include "storage/sql/politeness.hpp"
#include "storage/sql/switch_store.hpp"
#include "storage/store.hpp"
#include "storage/vault/sealed_webhooks.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <malloc.h>
#include <pthread.h>
#include <sys/resource.h>

namespace leadstream::app {
namespace {

using namespace std::chrono_literals;

constexpr const char* examples = R"(Examples:
  leadstream serve                                        on http://127.0.0.1:8080, data in ./leadstream-data
  leadstream serve --server.port 9000 --storage.directory /var/lib/leadstream
  leadstream serve --sources.websites.enabled off         listings only

Every setting is an option: `leadstream serve --help-all` lists them, `leadstream config doc` explains them.)";

/// Termination signals, taken by one thread that waits for them instead of by handlers. Made before any other
/// thread.
class signals {
public:
  signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }

  void wait() {
    int received = 0;
    sigwait(&set_, &received);
  }

  /// A second signal, or the end of the time, ends the process at once: always safe, nothing is only in
  /// memory.
  void end_hard_after(std::chrono::milliseconds deadline) {
    std::thread([set = set_, deadline] {
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(deadline);
      const timespec limit{seconds.count(), 0};
      sigtimedwait(&set, nullptr, &limit);
      std::_Exit(exit_failure);
    }).detach();
  }

private:
  sigset_t set_{};
};

void say(const std::function<void(const serve::log_line&)>& log, const char* message,
         std::vector<std::pair<std::string, std::string>> fields = {}) {
  log({serve::log_level::info, message, std::move(fields)});
}

/// What seals the secrets in the database; those that stand there otherwise are sealed now.
result<std::shared_ptr<const storage::vault>> open_secrets(const config::settings& s,
                                                           storage::connections& database) {
  auto opened = storage::open_vault(s.storage);
  if (opened) {
    if (const auto sealed = storage::seal_stored(database, *opened); !sealed) {
      return sealed.problem();
    }
  }
  return opened;
}

/// As long as there is no user, a token that makes the first administrator is shown.
void offer_setup(auth::desk& desk, const std::function<void(const serve::log_line&)>& log,
                 const std::string& url) {
  desk.stored->count_users([&desk, log, url](const result<std::uint64_t>& users) {
    if (users && *users == 0) {
      // Not into the log, which others may read.
      std::fprintf(stderr,
                   "No user exists yet. To make the first administrator within 30 minutes, open\n"
                   "  %s/docs#setup=%s\n"
                   "or POST {\"token\", \"email\", \"password\"} to /api/v1/auth/setup, or run\n"
                   "  leadstream users create --role admin --email you@example.com\n",
                   url.c_str(), desk.open_setup().c_str());
    }
  });
}

void ask_for_credentials(serve::server_options& serving, auth::desk_options options,
                         std::shared_ptr<access::accounts> accounts,
                         std::shared_ptr<const auth::token_verifier> verifier, service& inside) {
  serving.desk =
      std::make_shared<auth::desk>(std::move(options), std::move(accounts), std::move(verifier), inside);
  serving.authenticator = serving.desk->gate;
}

/// Everything that serves, in the order in which it is made; undone in the opposite order.
int run(const config::settings& s) {
  signals termination;
  // Many threads that each allocate little: a heap for each of them would keep what it once needed.
  mallopt(M_ARENA_MAX, 2);
  const rlimit no_core{}; // memory holds secrets
  setrlimit(RLIMIT_CORE, &no_core);
  const auto log = make_log(s.log);
  const auto fetching = fetcher_of(s);
  auto node_setup = node_of(s);
  if (!fetching || !node_setup) {
    return report(fetching ? node_setup.problem() : fetching.problem());
  }
  const auto crms = crms_of(s);
  if (!crms) {
    return report(crms.problem());
  }
  auto kept = storage_of(s);
  kept.notice = [log](const std::string& what) { log({serve::log_level::warning, what, {}}); };
  const auto database = storage::open_database(kept);
  if (!database) {
    return report_storage(database.problem());
  }
  const auto secrets = open_secrets(s, **database);
  if (!secrets) {
    return report(secrets.problem());
  }
  const auto storage = storage::make_store(*database, kept);
  const auto book = std::make_shared<score::profile_book>(s.score);
  if (const auto loaded = storage::load_profiles(**database, *book); !loaded) {
    return report_storage(loaded.problem());
  }
  storage::score_profiles profiles(*database, book, s.score);
  node_setup->profiles = book;
  const auto ledger = storage::make_spend_ledger(*database);
  node_setup->ledger = ledger.get();
  const auto fetcher = net::make_fetcher(*fetching);
  watching watch(s, *fetcher, log);
  (*database)->tell(&watch.told());
  legal_desk legal(s, *database, *storage);
  if (const auto loaded = legal.load(); !loaded) {
    return report(loaded.problem());
  }
  legal.heed(node_setup->sources);
  legal.expire(); // before anybody can ask for it
  node_setup->forbidden = legal.list();
  delivering deliveries(s, *database, *secrets, watch, *crms,
                        [list = legal.list()](const tenant_id& tenant, const lead_row& row) {
                          return list->forbids_email(tenant, row.email) ||
                                 list->forbids_phone(tenant, row.phone) ||
                                 list->forbids_url(tenant, row.website);
                        });
  const auto mail = s.email.check ? net::make_mail_resolver(mail_of(s)) : nullptr;
  node_setup->mail = mail.get();
  node_setup->politeness = storage::make_politeness_book(*database);
  node_setup->switches = storage::make_switch_store(*database);
  if (s.archive.enabled) {
    const auto archive = storage::open_archive(archive_of(s));
    if (!archive) {
      return report_storage(archive.problem());
    }
    node_setup->archive = *archive;
    legal.use_archive(*archive);
  }
  const auto node = actors::node::start(*node_setup, *storage, watch.fetcher());
  if (!node) {
    return report(node.problem());
  }
  const auto local_key = auth::open_local_key(s.storage.directory);
  if (!local_key) {
    return report(local_key.problem());
  }
  const auto verifier = verifier_of(s);
  auto serving = server_of(s);
  if (!verifier || !serving) {
    return report(verifier ? serving.problem() : verifier.problem());
  }
  const key_refresh refresh(*verifier, s.auth.jwks_url, *fetcher);
  serving->log = log;
  serving->keys = storage::make_idempotency_keys(*database);
  if (s.auth.required) {
    ask_for_credentials(*serving, desk_of(s, *local_key), storage::make_accounts(*database), *verifier,
                        (*node)->front());
  }
  serving->told = &watch.told();
  if (const auto shown = serving->certificate) {
    watch.look_at([shown](metrics::gauges& seen) {
      seen.certificate_left =
          std::chrono::duration_cast<std::chrono::milliseconds>(shown->expires() - system_wall_time());
    });
  }
  serving->webhooks = &deliveries.webhooks();
  serving->legal = &legal;
  serving->crm = &deliveries.crm();
  serving->operations = &watch.operations();
  serving->profiles = &profiles;
  serve::server server(*serving, (*node)->front());
  const auto port = server.start();
  if (!port) {
    return report(port.problem());
  }
  const auth::local_key_notice notice(*port, *local_key);
  watch.start((*node)->front());
  deliveries.start();
  legal.start();
  const std::string scheme = serving->certificate ? "https://" : "http://";
  if (serving->desk) {
    offer_setup(*serving->desk, log, scheme + "127.0.0.1:" + std::to_string(*port));
  }
  say(log, "listening", {{"url", scheme + s.server.address + ":" + std::to_string(*port)}});
  termination.wait();
  say(log, "stopping");
  termination.end_hard_after(s.server.shutdown_timeout + 5s);
  watch.stop();
  deliveries.stop();
  legal.stop();
  server.stop(s.server.shutdown_timeout);
  if (mail) {
    mail->stop();
  }
  (*node)->stop(s.server.shutdown_timeout);
  if (node_setup->archive) {
    node_setup->archive->stop();
  }
  profiles.stop();
  storage->stop();
  say(log, "stopped");
  return exit_ok;
}

} // namespace

void add_serve(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("serve", "Run the service");
  command->footer(examples);
  with.on_run(*command, [with] {
    const auto all = with.settings();
    return all ? run(all->values) : report(all.problem());
  });
}

} // namespace leadstream::app
