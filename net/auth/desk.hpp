#pragma once
#include "domain/service.hpp"
#include "net/auth/gatekeeper.hpp"
#include "net/auth/passwords.hpp"

#include <map>
#include <memory>
#include <string>

namespace leadstream::auth {

/// What keys, addresses and tenants may use; 0: no limit. The operator of this machine has none.
struct usage_limits {
  std::uint32_t key_requests_per_minute = 0;
  std::uint32_t address_requests_per_minute = 0;
  std::uint32_t login_attempts_per_minute = 10;
  std::uint32_t jobs_running = 0;
  std::uint32_t jobs_per_day = 0;
  std::uint64_t leads = 0;
  std::uint32_t exports_per_hour = 0;
  std::uint32_t websockets = 0;
};

struct desk_options {
  gatekeeper_options gate;
  usage_limits limits;
  std::chrono::milliseconds session_lifetime{std::chrono::hours(12)};
  bool secure_cookies = false; ///< the way to the browser is TLS
};

/// Everything that has to do with who asks: what the server and the resources of accounts share. Any thread.
struct desk {
  desk(desk_options options, std::shared_ptr<access::accounts> accounts,
       std::shared_ptr<const token_verifier> tokens, service& inside);

  desk_options options;
  std::shared_ptr<access::accounts> stored;
  std::shared_ptr<gatekeeper> gate;
  service& inside;
  passwords words;
  rate_book rates;

  /// The name of the session cookie.
  const char* cookie_name() const;

  /// Whether the rate of the address lets one more request pass, whoever asks but the operator.
  rate_state take_address(const credentials& shown);
  /// Whether the rate of the credential does.
  rate_state take_rate(const access::principal& who);
  /// Whether the tenant's quotas do: 200 or 429 with the time to wait.
  void take_quota(const access::principal& who, access::budget what, completion<verdict> done);

  /// A token that makes the first administrator, for half an hour; prints as part of a link.
  std::string open_setup();
  /// Whether it is that token; it is used up by that. `gone` is set when the time for it is over.
  bool use_setup(const std::string& token, bool& gone);

private:
  std::uint64_t count_here(const access::principal& who, std::int64_t span);
  void check_running(const access::principal& who, completion<verdict> done);
  void check_leads(const access::principal& who, completion<verdict> done);

  std::mutex mutex_;
  std::string setup_token_;
  wall_time setup_until_{};
  std::map<std::string, std::uint64_t> exports_here_; ///< of this hour, that the database could not count
  std::int64_t exports_hour_ = 0;
};

/// What a page of the console must send as X-CSRF-Token with everything that changes something.
std::string csrf_token(const access::principal& who);

} // namespace leadstream::auth
