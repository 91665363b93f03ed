#pragma once
#include "domain/mail/smtp_dialog.hpp"
#include "domain/mailbox_prober.hpp"
#include "domain/model/uuid.hpp"
#include "domain/url/host_rules.hpp"
#include "net/fetch/name_resolver.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::net {

/// How mail servers are asked for mailboxes.
struct smtp_prober_options {
  smtp_identity me;
  std::uint16_t port = 25;
  std::chrono::milliseconds timeout{30'000}; ///< of a conversation, and of waiting for one's turn before it
  double per_minute = 60;                    ///< conversations, 0: no limit
  double per_host = 10;                 ///< conversations a minute with the servers of one registrable domain
  std::vector<host_override> overrides; ///< mail servers that stand elsewhere
  std::vector<network> allowed_networks; ///< beside the public internet
  std::shared_ptr<name_resolver> names;  ///< null: DNS of the system
  random_source random = system_random;
};

/// What this machine calls itself.
std::string machine_name();

/// Asks mail servers on a thread of its own: the two most preferred ones of a domain, one address of a domain
/// after the other, nobody whom the address guard forbids. Servers that fail are left alone for a while, all
/// of them when none can be reached: port 25 is often closed. What was said is remembered.
std::unique_ptr<mailbox_prober> make_mailbox_prober(smtp_prober_options options);

} // namespace leadstream::net
