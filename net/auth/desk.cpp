#include "net/auth/desk.hpp"

#include "domain/access/api_key.hpp"
#include "domain/access/digest.hpp"
#include "net/auth/secrets.hpp"

#include <algorithm>

namespace leadstream::auth {
namespace {

using std::chrono::seconds;

constexpr std::chrono::minutes setup_lifetime{30};
constexpr seconds running_patience{10};

verdict enough(std::string detail, seconds wait) {
  return {429, std::move(detail), {}, wait};
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

rate_state desk::take_rate(const access::principal& who, const std::string& address) {
  if (who.kind == access::credential_kind::local) {
    return {};
  }
  const auto now = std::chrono::steady_clock::now();
  const rate_state place = rates.take("address " + address, options.limits.address_requests_per_minute, now);
  if (!place.allowed) {
    return place;
  }
  return rates.take(std::string(to_string(who.kind)) + " " + who.tenant.value + " " + who.id,
                    options.limits.key_requests_per_minute, now);
}

void desk::take_quota(const access::principal& who, access::budget what, completion<verdict> done) {
  const bool job = what == access::budget::job;
  const std::uint32_t limit = job ? options.limits.jobs_per_day : options.limits.exports_per_hour;
  const verdict fine{200, {}, who, {}};
  if (what == access::budget::none || who.kind == access::credential_kind::local) {
    return done(fine);
  }
  auto next = [this, who, job, done, fine] { job ? check_running(who, done) : done(fine); };
  if (limit == 0) {
    return next();
  }
  const std::int64_t length = job ? 86'400 : 3'600;
  const std::int64_t second = std::chrono::floor<seconds>(options.gate.clock().time_since_epoch()).count();
  stored->count_use(who.tenant, job ? "jobs" : "exports", second / length,
                    [limit, job, done = std::move(done), next,
                     left = seconds(length - second % length)](const result<std::uint64_t>& used) {
                      if (!used) {
                        return done(used.problem());
                      }
                      if (*used > limit) {
                        return done(enough(job ? "the tenant's searches of this day are used up"
                                               : "the tenant's exports of this hour are used up",
                                           left));
                      }
                      next();
                    });
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
                                            running_patience));
                       }
                       check_leads(who, done);
                     });
  });
}

void desk::check_leads(const access::principal& who, completion<verdict> done) {
  const std::uint64_t limit = options.limits.leads;
  if (limit == 0) {
    return done(verdict{200, {}, who, {}});
  }
  lead_query one;
  one.limit = 1;
  inside.list_leads(who.tenant, one, [who, done = std::move(done), limit](const result<lead_page>& page) {
    if (!page) {
      return done(page.problem());
    }
    done(page->total_count < limit ? verdict{200, {}, who, {}}
                                   : enough("the tenant has as many leads as it may", seconds(3'600)));
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
