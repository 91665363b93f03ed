#include "net/auth/records.hpp"

#include "domain/access/digest.hpp"
#include "domain/text/ascii.hpp"
#include "domain/text/opaque_string.hpp"
#include "net/api/text.hpp"
#include "net/auth/secrets.hpp"

namespace leadstream::auth {

made_key make_key(key_wish wish, wall_time now) {
  made_key made;
  made.key = access::make_api_key(secret_random);
  made.record.tenant = std::move(wish.tenant);
  made.record.id = made.key.id;
  made.record.name = std::move(wish.name);
  made.record.secret_hash = access::sha256_hex(made.key.secret);
  made.record.scopes = wish.scopes;
  made.record.created_by = std::move(wish.created_by);
  made.record.created_at = now;
  made.record.expires_at = wish.expires_at;
  return made;
}

result<tenant_id> parse_tenant(const std::string& text) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  if (text.empty() || text.size() > 64 || text.find_first_not_of(letters) != std::string::npos) {
    return error{error_code::invalid_argument, "a tenant is 1 to 64 characters of a-z, 0-9, _ and -",
                 "tenant"};
  }
  return tenant_id{text};
}

result<std::string> parse_login(const std::string& email) {
  const std::string written = lower(api::trimmed(email));
  const auto at = written.find('@');
  const bool plain = at != std::string::npos && at > 0 && at + 1 < written.size() && written.size() <= 254 &&
                     written.find('@', at + 1) == std::string::npos && written.find(' ') == std::string::npos;
  if (!plain) {
    return error{error_code::invalid_argument, "not an email address", "email"};
  }
  return written;
}

result<done> check_password(const std::string& password) {
  const std::size_t length = api::count_characters(opaque_string(password)).value_or(0);
  if (length < 12 || length > 128) {
    return error{error_code::invalid_argument, "a password has 12 to 128 characters", "password"};
  }
  return done{};
}

} // namespace leadstream::auth
