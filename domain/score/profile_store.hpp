#pragma once
#include "domain/ports.hpp"
#include "domain/score/saved_profile.hpp"

#include <string>
#include <vector>

namespace leadstream::score {

/// The saved profiles of a tenant. What changes here is known to who scores before the completion is called;
/// the leads that a changed or removed profile scored are scored again in the background. Any thread;
/// completions as domain/ports.hpp says. Errors: not_found; conflict for a name that is taken or a version
/// that is not the stored one any more.
class profile_store {
public:
  virtual ~profile_store() = default;
  /// In the order of their names.
  virtual void list(const tenant_id& tenant, completion<std::vector<saved_profile>> done) = 0;
  virtual void find(const tenant_id& tenant, const uuid& id, completion<saved_profile> done) = 0;
  /// By the name, or the id as text.
  virtual void find_named(const tenant_id& tenant, const std::string& name,
                          completion<saved_profile> done) = 0;
  /// Stores it as version 1. A second call with the same id changes nothing and gives the stored one.
  virtual void add(const tenant_id& tenant, const saved_profile& fresh, completion<saved_profile> done) = 0;
  /// Replaces name and values; `wanted.version` is the one that was read, 0: whatever it is.
  virtual void change(const tenant_id& tenant, const saved_profile& wanted,
                      completion<saved_profile> done) = 0;
  /// The one that searches are scored by which name none; not_found when there is none.
  virtual void find_default(const tenant_id& tenant, completion<saved_profile> done) = 0;
  /// Makes it that one; nil: none is. A removed one is not any more.
  virtual void use(const tenant_id& tenant, const uuid& id, completion<leadstream::done> done) = 0;
  virtual void remove(const tenant_id& tenant, const uuid& id, std::uint64_t version,
                      completion<leadstream::done> done) = 0;
};

} // namespace leadstream::score
