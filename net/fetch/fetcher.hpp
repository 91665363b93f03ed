#pragma once
#include "domain/model/time.hpp"
#include "domain/ports.hpp"
#include "domain/url/host_rules.hpp"
#include "domain/url/ip_address.hpp"
#include "net/fetch/egress.hpp"
#include "net/fetch/name_resolver.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::net {

/// How the fetcher behaves; the limits of each fetch come with the fetch.
struct fetcher_options {
  /// Sent unless the request has a User-Agent of its own.
  std::string user_agent = "LeadstreamBot/1.0";
  /// Hosts that stand elsewhere. Their targets are allowed, whatever the address guard says.
  std::vector<host_override> overrides;
  /// Networks beside the public internet that may be reached.
  std::vector<network> allowed_networks;
  /// Hosts of the operator: neither the address guard nor the list of ports holds for them.
  std::vector<host_pattern> own_hosts;
  std::vector<std::uint16_t> allowed_ports{80, 443, 8080, 8443};
  /// 1..64 threads, each with connections of its own. A host always belongs to the same thread.
  unsigned threads = 1;
  /// Fetches under way per thread, 1..1,000; further ones wait their turn in order.
  std::size_t transfers_per_thread = 1'000;
  /// Connections per thread that are kept open for reuse, 1..10,000.
  std::size_t idle_connections = 256;
  /// A body that arrives slower than this for `slow_time` ends as timed_out. Bytes per second; 0: no such
  /// rule.
  std::uint32_t min_speed = 64;
  std::chrono::seconds slow_time{10};
  /// PEM file of the authorities to trust; empty: those of the system.
  std::string ca_file;
  wall_clock clock = system_wall_time;
  /// DNS servers to ask ("9.9.9.9", "127.0.0.1:5353"); empty: those of the system.
  std::vector<std::string> name_servers;
  /// Null: DNS. Tests give their own.
  std::shared_ptr<name_resolver> resolver;
};

/// Where a fetcher with these options may send.
egress rules_of(const fetcher_options& options);

/// Fetches pages over HTTP/1.1 and HTTP/2 (libcurl). Each connection goes only where the address guard lets
/// it; the port's rules hold: one hop, no cookies, limits counted here. After stop() each fetch ends with
/// `cancelled`. Completions run on the fetcher's threads and must not block or destroy the fetcher.
std::unique_ptr<page_fetcher> make_fetcher(const fetcher_options& options);

} // namespace leadstream::net
