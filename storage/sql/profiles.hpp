#pragma once
#include "domain/model/tenant.hpp"
#include "domain/score/saved_profile.hpp"
#include "storage/sql/connection.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Rows of score_profiles, inside a transaction of their tenant. Everything throws failure.
namespace leadstream::storage::sql {

/// In the order of their names.
std::vector<score::saved_profile> list_profiles(connection& db, const tenant_id& tenant);
std::optional<score::saved_profile> find_profile(connection& db, const tenant_id& tenant, const uuid& id);
/// By the name whatever its case, or the id as text.
std::optional<score::saved_profile> find_profile_named(connection& db, const tenant_id& tenant,
                                                       const std::string& name);
/// The one that searches are scored by which name none.
std::optional<score::saved_profile> find_default_profile(connection& db, const tenant_id& tenant);
/// Makes it that one; nil: none is.
void use_profile(connection& db, const tenant_id& tenant, const uuid& id);
/// Of all tenants, inside a transaction of all.
std::vector<std::pair<tenant_id, score::saved_profile>> all_profiles(connection& db);

/// Stores a new one, or says that it is there; conflict when the name is taken.
score::saved_profile add_profile(connection& db, const tenant_id& tenant, const score::saved_profile& fresh);
/// Its leads have to be scored again from then on.
score::saved_profile change_profile(connection& db, const tenant_id& tenant,
                                    const score::saved_profile& wanted, wall_time now);
/// Takes its name away; the row goes when its leads are scored by the settings.
void remove_profile(connection& db, const tenant_id& tenant, const uuid& id, std::uint64_t version);

/// A profile whose leads are not all scored by it as it stands.
struct unsettled_profile {
  tenant_id tenant;
  uuid id;
  std::uint64_t version = 0;
};
/// Of all tenants.
std::vector<unsettled_profile> unsettled_profiles(connection& db);
/// Notes that all its leads are scored by that version; a removed profile is forgotten then.
void settle_profile(connection& db, const unsettled_profile& done);

} // namespace leadstream::storage::sql
