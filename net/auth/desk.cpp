#include "net/auth/desk.hpp"

#include "domain/access/api_key.hpp"
#include "domain/access/digest.hpp"
#include "net/auth/secrets.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace leadstream::auth {
namespace {

using std::chrono::seconds;

constexpr std::chrono::minutes setup_lifetime{30};
constexpr seconds running_patience{10};

verdict enough(std::string detail, std::uint64_t limit, seconds wait) {
  const auto most = static_cast<std::uint32_t>(std::min<std::uint64_t>(limit, UINT32_MAX));
  return {429, std::move(detail), {}, wait, {false, most, 0, wait, wait}};
}

verdict fine(const access::principal& who) {
  return {200, {}, who, {}, {}};
}

} // namespace

desk::desk(desk_options wanted, std::shared_ptr<access::accounts> accounts,
           std::shared_ptr<const token_verifier> tokens, service& served)
    : options(std::move(wanted)), stored(std::move(accounts)),
      gate(std::make_shared<gatekeeper>(options.gate, stored, std::move(tokens))), inside(served) {}

const char* desk::cookie_name() const {
  return options.secure_cookies ? "__Host-leadstream" : "leadstream_session";
}

std::string csrf_token(const access::principal& who) {
  return access::sha256_hex("csrf " + who.id);
}

rate_state desk::take_address(const credentials& shown) {
  if (gate->is_operator(shown)) {
    return {};
  }
  return rates.take("address " + shown.address, options.limits.address_requests_per_minute,
                    std::chrono::steady_clock::now());
}

rate_state desk::take_rate(const access::principal& who) {
  if (who.kind == access::credential_kind::local) {
    return {};
  }
  return rates.take(std::string(to_string(who.kind)) + " " + who.tenant.value + " " + who.id,
                    options.limits.key_requests_per_minute, std::chrono::steady_clock::now());
}

void desk::take_quota(const access::principal& who, access::budget what, completion<verdict> done) {
  const bool job = what == access::budget::job;
  const std::uint32_t limit = job ? options.limits.jobs_per_day : options.limits.exports_per_hour;
  if (what == access::budget::none || who.kind == access::credential_kind::local) {
    return done(fine(who));
  }
  auto next = [this, who, job, done] { job ? check_running(who, done) : done(fine(who)); };
  if (limit == 0) {
    return next();
  }
  const std::int64_t length = job ? 86'400 : 3'600;
  const std::int64_t second = std::chrono::floor<seconds>(options.gate.clock().time_since_epoch()).count();
  stored->count_use(who.tenant, job ? "jobs" : "exports", second / length,
                    [this, who, limit, job, done = std::move(done), next, span = second / length,
                     left = seconds(length - second % length)](const result<std::uint64_t>& counted) {
                      // A database that takes no writes still gives what it has.
                      const bool here = !counted && !job && counted.problem().code == error_code::unavailable;
                      if (!counted && !here) {
                        return done(counted.problem());
                      }
                      if ((here ? count_here(who, span) : *counted) > limit) {
                        return done(enough(job ? "the tenant's searches of this day are used up"
                                               : "the tenant's exports of this hour are used up",
                                           limit, left));
                      }
                      next();
                    });
}

std::uint64_t desk::count_here(const access::principal& who, std::int64_t span) {
  const std::lock_guard lock(mutex_);
  if (std::exchange(exports_hour_, span) != span) {
    exports_here_.clear();
  }
  return ++exports_here_[who.tenant.value];
}

/// Jobs that wait or run.
void desk::check_running(const access::principal& who, completion<verdict> done) {
  const std::uint64_t limit = options.limits.jobs_running;
  if (limit == 0) {
    return check_leads(who, std::move(done));
  }
  job_query waiting;
  waiting.status = job_status::pending;
  waiting.limit = 1;
  job_query running = waiting;
  running.status = job_status::running;
  inside.list_jobs(who.tenant, waiting, [this, who, done, running, limit](const result<job_page>& first) {
    if (!first) {
      return done(first.problem());
    }
    inside.list_jobs(who.tenant, running,
                     [this, who, done, limit, waits = first->total_count](const result<job_page>& second) {
                       if (!second) {
                         return done(second.problem());
                       }
                       if (waits + second->total_count >= limit) {
                         return done(enough("the tenant has " + std::to_string(limit) +
                                                " searches that wait or run; wait until one has ended",
                                            limit, running_patience));
                       }
                       check_leads(who, done);
                     });
  });
}

void desk::check_leads(const access::principal& who, completion<verdict> done) {
  const std::uint64_t limit = options.limits.leads;
  if (limit == 0) {
    return done(fine(who));
  }
  lead_query one;
  one.limit = 1;
  inside.list_leads(who.tenant, one, [who, done = std::move(done), limit](const result<lead_page>& page) {
    if (!page) {
      return done(page.problem());
    }
    done(page->total_count < limit ? fine(who)
                                   : enough("the tenant has as many leads as it may", limit, seconds(3'600)));
  });
}

std::string desk::open_setup() {
  constexpr std::size_t length = 43;
  const std::lock_guard lock(mutex_);
  setup_token_ = access::make_secret(length, secret_random);
  setup_until_ = options.gate.clock() + setup_lifetime;
  return setup_token_;
}

bool desk::use_setup(const std::string& token, bool& gone) {
  const std::lock_guard lock(mutex_);
  gone = setup_token_.empty() || options.gate.clock() >= setup_until_;
  if (gone || !equal_secrets(token, setup_token_)) {
    return false;
  }
  setup_token_.clear();
  return true;
}

} // namespace leadstream::auth
