#include "net/mail/mailbox_memory.hpp"

namespace leadstream::net {

const mailbox_answer* mailbox_memory::find(const email_address& asked, monotonic_time now) const {
  for (const std::string& key : {asked.domain, asked.value}) {
    if (const auto known = entries_.find(key); known != entries_.end() && now < known->second.until) {
      return &known->second.said;
    }
  }
  return nullptr;
}

void mailbox_memory::store(const email_address& asked, const mailbox_answer& said, monotonic_time now) {
  using kind = mailbox_answer::kind;
  if (entries_.size() >= capacity_) {
    entries_.clear();
  }
  const auto life = said.what == kind::unknown ? std::chrono::minutes(10) : std::chrono::minutes(24 * 60);
  entries_[said.what == kind::catch_all ? asked.domain : asked.value] = {said, now + life};
}

} // namespace leadstream::net
