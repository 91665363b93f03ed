#include "storage/sql/profiles.hpp"

#include "domain/json/profile.hpp"
#include "domain/text/fold_case.hpp"
#include "storage/failure.hpp"

namespace leadstream::storage::sql {
namespace {

using score::saved_profile;

#define LEADSTREAM_PROFILE_COLUMNS " id, name, version, document, created_at, updated_at "

saved_profile read_profile(statement& row) {
  saved_profile one;
  one.id = row.id();
  one.name = row.text();
  one.version = static_cast<std::uint64_t>(row.integer());
  auto values = json::read_profile(row.view());
  if (!values) {
    throw failure(values.problem());
  }
  one.values = *std::move(values);
  one.created_at = row.time();
  one.updated_at = row.time();
  return one;
}

std::optional<saved_profile> read_one(statement& row) {
  return row.step() ? std::optional(read_profile(row)) : std::nullopt;
}

std::string document_of(const saved_profile& one) {
  std::string text;
  json::append(text, one.values);
  return text;
}

/// The stored one, when the caller read its newest version.
saved_profile require(connection& db, const tenant_id& tenant, const uuid& id, std::uint64_t version) {
  auto stored = find_profile(db, tenant, id);
  if (!stored) {
    throw failure(error_code::not_found, "there is no score profile " + to_string(id));
  }
  if (version != 0 && version != stored->version) {
    throw failure(error_code::conflict, "somebody else changed it since it was read; read it again");
  }
  return *std::move(stored);
}

void require_free(connection& db, const tenant_id& tenant, const saved_profile& wanted) {
  statement row(db, "SELECT id FROM score_profiles WHERE tenant_id = ? AND name_key = ?", tenant.value,
                fold_case(wanted.name));
  if (row.step() && row.id() != wanted.id) {
    throw failure(error_code::conflict, "there is a score profile of that name already", "name");
  }
}

} // namespace

std::vector<saved_profile> list_profiles(connection& db, const tenant_id& tenant) {
  statement row(db,
                "SELECT" LEADSTREAM_PROFILE_COLUMNS "FROM score_profiles WHERE tenant_id = ? "
                "AND name_key IS NOT NULL ORDER BY name_key",
                tenant.value);
  std::vector<saved_profile> all;
  while (row.step()) {
    all.push_back(read_profile(row));
  }
  return all;
}

std::optional<saved_profile> find_profile(connection& db, const tenant_id& tenant, const uuid& id) {
  statement row(db,
                "SELECT" LEADSTREAM_PROFILE_COLUMNS "FROM score_profiles WHERE tenant_id = ? AND id = ? "
                "AND name_key IS NOT NULL",
                tenant.value, id);
  return read_one(row);
}

std::optional<saved_profile> find_profile_named(connection& db, const tenant_id& tenant,
                                                const std::string& name) {
  {
    statement row(db,
                  "SELECT" LEADSTREAM_PROFILE_COLUMNS "FROM score_profiles WHERE tenant_id = ? "
                  "AND name_key = ?",
                  tenant.value, fold_case(name));
    if (auto found = read_one(row)) {
      return found;
    }
  }
  const auto id = parse_uuid(name);
  return id ? find_profile(db, tenant, *id) : std::nullopt;
}

std::optional<saved_profile> find_default_profile(connection& db, const tenant_id& tenant) {
  statement row(db,
                "SELECT" LEADSTREAM_PROFILE_COLUMNS
                "FROM score_profiles WHERE tenant_id = ? AND is_default = ? "
                "AND name_key IS NOT NULL",
                tenant.value, true);
  return read_one(row);
}

void use_profile(connection& db, const tenant_id& tenant, const uuid& id) {
  if (!id.is_nil()) {
    require(db, tenant, id, 0);
  }
  db.run("UPDATE score_profiles SET is_default = (id = ?) WHERE tenant_id = ?", id, tenant.value);
}

std::vector<std::pair<tenant_id, saved_profile>> all_profiles(connection& db) {
  statement row(db, "SELECT tenant_id," LEADSTREAM_PROFILE_COLUMNS "FROM score_profiles "
                    "WHERE name_key IS NOT NULL");
  std::vector<std::pair<tenant_id, saved_profile>> all;
  while (row.step()) {
    tenant_id tenant{row.text()};
    all.emplace_back(std::move(tenant), read_profile(row));
  }
  return all;
}

saved_profile add_profile(connection& db, const tenant_id& tenant, const saved_profile& fresh) {
  if (auto stored = find_profile(db, tenant, fresh.id)) {
    return *std::move(stored);
  }
  require_free(db, tenant, fresh);
  db.run("INSERT INTO score_profiles (tenant_id, id, name, name_key, version, scored_version, document, "
         "created_at, updated_at) VALUES (?, ?, ?, ?, 1, 1, ?, ?, ?)",
         tenant.value, fresh.id, fresh.name, fold_case(fresh.name), document_of(fresh), fresh.created_at,
         fresh.created_at);
  return *find_profile(db, tenant, fresh.id);
}

saved_profile change_profile(connection& db, const tenant_id& tenant, const saved_profile& wanted,
                             wall_time now) {
  const saved_profile before = require(db, tenant, wanted.id, wanted.version);
  require_free(db, tenant, wanted);
  db.run("UPDATE score_profiles SET name = ?, name_key = ?, version = ?, document = ?, updated_at = ? "
         "WHERE tenant_id = ? AND id = ?",
         wanted.name, fold_case(wanted.name), before.version + 1, document_of(wanted), now, tenant.value,
         wanted.id);
  return *find_profile(db, tenant, wanted.id);
}

void remove_profile(connection& db, const tenant_id& tenant, const uuid& id, std::uint64_t version) {
  require(db, tenant, id, version);
  db.run("UPDATE score_profiles SET name_key = NULL, version = version + 1 WHERE tenant_id = ? AND id = ?",
         tenant.value, id);
}

std::vector<unsettled_profile> unsettled_profiles(connection& db) {
  statement row(db, "SELECT tenant_id, id, version FROM score_profiles WHERE scored_version < version");
  std::vector<unsettled_profile> all;
  while (row.step()) {
    tenant_id tenant{row.text()};
    const uuid id = row.id();
    all.push_back({std::move(tenant), id, static_cast<std::uint64_t>(row.integer())});
  }
  return all;
}

void settle_profile(connection& db, const unsettled_profile& done) {
  db.run("UPDATE score_profiles SET scored_version = ? WHERE tenant_id = ? AND id = ? AND scored_version < ?",
         done.version, done.tenant.value, done.id, done.version);
  db.run("DELETE FROM score_profiles WHERE tenant_id = ? AND id = ? AND name_key IS NULL AND scored_version "
         "= version",
         done.tenant.value, done.id);
}

} // namespace leadstream::storage::sql
