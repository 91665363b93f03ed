#pragma once
#include "domain/clean/email.hpp"
#include "domain/mail/mailbox_answer.hpp"
#include "domain/model/time.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>

namespace leadstream::net {

/// What mail servers said: a day for an answer, ten minutes for none. That a domain takes mail for every
/// mailbox is known for all of its addresses. Bounded: full, it forgets everything. Not thread-safe.
class mailbox_memory {
public:
  explicit mailbox_memory(std::size_t capacity = 50'000) : capacity_(capacity) {}

  /// Null when nothing is known that still holds.
  const mailbox_answer* find(const email_address& asked, monotonic_time now) const;
  void store(const email_address& asked, const mailbox_answer& said, monotonic_time now);

private:
  struct entry {
    mailbox_answer said;
    monotonic_time until;
  };

  std::size_t capacity_;
  std::unordered_map<std::string, entry> entries_; ///< by address, of catch-alls by domain
};

} // namespace leadstream::net
