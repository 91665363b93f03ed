#include "app/operations/installation.hpp"

#include "app/operations/crm_setup.hpp"
#include "app/wiring.hpp"
#include "domain/url/host_rules.hpp"
#include "domain/url/url.hpp"
#include "net/auth/desk.hpp"
#include "net/mail/mail_service.hpp"
#include "net/serve/certificate.hpp"
#include "storage/accounts.hpp"
#include "storage/archive/disk_archive.hpp"
#include "storage/idempotency.hpp"
#include "storage/open.hpp"
#include "storage/spend_ledger.hpp"
#include "storage/sql/politeness.hpp"
#include "storage/sql/switch_store.hpp"
#include "storage/store.hpp"
#include "storage/vault/sealed_webhooks.hpp"

#include <cstdio>

namespace leadstream::app {
namespace {

/// As long as there is no user, a token that makes the first administrator is shown.
void offer_setup(auth::desk& desk, const std::string& url, bool as_log_line,
                 const std::function<void(const serve::log_line&)>& log) {
  desk.stored->count_users([&desk, url, as_log_line, log](const result<std::uint64_t>& users) {
    if (!users || *users != 0) {
      return;
    }
    if (as_log_line) { // who reads JSON reads nothing else
      log({serve::log_level::info,
           "no user exists yet: open setup_url within 30 minutes, or run leadstream users create",
           {{"setup_url", url + "/docs#setup=" + desk.open_setup()}}});
    } else {
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

/// What the parts of a server are made from.
struct part_options {
  net::fetcher_options fetching;
  actors::node_options node;
  std::map<std::string, deliver::crm_setup> crms;
  std::shared_ptr<auth::jwt_verifier> verifier;
  serve::server_options serving;
};

result<part_options> options_of(const config::settings& s) {
  auto fetching = fetcher_of(s);
  auto node = node_of(s);
  auto crms = crms_of(s);
  auto verifier = verifier_of(s);
  auto serving = server_of(s);
  for (const error* fault : {fetching ? nullptr : &fetching.problem(), node ? nullptr : &node.problem(),
                             crms ? nullptr : &crms.problem(), verifier ? nullptr : &verifier.problem(),
                             serving ? nullptr : &serving.problem()}) {
    if (fault != nullptr) {
      return *fault;
    }
  }
  return part_options{*std::move(fetching), *std::move(node), *std::move(crms), *std::move(verifier),
                      *std::move(serving)};
}

std::string host_in_url(const std::string& address) {
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

/// Where a server that listens at the address is found from this machine.
std::string reachable_host(const std::string& address) {
  return host_in_url(address == "0.0.0.0" ? "127.0.0.1" : address == "::" ? "::1" : address);
}

/// Asks the issuer of tokens, wherever the operator says that it stands.
std::unique_ptr<page_fetcher> issuer_fetcher(const std::string& address, net::fetcher_options like) {
  const auto place = parse_url(address);
  if (const auto host = parse_host_pattern(place ? place->host : ""); host) {
    like.own_hosts = {*host};
  }
  like.threads = 1;
  return net::make_fetcher(like);
}

} // namespace

result<done> check_settings(const config::settings& settings) {
  const auto all = options_of(settings);
  return all ? result<done>(done{}) : all.problem();
}

installation::installation(const config::settings& settings,
                           const std::function<void(const serve::log_line&)>& log)
    : settings_(settings), log_(log) {}

result<done> installation::open() {
  for (const auto step : {&installation::read_settings, &installation::open_database, &installation::open_law,
                          &installation::open_archive, &installation::make_deliveries}) {
    if (auto ended = (this->*step)(); !ended) {
      return ended;
    }
  }
  if (settings_.email.check) {
    mail_ = net::make_mail_resolver(mail_of(settings_));
    node_options_.mail = mail_.get();
  }
  if (settings_.email.smtp_probe) {
    auto probing = mailboxes_of(settings_);
    if (!probing) {
      return probing.problem();
    }
    mailboxes_ = net::make_mailbox_prober(*std::move(probing));
    node_options_.mailboxes = mailboxes_.get();
  }
  ledger_ = storage::make_spend_ledger(database_);
  node_options_.ledger = ledger_.get();
  node_options_.politeness = storage::make_politeness_book(database_);
  node_options_.switches = storage::make_switch_store(database_);
  return done{};
}

result<done> installation::read_settings() {
  auto all = options_of(settings_);
  if (!all) {
    return all.problem();
  }
  fetcher_ = net::make_fetcher(all->fetching);
  key_fetcher_ = issuer_fetcher(settings_.auth.jwks_url, all->fetching);
  node_options_ = std::move(all->node);
  watch_.emplace(settings_, node_options_.jobs, *fetcher_, log_);
  crms_ = std::move(all->crms);
  verifier_ = std::move(all->verifier);
  serving_ = std::move(all->serving);
  serving_.refuses_target = [rules = net::rules_of(all->fetching)](const std::string& url) {
    return net::refuses(rules, url);
  };
  return done{};
}

/// The database with the secrets sealed that still stand there otherwise.
result<done> installation::open_database() {
  auto kept = storage_of(settings_);
  kept.notice = [log = log_](const std::string& what) { log({serve::log_level::warning, what, {}}); };
  auto database = storage::open_database(kept);
  if (!database) {
    return database.problem();
  }
  database_ = *std::move(database);
  auto vault = storage::open_vault(settings_.storage);
  if (!vault) {
    return vault.problem();
  }
  secrets_ = *std::move(vault);
  if (auto sealed = storage::seal_stored(*database_, secrets_); !sealed) {
    return sealed.problem();
  }
  store_ = storage::make_store(database_, kept);
  const auto book = std::make_shared<score::profile_book>(settings_.score);
  if (auto loaded = storage::load_profiles(*database_, *book); !loaded) {
    return loaded;
  }
  profiles_.emplace(database_, book, kept);
  node_options_.profiles = book;
  database_->tell(&watch_->told());
  return done{};
}

result<done> installation::open_law() {
  legal_.emplace(settings_, database_, *store_);
  if (auto loaded = legal_->load(); !loaded) {
    return loaded;
  }
  legal_->retention().heed(node_options_.sources);
  legal_->retention().expire(); // before anybody can ask for it
  node_options_.forbidden = legal_->list();
  return done{};
}

result<done> installation::open_archive() {
  if (settings_.archive.enabled) {
    auto archive = storage::open_archive(archive_of(settings_));
    if (!archive) {
      return archive.problem();
    }
    node_options_.archive = *archive;
    legal_->use_archive(*archive);
  }
  return done{};
}

result<done> installation::make_deliveries() {
  deliveries_.emplace(settings_, database_, secrets_, *watch_, std::move(crms_),
                      [list = legal_->list()](const tenant_id& tenant, const lead_row& row) {
                        return list->forbids_email(tenant, row.email) ||
                               list->forbids_phone(tenant, row.phone) ||
                               list->forbids_url(tenant, row.website);
                      });
  return deliveries_->recover();
}

result<std::uint16_t> installation::start() {
  if (auto begun = start_node(); !begun) {
    return begun.problem();
  }
  set_up_server();
  server_.emplace(serving_, node_->front());
  watch_->look_at([this](metrics::gauges& seen) { look(seen); });
  auto port = server_->start();
  if (!port) {
    return port;
  }
  notice_.emplace(*port, local_key_);
  watch_->start(node_->front());
  // An empty commit says how far the stream is, and subscribers get what stands in it by now.
  profiles_->listen([this](const tenant_id& tenant) { node_->front().announce(tenant, {}); });
  deliveries_->start();
  legal_->retention().start();
  const std::string scheme = serving_.certificate ? "https://" : "http://";
  const std::string behind = ":" + std::to_string(*port);
  if (serving_.desk) {
    offer_setup(*serving_.desk, scheme + reachable_host(settings_.server.address) + behind,
                settings_.log.format == "json", log_);
  }
  log_({serve::log_level::info,
        "listening",
        {{"url", scheme + host_in_url(settings_.server.address) + behind}}});
  return port;
}

/// What the parts do at this moment.
void installation::look(metrics::gauges& seen) const {
  const auto figures = [](const storage::pool_load& pool) {
    return metrics::pool_figures{pool.connections, pool.waiting, pool.busy, pool.retries};
  };
  const storage::database_load database = database_->load();
  seen.database = {{"read", figures(database.read)}, {"write", figures(database.write)}};
  seen.held_bytes = node_->held_bytes();
  const auto open = server_->now_open();
  seen.connections = open.connections;
  seen.websockets = open.websockets;
}

result<done> installation::start_node() {
  node_options_.told = &watch_->told();
  auto node = actors::node::start(node_options_, *store_, watch_->fetcher());
  if (!node) {
    return node.problem();
  }
  node_ = *std::move(node);
  auto key = auth::open_local_key(settings_.storage.directory);
  if (!key) {
    return key.problem();
  }
  local_key_ = *std::move(key);
  return done{};
}

void installation::set_up_server() {
  refresh_.emplace(verifier_, settings_.auth.jwks_url, std::move(key_fetcher_), log_);
  serving_.log = log_;
  serving_.keys = storage::make_idempotency_keys(database_);
  if (settings_.auth.required) {
    ask_for_credentials();
  }
  serving_.told = &watch_->told();
  if (const auto shown = serving_.certificate) {
    watch_->look_at([shown](metrics::gauges& seen) {
      seen.certificate_left =
          std::chrono::duration_cast<std::chrono::milliseconds>(shown->expires() - system_wall_time());
    });
  }
  serving_.webhooks = &deliveries_->webhooks();
  serving_.legal = &*legal_;
  serving_.crm = &deliveries_->crm();
  serving_.operations = &watch_->operations();
  serving_.profiles = &*profiles_;
}

void installation::ask_for_credentials() {
  serving_.desk = std::make_shared<auth::desk>(desk_of(settings_, local_key_),
                                               storage::make_accounts(database_), verifier_, node_->front());
  serving_.authenticator = serving_.desk->gate;
}

void installation::stop() {
  watch_->stop();
  deliveries_->stop();
  legal_->retention().stop();
  server_->stop(settings_.server.shutdown_timeout);
  profiles_->stop();
  if (mail_) {
    mail_->stop();
  }
  if (mailboxes_) {
    mailboxes_->stop();
  }
  node_->stop(settings_.server.shutdown_timeout);
  if (node_options_.archive) {
    node_options_.archive->stop();
  }
  store_->stop();
}

} // namespace leadstream::app
