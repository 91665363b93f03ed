#pragma once
#include "domain/model/tenant.hpp"
#include "domain/score/saved_profile.hpp"

#include <map>
#include <memory>
#include <mutex>

namespace leadstream::score {

/// The profiles of all tenants as they stand, at hand for who scores. Any thread.
class profile_book {
public:
  /// `standard` is what counts where no saved profile does.
  explicit profile_book(profile standard);

  void put(const tenant_id& tenant, saved_profile one);
  void remove(const tenant_id& tenant, const uuid& id);
  /// The standard one (id nil) when that id is nil or unknown.
  std::shared_ptr<const saved_profile> find(const tenant_id& tenant, const uuid& id) const;

private:
  mutable std::mutex guard_;
  std::shared_ptr<const saved_profile> standard_;
  std::map<std::pair<tenant_id, uuid>, std::shared_ptr<const saved_profile>> saved_;
};

} // namespace leadstream::score
