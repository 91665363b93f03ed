#include "net/auth/jwt.hpp"

#include "domain/json/read.hpp"
#include "domain/text/ascii.hpp"
#include "net/api/text.hpp"
#include "net/auth/records.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace leadstream::auth {
namespace {

using nlohmann::json;

constexpr std::size_t longest_token = 8u << 10;
constexpr double skew = 60;
constexpr double longest_life = 24 * 3'600;

error refuse(const char* why) {
  return {error_code::refused, why, {}};
}

/// A member by its path with dots; null when it is not there.
const json* at_path(const json& claims, std::string_view path) {
  const json* here = &claims;
  for (const std::string_view step : api::split(path, '.')) {
    const auto found = here->is_object() ? here->find(std::string(step)) : here->end();
    if (!here->is_object() || found == here->end()) {
      return nullptr;
    }
    here = &*found;
  }
  return here == &claims ? nullptr : here;
}

std::string text_at(const json& claims, std::string_view path) {
  const json* found = at_path(claims, path);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

/// A time in seconds; nothing when it is absent, `wrong` when it is no usable number.
std::optional<double> time_of(const json& claims, const char* name, bool& wrong) {
  const auto found = claims.find(name);
  if (found == claims.end()) {
    return std::nullopt;
  }
  const bool usable = found->is_number() && std::isfinite(found->get<double>()) &&
                      found->get<double>() >= 0 && found->get<double>() < 1e12;
  wrong = wrong || !usable;
  return usable ? std::optional(found->get<double>()) : std::nullopt;
}

bool names(const json& claims, const std::string& audience) {
  const auto found = claims.find("aud");
  if (found == claims.end() || audience.empty()) {
    return false;
  }
  const auto is_it = [&](const json& one) { return one.is_string() && one.get<std::string>() == audience; };
  return is_it(*found) || (found->is_array() && std::any_of(found->begin(), found->end(), is_it));
}

result<done> check_times(const json& claims, wall_time now) {
  const double moment = std::chrono::duration<double>(now.time_since_epoch()).count();
  bool wrong = false;
  const auto expires = time_of(claims, "exp", wrong);
  const auto begins = time_of(claims, "nbf", wrong);
  const auto issued = time_of(claims, "iat", wrong);
  if (wrong || !expires) {
    return refuse("exp is missing, or a time is no number");
  }
  if (*expires + skew <= moment || *expires > moment + longest_life + skew) {
    return refuse("the token has expired, or lives longer than 24 hours");
  }
  if ((begins && *begins > moment + skew) || (issued && *issued > moment + skew)) {
    return refuse("the token is not valid yet");
  }
  return done{};
}

/// The header may say the algorithm, the key's id and the type, and nothing that brings a key of its own.
const char* judge_header(const json& header) {
  for (const auto& [name, value] : header.items()) {
    if (name != "alg" && name != "kid" && name != "typ") {
      return "the header has a field that is not known here";
    }
    if (!value.is_string()) {
      return "the header has a field that is no text";
    }
  }
  const std::string type = lower(header.value("typ", "JWT"));
  return type == "jwt" || type == "at+jwt" ? nullptr : "the type is not JWT";
}

result<json> part(std::string_view text) {
  const auto bytes = decode_base64url(text);
  if (!bytes) {
    return refuse("not base64url");
  }
  auto read = leadstream::json::read(*bytes, {longest_token, 16});
  if (!read || !read->is_object()) {
    return refuse("not a JSON object");
  }
  return read;
}

/// The key that a token names; one that names none is signed by the only key of its kind. Not found when the
/// issuer may have it by now.
result<verification_key> key_of(const std::vector<verification_key>& all, signature kind,
                                const std::string& id) {
  const auto with_id = [&](const verification_key& each) { return each.kind == kind && each.id == id; };
  const auto fits = [&](const verification_key& each) {
    return each.kind == kind && (id.empty() || each.id.empty());
  };
  auto found = std::find_if(all.begin(), all.end(), with_id);
  const bool named = !id.empty() && found != all.end();
  found = named ? found : std::find_if(all.begin(), all.end(), fits);
  if (found == all.end()) {
    return error{error_code::not_found, "the issuer has no such key", {}};
  }
  if (!named && std::any_of(std::next(found), all.end(), fits)) {
    return refuse("the token names no key, and the issuer has several of that kind");
  }
  return *found;
}

/// Viewers need not say so; what is no role here is invalid_argument.
result<access::role> role_of(const json& claims, const std::string& claim) {
  if (at_path(claims, claim) == nullptr) {
    return access::role::viewer;
  }
  const auto role = access::parse_role(text_at(claims, claim));
  if (!role) {
    return error{error_code::invalid_argument,
                 "the token's claim " + claim + " is none of viewer, operator and admin", claim};
  }
  return *role;
}

} // namespace

std::optional<signature> parse_signature(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, signature>, 4> known{{{"HS256", signature::hs256},
                                                                         {"RS256", signature::rs256},
                                                                         {"ES256", signature::es256},
                                                                         {"EdDSA", signature::eddsa}}};
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const auto& each) { return each.first == name; });
  return found == known.end() ? std::nullopt : std::optional(found->second);
}

void jwt_verifier::replace(std::vector<verification_key> keys) {
  keys.insert(keys.end(), own_.begin(), own_.end());
  auto fresh = std::make_shared<const std::vector<verification_key>>(std::move(keys));
  const std::lock_guard lock(mutex_);
  keys_ = std::move(fresh);
}

void jwt_verifier::renew_by(std::function<void(completion<bool>)> ask) {
  const std::lock_guard lock(mutex_);
  ask_ = std::move(ask);
}

void jwt_verifier::renew_keys(completion<bool> done) const {
  std::unique_lock lock(mutex_);
  const auto ask = ask_;
  lock.unlock();
  ask ? ask(std::move(done)) : done(false);
}

std::shared_ptr<const std::vector<verification_key>> jwt_verifier::keys() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

result<access::principal> jwt_verifier::verify(std::string_view token, wall_time now) const {
  if (token.size() > longest_token || std::count(token.begin(), token.end(), '.') != 2) {
    return refuse("not a token in three parts");
  }
  const auto first = token.find('.');
  const auto second = token.rfind('.');
  const auto header = part(token.substr(0, first));
  const auto mark = decode_base64url(token.substr(second + 1));
  if (!header || !mark || judge_header(*header) != nullptr) {
    return refuse("the header or the signature is not in order");
  }
  const auto kind = parse_signature(header->value("alg", ""));
  const std::string id = header->value("kid", "");
  const auto key = kind ? key_of(*keys(), *kind, id) : refuse("the algorithm is not known here");
  if (!key) {
    return key.problem();
  }
  if (!is_signed(*key, token.substr(0, second), *mark)) {
    return refuse("no key of the issuer signed it");
  }
  const auto claims = part(token.substr(first + 1, second - first - 1));
  if (!claims) {
    return claims.problem();
  }
  if (const auto timely = check_times(*claims, now); !timely) {
    return timely.problem();
  }
  if (text_at(*claims, "iss") != rules_.issuer || !names(*claims, rules_.audience)) {
    return refuse("another issuer or audience");
  }
  const auto tenant = parse_tenant(text_at(*claims, rules_.tenant_claim));
  const std::string subject = text_at(*claims, "sub");
  if (!tenant || subject.empty() || subject.size() > 200) {
    return refuse("the token names no tenant or no subject");
  }
  const auto role = role_of(*claims, rules_.role_claim);
  if (!role) {
    return role.problem();
  }
  access::principal who;
  who.tenant = *tenant;
  who.kind = access::credential_kind::token;
  who.id = who.user_id = subject;
  const std::string email = text_at(*claims, "email");
  who.name = email.empty() ? subject : email.substr(0, 254);
  who.scopes = access::scopes_of(*role);
  who.expires_at = wall_time(
      std::chrono::milliseconds(static_cast<std::int64_t>(((*claims)["exp"].get<double>() + skew) * 1'000)));
  return who;
}

} // namespace leadstream::auth
