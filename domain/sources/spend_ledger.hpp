#pragma once
#include "domain/model/tenant.hpp"
#include "domain/model/uuid.hpp"
#include "domain/ports.hpp"

#include <cstdint>
#include <string>

namespace leadstream::sources {

/// Money that a request is going to cost, in millionths of the currency that the settings are written in.
struct spending {
  std::string source;
  uuid job_id;
  std::string day; ///< "2026-11-22", UTC
  std::int64_t amount = 0;
  std::int64_t job_limit = 0; ///< what the job may cost in all
  std::int64_t day_limit = 0; ///< what all jobs of the tenant may cost on that day
};

/// What was spent on sources that want money. Stored before the request is sent, so that no crash lets a
/// budget be exceeded. Any thread.
class spend_ledger {
public:
  virtual ~spend_ledger() = default;
  /// Writes the amount down if both limits allow it; an empty text then, else which limit forbids it.
  virtual void spend(const tenant_id& tenant, const spending& what, completion<std::string> done) = 0;
};

} // namespace leadstream::sources
