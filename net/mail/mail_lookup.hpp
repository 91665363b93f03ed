#pragma once
#include "domain/clean/email_check.hpp"
#include "domain/flow/circuit_breaker.hpp"
#include "domain/flow/token_bucket.hpp"

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace leadstream::net {

/// How domains are asked for their mail servers.
struct mail_lookup_options {
  std::string servers; ///< "127.0.0.1:5353,…"; empty: the system's name servers
  std::chrono::milliseconds timeout{
      2'000};                      ///< of each of the at most three questions of a domain, asked twice
  double per_minute = 3'000;       ///< domains asked, 0: no limit
  std::size_t remembered = 50'000; ///< answers kept, an hour each (a minute when there was none)
};

/// Finds the mail servers of domains (MX, else whether there is an address). `none` is believed only of a DNS
/// that knows the top-level domain com: others are not connected to the public one, and the answer is
/// `unknown`; names that only stand in documents and tests are not asked of the system's. After five failures
/// in a row DNS is left alone for a while and the answer is `unknown` at once. Any thread; a call waits for
/// the answer.
class mail_lookup {
public:
  explicit mail_lookup(mail_lookup_options options = {});

  mail_records find(const std::string& domain);

private:
  struct remembered {
    mail_records records;
    monotonic_time until;
  };

  mail_lookup_options options_;
  std::mutex mutex_;
  std::unordered_map<std::string, remembered> answers_;
  flow::token_bucket bucket_;
  flow::circuit_breaker breaker_{flow::breaker_rules{}};
};

} // namespace leadstream::net
