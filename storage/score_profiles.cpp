#include "storage/score_profiles.hpp"

#include "storage/sql/profiles.hpp"

#include <future>

namespace leadstream::storage {
namespace {

using score::saved_profile;

saved_profile required(std::optional<saved_profile> found, const std::string& name) {
  if (!found) {
    throw failure(error_code::not_found, "there is no score profile " + name);
  }
  return *std::move(found);
}

} // namespace

result<done> load_profiles(connections& database, score::profile_book& book) {
  using all = std::vector<std::pair<tenant_id, saved_profile>>;
  std::promise<result<all>> promise;
  auto future = promise.get_future();
  database.read<all>(
      sql::all_tenants(), [&promise](result<all> found) { promise.set_value(std::move(found)); },
      sql::all_profiles);
  const auto found = future.get();
  if (!found) {
    return found.problem();
  }
  for (const auto& [tenant, one] : *found) {
    book.put(tenant, one);
  }
  return done{};
}

score_profiles::score_profiles(std::shared_ptr<connections> database,
                               std::shared_ptr<score::profile_book> book, const storage_options& options)
    : database_(std::move(database)), book_(std::move(book)), clock_(options.now),
      background_(database_, options) {}

void score_profiles::list(const tenant_id& tenant, completion<std::vector<saved_profile>> done) {
  database_->read<std::vector<saved_profile>>(
      tenant, std::move(done), [tenant](sql::connection& db) { return sql::list_profiles(db, tenant); });
}

void score_profiles::find(const tenant_id& tenant, const uuid& id, completion<saved_profile> done) {
  database_->read<saved_profile>(tenant, std::move(done), [tenant, id](sql::connection& db) {
    return required(sql::find_profile(db, tenant, id), to_string(id));
  });
}

void score_profiles::find_named(const tenant_id& tenant, const std::string& name,
                                completion<saved_profile> done) {
  database_->read<saved_profile>(tenant, std::move(done), [tenant, name](sql::connection& db) {
    return required(sql::find_profile_named(db, tenant, name), name);
  });
}

/// What was stored is in the book before anybody hears of it.
completion<saved_profile> score_profiles::noting(const tenant_id& tenant, completion<saved_profile> done) {
  return [this, tenant, done = std::move(done)](result<saved_profile> stored) {
    if (stored) {
      book_->put(tenant, *stored);
      background_.wake();
    }
    done(std::move(stored));
  };
}

void score_profiles::add(const tenant_id& tenant, const saved_profile& fresh,
                         completion<saved_profile> done) {
  database_->write<saved_profile>(
      tenant, noting(tenant, std::move(done)),
      [tenant, fresh](sql::connection& db) { return sql::add_profile(db, tenant, fresh); });
}

void score_profiles::change(const tenant_id& tenant, const saved_profile& wanted,
                            completion<saved_profile> done) {
  database_->write<saved_profile>(tenant, noting(tenant, std::move(done)),
                                  [tenant, wanted, now = clock_()](sql::connection& db) {
                                    return sql::change_profile(db, tenant, wanted, now);
                                  });
}

void score_profiles::find_default(const tenant_id& tenant, completion<saved_profile> done) {
  database_->read<saved_profile>(tenant, std::move(done), [tenant](sql::connection& db) {
    return required(sql::find_default_profile(db, tenant), "in use");
  });
}

void score_profiles::use(const tenant_id& tenant, const uuid& id, completion<leadstream::done> done) {
  database_->write<leadstream::done>(tenant, std::move(done), [tenant, id](sql::connection& db) {
    sql::use_profile(db, tenant, id);
    return leadstream::done{};
  });
}

void score_profiles::remove(const tenant_id& tenant, const uuid& id, std::uint64_t version,
                            completion<leadstream::done> done) {
  auto noted = [this, tenant, id, done = std::move(done)](const result<leadstream::done>& how) {
    if (how) {
      book_->remove(tenant, id);
      background_.wake();
    }
    done(how);
  };
  database_->write<leadstream::done>(tenant, noted, [tenant, id, version](sql::connection& db) {
    sql::remove_profile(db, tenant, id, version);
    return leadstream::done{};
  });
}

} // namespace leadstream::storage
