#pragma once
#include "domain/ports.hpp"

#include <memory>
#include <string>

namespace leadstream::auth {

/// Hashes and checks passwords (as opaque_string() has them) with Argon2id (19 MiB, two passes) on a thread
/// of its own: each costs some ten milliseconds, so few may wait. Completes there; unavailable when too many
/// wait.
class passwords {
public:
  passwords();
  ~passwords(); ///< what waits is cancelled
  passwords(const passwords&) = delete;
  passwords& operator=(const passwords&) = delete;

  void hash(std::string password, const completion<std::string>& done);
  /// An empty hash is checked like any other, and never fits: who does not exist takes as long as who does.
  void check(std::string hash, std::string password, const completion<bool>& done);

private:
  class worker;
  std::unique_ptr<worker> worker_;
};

/// The same at once, for a command line.
std::string hash_password(const std::string& text);

} // namespace leadstream::auth
