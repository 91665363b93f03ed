#pragma once
#include "domain/clean/email_check.hpp"
#include "domain/ports.hpp"

#include <string>

namespace leadstream {

/// Asks the mail servers of a domain whether a mailbox is there, without sending mail. Any thread.
class mailbox_prober {
public:
  virtual ~mailbox_prober() = default;
  /// What the servers that `mail` names say of a cleaned address. A server that does not tell makes it
  /// `unknown`, never an error; only stop() ends a question with `cancelled`.
  virtual void ask(const std::string& address, const mail_records& mail, completion<mailbox_answer> done) = 0;
  virtual void stop() = 0;
};

} // namespace leadstream
