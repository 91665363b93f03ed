#include "net/auth/ticket_book.hpp"

#include "domain/access/api_key.hpp"
#include "net/auth/secrets.hpp"

namespace leadstream::auth {

std::string ticket_book::issue(const access::principal& who, moment now) {
  constexpr std::size_t length = 43;
  const std::lock_guard lock(mutex_);
  std::erase_if(open_, [now](const auto& each) { return each.second.expires <= now; });
  std::string ticket = access::make_secret(length, secret_random);
  open_[ticket] = {who, now + lifetime};
  return ticket;
}

std::optional<access::principal> ticket_book::use(const std::string& ticket, moment now) {
  const std::lock_guard lock(mutex_);
  auto taken = open_.extract(ticket);
  if (taken.empty() || taken.mapped().expires <= now) {
    return std::nullopt;
  }
  return std::move(taken.mapped().who);
}

} // namespace leadstream::auth
