#pragma once
#include "domain/access/accounts.hpp"
#include "net/auth/authenticator.hpp"
#include "net/auth/rate_book.hpp"
#include "net/auth/ticket_book.hpp"
#include "net/auth/tokens.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace leadstream::auth {

/// How credentials are judged.
struct gatekeeper_options {
  std::string local_key; ///< opens everything of `tenant` from the loopback
  tenant_id tenant = default_tenant();
  std::uint32_t failures_per_minute = 120; ///< of one address; then it is told 429
  wall_clock clock = system_wall_time;
};

/// Judges credentials by the key file, the stored keys and sessions, tickets and tokens. What the store said
/// holds for two seconds, so that a revocation by another process is seen soon; one by this process at once.
class gatekeeper : public authenticator, public std::enable_shared_from_this<gatekeeper> {
public:
  /// `stored` and `tokens` may be null.
  gatekeeper(gatekeeper_options options, std::shared_ptr<access::accounts> stored,
             std::shared_ptr<const token_verifier> tokens);

  void identify(const credentials& shown, completion<verdict> done) override;
  void confirm(const access::principal& who, completion<bool> done) override;

  /// Whether it is the operator of this machine, who has no rates.
  bool is_operator(const credentials& shown) const;
  /// What was remembered of keys and sessions is asked for again.
  void forget();
  ticket_book& tickets() { return tickets_; }

private:
  using moment = std::chrono::steady_clock::time_point;
  /// A credential as it was stored a moment ago.
  struct remembered {
    access::principal who;
    std::string secret_hash;
    bool holds = false;
    moment read_at;
    moment noted_at{}; ///< when its use was written down
  };
  using found = completion<remembered>;

  void judge_token(const credentials& shown, completion<verdict> done);
  void find_key(const std::string& id, found done);
  void find_session(const std::string& id, found done);
  std::optional<remembered> recall(const std::string& name);
  remembered remember(const std::string& name, remembered fresh);
  void note_use(const remembered& key);
  verdict let_in(const remembered& known) const;
  verdict turn_away(const credentials& shown);
  bool holds(const remembered& known) const;

  gatekeeper_options options_;
  std::shared_ptr<access::accounts> stored_;
  std::shared_ptr<const token_verifier> tokens_;
  ticket_book tickets_;
  rate_book failures_;
  std::mutex mutex_;
  std::unordered_map<std::string, remembered> known_;
};

} // namespace leadstream::auth
