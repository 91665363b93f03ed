#pragma once
#include "domain/score/profile_book.hpp"
#include "domain/score/profile_store.hpp"
#include "storage/connections.hpp"
#include "storage/rescorer.hpp"

#include <memory>

namespace leadstream::storage {

/// Fills a book with what is stored. Blocks; before the first lead is scored.
result<done> load_profiles(connections& database, score::profile_book& book);

/// Score profiles on the database's connections; the book is kept as they stand.
class score_profiles : public score::profile_store {
public:
  /// The options' profile is for leads whose own was removed.
  score_profiles(std::shared_ptr<connections> database, std::shared_ptr<score::profile_book> book,
                 const storage_options& options);

  /// Who hears that the scoring in the background committed events of a tenant.
  void listen(rescorer::listener told) { background_.listen(std::move(told)); }
  /// Ends the scoring in the background. Before the database is closed.
  void stop() { background_.stop(); }

  void list(const tenant_id& tenant, completion<std::vector<score::saved_profile>> done) override;
  void find(const tenant_id& tenant, const uuid& id, completion<score::saved_profile> done) override;
  void find_named(const tenant_id& tenant, const std::string& name,
                  completion<score::saved_profile> done) override;
  void add(const tenant_id& tenant, const score::saved_profile& fresh,
           completion<score::saved_profile> done) override;
  void change(const tenant_id& tenant, const score::saved_profile& wanted,
              completion<score::saved_profile> done) override;
  void find_default(const tenant_id& tenant, completion<score::saved_profile> done) override;
  void use(const tenant_id& tenant, const uuid& id, completion<leadstream::done> done) override;
  void remove(const tenant_id& tenant, const uuid& id, std::uint64_t version,
              completion<leadstream::done> done) override;

private:
  completion<score::saved_profile> noting(const tenant_id& tenant, completion<score::saved_profile> done);

  std::shared_ptr<connections> database_;
  std::shared_ptr<score::profile_book> book_;
  wall_clock clock_;
  rescorer background_;
};

} // namespace leadstream::storage
