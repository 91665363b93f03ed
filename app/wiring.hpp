#pragma once
#include "actors/node.hpp"
#include "config/settings.hpp"
#include "net/fetch/fetcher.hpp"
#include "net/mail/mail_lookup.hpp"
#include "net/mail/smtp_prober.hpp"
#include "net/serve/server.hpp"
#include "storage/archive/disk_archive.hpp"
#include "storage/options.hpp"

#include <functional>
#include <string>
#include <vector>

/// What each part of the program is set up with, taken from the settings.
namespace leadstream::app {

/// Whether a host is one of those that the patterns name.
std::function<bool(const std::string& host)> matcher_of(const std::vector<host_pattern>& patterns);
flow::lane_rules lane_of(const config::gate_settings& gate);
fetch_limits limits_of(const config::fetch_settings& fetch);
/// What robots.txt may name: the product of the first user agent; empty when there is none.
std::string robots_token_of(const config::fetch_settings& fetch);

storage::archive_options archive_of(const config::settings& s);
storage::storage_options storage_of(const config::settings& s);

/// An error names the setting whose text does not parse.
result<net::fetcher_options> fetcher_of(const config::settings& s);
result<actors::node_options> node_of(const config::settings& s);

net::mail_lookup_options mail_of(const config::settings& s);
/// How mail servers are asked for mailboxes; an error for settings that cannot be read.
result<net::smtp_prober_options> mailboxes_of(const config::settings& s);

/// Without logger.
result<serve::server_options> server_of(const config::settings& s);
auth::desk_options desk_of(const config::settings& s, const std::string& local_key);

} // namespace leadstream::app
