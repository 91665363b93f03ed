#pragma once
#include "domain/model/tenant.hpp"
#include "domain/ports.hpp"

#include <chrono>
#include <string>

namespace leadstream {

/// A request that may come again: the same client and key within a day mean the same request.
struct keyed_request {
  std::string client; ///< who asks: the id of a key or a user
  std::string key;
  std::string fingerprint; ///< of what is asked; another one under the same key is a mistake
  uuid holder;             ///< this process
  uuid seed;               ///< names what the request makes, when it is the first
  wall_time now{};
};

/// What stands under a key.
struct key_claim {
  enum class kind : std::uint8_t {
    first,        ///< work on it, and keep the answer
    answered,     ///< this was the answer
    under_way,    ///< another request with the key is being worked on
    other_content ///< the key was used for something else
  };
  kind what = kind::first;
  uuid seed; ///< of the first attempt, which may have died with its process: the work is done again, on the
             ///< same things
  std::string answer; ///< as it was kept
};

/// How long a key counts.
inline constexpr std::chrono::hours key_lifetime{24};

/// Remembers requests by keys that clients chose. Any thread; completions as for all ports.
class idempotency_keys {
public:
  virtual ~idempotency_keys() = default;
  virtual void claim(const tenant_id& tenant, const keyed_request& asked, completion<key_claim> done) = 0;
  /// Keeps the answer for whoever comes with the key again.
  virtual void keep(const tenant_id& tenant, const keyed_request& asked, const std::string& answer,
                    completion<leadstream::done> done) = 0;
  /// The request failed: it may be tried again under its key.
  virtual void release(const tenant_id& tenant, const keyed_request& asked,
                       completion<leadstream::done> done) = 0;
};

} // namespace leadstream
