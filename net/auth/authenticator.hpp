#pragma once
#include "domain/access/principal.hpp"
#include "domain/ports.hpp"
#include "net/auth/rate_book.hpp"

#include <chrono>
#include <string>

/// Who asks, and whether they are who they say.
namespace leadstream::auth {

/// What a request shows of its sender.
struct credentials {
  std::string bearer;  ///< what follows "Bearer " in Authorization
  std::string session; ///< the console's cookie
  std::string ticket;  ///< of a WebSocket
  std::string address; ///< of the client
  bool loopback = false;

  bool empty() const { return bearer.empty() && session.empty() && ticket.empty(); }
};

/// What becomes of credentials.
struct verdict {
  int status = 200; ///< 200: `who` asks; else the status of the answer: 401, 403, 429 or 503
  std::string detail;
  access::principal who;
  std::chrono::seconds retry_after{0};
  rate_state rate; ///< that is used up, with 429
};

/// Judges credentials. Any thread; completes exactly once, perhaps within the call.
class authenticator {
public:
  virtual ~authenticator() = default;
  virtual void identify(const credentials& shown, completion<verdict> done) = 0;
  /// Whether somebody who was let in before still would be: keys may have been revoked, sessions ended.
  virtual void confirm(const access::principal& who, completion<bool> done) = 0;
};

} // namespace leadstream::auth
