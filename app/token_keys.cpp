#include "app/token_keys.hpp"

#include <fstream>
#include <future>
#include <iterator>
#include <utility>

namespace leadstream::app {
namespace {

constexpr std::chrono::minutes refresh_period{10};
constexpr std::chrono::minutes retry_period{1};
constexpr std::chrono::seconds least_pause{10};
constexpr std::chrono::seconds fetch_patience{5};
constexpr std::size_t least_secret = 32;

result<std::vector<auth::signature>> algorithms_of(const std::vector<std::string>& names) {
  std::vector<auth::signature> all;
  for (const std::string& name : names) {
    const auto known = auth::parse_signature(name);
    if (!known) {
      return error{error_code::invalid_argument,
                   "auth.jwt_algorithms: there is no \"" + name +
                       "\"; there are HS256, RS256, ES256 and EdDSA",
                   "auth.jwt_algorithms"};
    }
    all.push_back(*known);
  }
  return all;
}

result<std::vector<auth::verification_key>> keys_of(const config::auth_settings& s,
                                                    const std::vector<auth::signature>& allowed) {
  std::vector<auth::verification_key> keys;
  if (!s.jwks_file.empty()) {
    std::ifstream file(s.jwks_file);
    const std::string document{std::istreambuf_iterator<char>(file), {}};
    auto read = auth::read_jwks(document, allowed);
    if (!read) {
      return error{error_code::invalid_argument,
                   "auth.jwks_file: " + s.jwks_file + ": " + read.problem().message, "auth.jwks_file"};
    }
    keys = *std::move(read);
  }
  if (!s.jwt_secret.empty() && s.jwt_secret.size() < least_secret) {
    return error{error_code::invalid_argument, "auth.jwt_secret is shorter than 32 bytes", "auth.jwt_secret"};
  }
  for (const auth::signature kind : allowed) {
    if (kind == auth::signature::hs256 && !s.jwt_secret.empty()) {
      keys.push_back({{}, kind, nullptr, s.jwt_secret});
    }
  }
  return keys;
}

/// Why an answer holds no keys; empty when it does.
std::string failure_of(const fetch_outcome& answer, const result<std::vector<auth::verification_key>>& keys) {
  if (!answer.content) {
    return to_string(answer.failure);
  }
  if (answer.content->status != 200) {
    return "status " + std::to_string(answer.content->status);
  }
  return keys && keys->empty() ? "no key that auth.jwt_algorithms allows"
         : keys                ? ""
                               : keys.problem().message;
}

} // namespace

result<std::shared_ptr<auth::jwt_verifier>> verifier_of(const config::settings& s) {
  if (s.auth.jwt_issuer.empty()) {
    return std::shared_ptr<auth::jwt_verifier>();
  }
  auto allowed = algorithms_of(s.auth.jwt_algorithms);
  if (!allowed) {
    return allowed.problem();
  }
  auto keys = keys_of(s.auth, *allowed);
  if (!keys) {
    return keys.problem();
  }
  auth::jwt_rules rules{s.auth.jwt_issuer, s.auth.jwt_audience, s.auth.jwt_tenant_claim,
                        s.auth.jwt_role_claim, *allowed};
  return std::make_shared<auth::jwt_verifier>(std::move(rules), *std::move(keys));
}

key_refresh::key_refresh(std::shared_ptr<auth::jwt_verifier> verifier, std::string url,
                         std::unique_ptr<page_fetcher> fetcher, serve::server_log log)
    : verifier_(std::move(verifier)), url_(std::move(url)), fetcher_(std::move(fetcher)),
      log_(std::move(log)) {
  if (verifier_ && !url_.empty()) {
    verifier_->renew_by([this](completion<bool> done) { ask(std::move(done)); });
    thread_ = std::thread([this] { run(); });
  }
}

key_refresh::~key_refresh() {
  if (!thread_.joinable()) {
    return;
  }
  verifier_->renew_by(nullptr);
  {
    const std::lock_guard lock(mutex_);
    open_ = false;
  }
  changed_.notify_all();
  thread_.join();
}

void key_refresh::ask(completion<bool> done) {
  std::unique_lock lock(mutex_);
  const bool soon = !asking_ && std::chrono::steady_clock::now() - asked_at_ < least_pause;
  if (!open_ || soon) {
    lock.unlock();
    return done(false);
  }
  asking_ = true;
  waiting_.push_back(std::move(done));
  lock.unlock();
  changed_.notify_all();
}

void key_refresh::run() {
  std::unique_lock lock(mutex_);
  while (open_) {
    lock.unlock();
    const bool good = fetch();
    lock.lock();
    asking_ = false;
    asked_at_ = std::chrono::steady_clock::now();
    const auto answered = std::exchange(waiting_, {});
    lock.unlock();
    for (const completion<bool>& done : answered) {
      done(good);
    }
    lock.lock();
    changed_.wait_for(lock, good ? refresh_period : retry_period, [&] { return !open_ || asking_; });
  }
  for (const completion<bool>& done : waiting_) {
    done(false);
  }
}

/// Whether keys came.
bool key_refresh::fetch() {
  std::promise<std::string> fetched;
  auto outcome = fetched.get_future();
  fetch_limits limits;
  limits.timeout = fetch_patience;
  fetcher_->fetch({"GET", url_, {}, {}}, limits, [this, &fetched](const fetch_outcome& answer) {
    auto keys = answer.content && answer.content->status == 200
                    ? auth::read_jwks(answer.content->body, verifier_->rules().allowed)
                    : result<std::vector<auth::verification_key>>(error{});
    const std::string failure = failure_of(answer, keys);
    if (failure.empty()) {
      verifier_->replace(*std::move(keys));
    }
    fetched.set_value(failure);
  });
  const std::string failure = outcome.get();
  tell(failure);
  return failure.empty();
}

void key_refresh::tell(const std::string& failure) {
  if (!failure.empty() && !fails_) {
    log_({serve::log_level::warning,
          "auth.jwks_url gives no keys; tokens are judged by those that are known",
          {{"url", url_}, {"reason", failure}}});
  }
  fails_ = !failure.empty();
}

} // namespace leadstream::app
