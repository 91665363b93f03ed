#pragma once
#include "domain/clean/email_check.hpp"
#include "domain/ports.hpp"

#include <string>

namespace leadstream {

/// Knows where the mail of a domain goes. Any thread.
class mail_resolver {
public:
  virtual ~mail_resolver() = default;
  /// What DNS says of a domain (lower case). An answer that did not come is `unknown`, never an error; only
  /// stop() ends a question with `cancelled`.
  virtual void find(const std::string& domain, completion<mail_records> done) = 0;
  virtual void stop() = 0;
};

} // namespace leadstream
