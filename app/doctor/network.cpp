#include "app/doctor/check.hpp"
#include "app/wiring.hpp"
#include "domain/url/url.hpp"
#include "net/client/http_client.hpp"
#include "net/client/websocket_client.hpp"
#include "net/fetch/address_guard.hpp"
#include "net/fetch/name_resolver.hpp"
#include "storage/directory_lock.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <future>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <sys/socket.h>
#include <unistd.h>

namespace leadstream::app::doctor {
namespace {

using namespace std::chrono_literals;

/// Only whether a server answers is asked, whatever name its certificate has.
const client::trust anybody{{}, true};

std::string server_of_settings(const config::settings& s) {
  const bool v6 = s.server.address.find(':') != std::string::npos;
  const std::string scheme = s.server.tls_certificate.empty() ? "http://" : "https://";
  return scheme + (v6 ? "[" + s.server.address + "]" : s.server.address) + ":" +
         std::to_string(s.server.port);
}

/// Why nobody can listen there, else empty.
std::string try_listening(const config::settings& s) {
  const bool v6 = s.server.address.find(':') != std::string::npos;
  sockaddr_in6 six{};
  sockaddr_in four{};
  six.sin6_family = AF_INET6;
  four.sin_family = AF_INET;
  six.sin6_port = four.sin_port = htons(s.server.port);
  const int understood = v6 ? inet_pton(AF_INET6, s.server.address.c_str(), &six.sin6_addr)
                            : inet_pton(AF_INET, s.server.address.c_str(), &four.sin_addr);
  if (understood != 1) {
    return "\"" + s.server.address + "\" is no address";
  }
  const int socket = ::socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const auto* where = v6 ? reinterpret_cast<const sockaddr*>(&six) : reinterpret_cast<const sockaddr*>(&four);
  const bool bound = ::bind(socket, where, v6 ? sizeof six : sizeof four) == 0;
  std::string problem = bound ? "" : std::strerror(errno);
  ::close(socket);
  return problem;
}

bool answers_as_leadstream(const config::settings& s) {
  const auto answer = client::http_client(server_of_settings(s), {}, 3s, anybody).get("/health/live");
  return answer && answer->status == 200 && answer->body.find("alive") != std::string::npos;
}

fetch_failure try_fetching(page_fetcher& fetcher, const std::string& url) {
  std::promise<fetch_failure> ended;
  fetch_limits limits;
  limits.timeout = limits.connect_timeout = 3s;
  http_request request;
  request.url = url;
  fetcher.fetch(std::move(request), limits,
                [&ended](const fetch_outcome& how) { ended.set_value(how.failure); });
  return ended.get_future().get();
}

/// Whether a PEM file has a certificate at least.
bool has_certificate(const std::string& file) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bytes(BIO_new_file(file.c_str(), "r"), BIO_free);
  const std::unique_ptr<X509, decltype(&X509_free)> first(
      bytes ? PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr) : nullptr, X509_free);
  ERR_clear_error();
  return first != nullptr;
}

std::string private_ranges(const std::vector<network>& allowed) {
  std::string named;
  for (const network& range : allowed) {
    if (!net::address_guard().permits(range.base)) {
      named += (named.empty() ? "" : ", ") + to_string(range.base) + "/" + std::to_string(range.prefix);
    }
  }
  return named;
}

bool is_overridden(const std::vector<host_override>& overrides, const std::string& host) {
  return std::any_of(overrides.begin(), overrides.end(),
                     [&host](const host_override& o) { return o.hosts.matches(host); });
}

} // namespace

/// Whoever is crawled may want to write to somebody.
finding check_identity(const config::settings& s) {
  return s.fetch.contact.empty() ? warn(std::string(config::no_contact),
                                        "set fetch.contact to https://your.host/bot; mailto:you@your.host")
                                 : good("sent as " + s.fetch.user_agents.front());
}

finding check_names(const config::settings& s) {
  const auto directory = parse_url(s.sources.overpass.endpoint);
  const std::string host = directory ? directory->host : "overpass-api.de";
  const auto options = fetcher_of(s);
  if (options && is_overridden(options->overrides, host)) {
    return good(host + " stands where fetch.host_overrides says");
  }
  auto answered = std::make_shared<std::promise<net::name_answer>>();
  auto answer = answered->get_future();
  const auto resolver = net::make_dns_resolver(s.fetch.name_servers);
  resolver->resolve(host, [answered](const net::name_answer& found) { answered->set_value(found); });
  if (answer.wait_for(6s) != std::future_status::ready) {
    return warn("no name server answers",
                "check /etc/resolv.conf; without names only own hosts can be crawled");
  }
  const net::name_answer found = answer.get();
  return found.what == net::name_answer::kind::found
             ? good(host + " has " + std::to_string(found.addresses.size()) + " addresses")
             : warn(host + " is not found: " + found.message,
                    "check /etc/resolv.conf and the network; without names only own hosts can be crawled");
}

finding check_authorities(const config::settings& s) {
  std::string file = s.fetch.ca_file;
  const bool own = !file.empty();
  if (!own) {
    const char* built_in = curl_version_info(CURLVERSION_NOW)->cainfo;
    file = built_in == nullptr ? "/etc/ssl/certs/ca-certificates.crt" : built_in;
  }
  if (has_certificate(file)) {
    return good(file + " names the authorities that are trusted");
  }
  return bad(::access(file.c_str(), R_OK) == 0 ? file + " has no certificate" : file + " cannot be read",
             own ? "set fetch.ca_file to a PEM file, or leave it empty"
                 : "install the package ca-certificates");
}

finding check_guard(const config::settings& s) {
  const auto options = fetcher_of(s);
  if (!options) {
    return bad(options.problem().message, "correct the setting");
  }
  const auto fetcher = net::make_fetcher(*options);
  for (const char* url : {"http://169.254.169.254/latest/meta-data/", "http://[fd00::1]/"}) {
    if (try_fetching(*fetcher, url) != fetch_failure::address_refused) {
      fetcher->stop();
      return bad(std::string(url) + " is not refused",
                 "take private networks out of fetch.allowed_networks and crawl.own_hosts");
    }
  }
  const bool inner = try_fetching(*fetcher, "http://127.0.0.1:80/") == fetch_failure::address_refused;
  fetcher->stop();
  if (const std::string ranges = private_ranges(options->allowed_networks); inner && !ranges.empty()) {
    return warn("private addresses may be fetched: " + ranges,
                "take them out of fetch.allowed_networks in production");
  }
  return inner ? good("private addresses are refused")
               : warn("the loopback may be fetched",
                      "take 127.0.0.0/8 out of fetch.allowed_networks in production");
}

finding check_port(const config::settings& s) {
  const std::string where = s.server.address + " port " + std::to_string(s.server.port);
  const std::string problem = try_listening(s);
  if (problem.empty()) {
    return good(where + " is free");
  }
  const char* remedy = "end who uses it, or set server.port (server.address) to another one";
  if (!answers_as_leadstream(s)) {
    return bad(where + " cannot be used: " + problem, remedy);
  }
  return storage::is_held(s.storage.directory)
             ? good("a server answers at " + where)
             : bad(where + " is taken by a Leadstream with another data directory", remedy);
}

finding check_websocket(const config::settings& s) {
  if (!answers_as_leadstream(s)) {
    return skip("no server runs");
  }
  const auto opened = client::websocket_client::connect(server_of_settings(s), "/ws/leads", 3s, {}, anybody);
  return opened ? good("a WebSocket opens")
                : warn(opened.problem().message, "let the proxy in front pass upgrades");
}

} // namespace leadstream::app::doctor
