#include "net/auth/gatekeeper.hpp"

#include "domain/access/api_key.hpp"
#include "domain/access/digest.hpp"
#include "net/auth/secrets.hpp"

#include <algorithm>

namespace leadstream::auth {
namespace {

constexpr std::chrono::seconds memory{2};
constexpr std::chrono::seconds use_notes{60};
constexpr std::size_t most_remembered = 10'000;

std::chrono::steady_clock::time_point now() {
  return std::chrono::steady_clock::now();
}

access::principal bearer_of(const access::key_record& key) {
  access::principal who;
  who.tenant = key.tenant;
  who.kind = access::credential_kind::key;
  who.id = key.id;
  who.name = key.name;
  who.scopes = key.scopes;
  who.expires_at = key.expires_at;
  return who;
}

access::principal bearer_of(const access::session_record& session) {
  access::principal who;
  who.tenant = session.user.tenant;
  who.kind = access::credential_kind::session;
  who.id = session.id;
  who.user_id = to_string(session.user.id);
  who.name = session.user.email;
  who.scopes = access::scopes_of(session.user.role);
  who.expires_at = session.expires_at;
  return who;
}

} // namespace

gatekeeper::gatekeeper(gatekeeper_options options, std::shared_ptr<access::accounts> stored,
                       std::shared_ptr<const token_verifier> tokens)
    : options_(std::move(options)), stored_(std::move(stored)), tokens_(std::move(tokens)) {}

void gatekeeper::identify(const credentials& shown, completion<verdict> done) {
  if (!shown.ticket.empty()) {
    const auto who = tickets_.use(shown.ticket, now());
    return done(who ? verdict{200, {}, *who, {}, {}} : turn_away(shown));
  }
  if (is_operator(shown)) {
    return done(verdict{200, {}, access::local_operator(options_.tenant), {}, {}});
  }
  auto judge = [self = shared_from_this(), shown, done](const result<remembered>& known,
                                                        const std::string& hash) {
    if (!known && known.problem().code != error_code::not_found) {
      return done(known.problem());
    }
    const bool fits = known && self->holds(*known) && equal_secrets(known->secret_hash, hash);
    done(fits ? self->let_in(*known) : self->turn_away(shown));
  };
  if (const auto key = access::parse_api_key(shown.bearer); key && stored_) {
    return find_key(key->id, [self = shared_from_this(), judge,
                              hash = access::sha256_hex(key->secret)](const result<remembered>& known) {
      judge(known, hash);
      if (known) {
        self->note_use(*known);
      }
    });
  }
  if (!shown.session.empty() && stored_) {
    const std::string id = access::sha256_hex(shown.session);
    return find_session(id, [judge, id](const result<remembered>& known) { judge(known, id); });
  }
  if (tokens_ && shown.bearer.find('.') != std::string::npos) {
    return judge_token(shown, std::move(done));
  }
  done(turn_away(shown));
}

bool gatekeeper::is_operator(const credentials& shown) const {
  return shown.loopback && !options_.local_key.empty() && equal_secrets(shown.bearer, options_.local_key);
}

/// A key that is not known may be a new one of the issuer's.
void gatekeeper::judge_token(const credentials& shown, completion<verdict> done) {
  const auto judge = [self = shared_from_this(), shown,
                      done = std::move(done)](const result<access::principal>& who) {
    if (!who && who.problem().code == error_code::invalid_argument) {
      return done(verdict{403, who.problem().message, {}, {}, {}});
    }
    done(who ? verdict{200, {}, *who, {}, {}} : self->turn_away(shown));
  };
  const auto who = tokens_->verify(shown.bearer, options_.clock());
  if (who || who.problem().code != error_code::not_found) {
    return judge(who);
  }
  tokens_->renew_keys([self = shared_from_this(), shown, judge, who](const result<bool>& renewed) {
    judge(renewed && *renewed ? self->tokens_->verify(shown.bearer, self->options_.clock()) : who);
  });
}

void gatekeeper::confirm(const access::principal& who, completion<bool> done) {
  auto judge = [self = shared_from_this(), done](const result<remembered>& known) {
    if (!known && known.problem().code != error_code::not_found) {
      return done(known.problem());
    }
    done(known && self->holds(*known));
  };
  switch (who.kind) {
  case access::credential_kind::key:
    return find_key(who.id, judge);
  case access::credential_kind::session:
    return find_session(who.id, judge);
  case access::credential_kind::local:
  case access::credential_kind::token:
    break;
  }
  done(!who.expires_at || options_.clock() < *who.expires_at);
}

void gatekeeper::find_key(const std::string& id, found done) {
  if (auto known = recall("key " + id)) {
    return done(std::move(*known));
  }
  stored_->find_key(
      id, [self = shared_from_this(), done = std::move(done)](const result<access::key_record>& key) {
        if (!key) {
          return done(key.problem());
        }
        remembered fresh{bearer_of(*key), key->secret_hash, !key->revoked_at, now(), {}};
        done(self->remember("key " + key->id, std::move(fresh)));
      });
}

void gatekeeper::find_session(const std::string& id, found done) {
  if (auto known = recall("session " + id)) {
    return done(std::move(*known));
  }
  stored_->find_session(
      id, [self = shared_from_this(), done = std::move(done)](const result<access::session_record>& session) {
        if (!session) {
          return done(session.problem());
        }
        remembered fresh{bearer_of(*session), session->id, !session->user.disabled, now(), {}};
        done(self->remember("session " + session->id, std::move(fresh)));
      });
}

std::optional<gatekeeper::remembered> gatekeeper::recall(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto known = known_.find(name);
  return known == known_.end() || now() - known->second.read_at > memory ? std::nullopt
                                                                         : std::optional(known->second);
}

gatekeeper::remembered gatekeeper::remember(const std::string& name, remembered fresh) {
  const std::lock_guard lock(mutex_);
  if (known_.size() >= most_remembered) {
    std::erase_if(known_, [](const auto& each) { return now() - each.second.read_at > memory; });
  }
  remembered& kept = known_[name];
  fresh.noted_at = kept.noted_at;
  kept = fresh;
  return fresh;
}

/// Writes down that a key is in use, at most once a minute.
void gatekeeper::note_use(const remembered& key) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = known_.find("key " + key.who.id);
    if (known == known_.end() || now() - known->second.noted_at < use_notes) {
      return;
    }
    known->second.noted_at = now();
  }
  stored_->note_use(key.who.tenant, key.who.id, options_.clock());
}

bool gatekeeper::holds(const remembered& known) const {
  return known.holds && (!known.who.expires_at || options_.clock() < *known.who.expires_at);
}

verdict gatekeeper::let_in(const remembered& known) const {
  return {200, {}, known.who, {}, {}};
}

verdict gatekeeper::turn_away(const credentials& shown) {
  const rate_state rate = failures_.take(shown.address, options_.failures_per_minute, now());
  if (!rate.allowed) {
    return {
        429, "too many wrong credentials from this address; wait and check them", {}, rate.retry_after, rate};
  }
  return {401, "the credential is not known here, has expired or was revoked", {}, {}, {}};
}

void gatekeeper::forget() {
  const std::lock_guard lock(mutex_);
  known_.clear();
}

} // namespace leadstream::auth
