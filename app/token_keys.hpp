#pragma once
#include "config/settings.hpp"
#include "domain/ports.hpp"
#include "net/auth/jwt.hpp"
#include "net/serve/server_log.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace leadstream::app {

/// The verifier that the settings ask for; null when no issuer is set. Errors name the setting.
result<std::shared_ptr<auth::jwt_verifier>> verifier_of(const config::settings& s);

/// Keeps the keys of an issuer fresh from its URL: at once, then every ten minutes, and when a token names a
/// key that is not known, but not twice within ten seconds. A failure leaves the keys that are there, and is
/// logged once until it is over. Nothing happens without a URL.
class key_refresh {
public:
  key_refresh(std::shared_ptr<auth::jwt_verifier> verifier, std::string url,
              std::unique_ptr<page_fetcher> fetcher, serve::server_log log);
  ~key_refresh();
  key_refresh(const key_refresh&) = delete;
  key_refresh& operator=(const key_refresh&) = delete;

private:
  void run();
  bool fetch();
  void tell(const std::string& failure);
  void ask(completion<bool> done);

  std::shared_ptr<auth::jwt_verifier> verifier_;
  std::string url_;
  std::unique_ptr<page_fetcher> fetcher_;
  serve::server_log log_;
  bool fails_ = false; ///< of the thread alone
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = true;
  bool asking_ = true; ///< a fetch is under way or about to begin
  std::chrono::steady_clock::time_point asked_at_{};
  std::vector<completion<bool>> waiting_; ///< for the fetch under way
  std::thread thread_;
};

} // namespace leadstream::app
