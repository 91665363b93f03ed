#pragma once
#include "app/operations/retention.hpp"
#include "config/settings.hpp"
#include "domain/ports.hpp"
#include "net/api/legal.hpp"
#include "storage/connections.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace leadstream::app {

/// Law in a serving process: the list in memory beside what is stored, erasures, retention.
class legal_desk : public leadstream::api::legal {
public:
  legal_desk(const config::settings& s, std::shared_ptr<storage::connections> database,
             leadstream::store& leads);

  /// Reads the stored list; blocks. Before anything is crawled.
  result<done> load();
  /// What the pipeline asks before it keeps anything.
  std::shared_ptr<const law::suppression_list> list() const override { return list_; }

  /// What is erased goes from there, too; null: nothing is kept there.
  void use_archive(std::shared_ptr<page_archive> archive) { archive_ = std::move(archive); }

  /// How long data are kept, and what forgets them.
  app::retention& retention() { return retention_; }

  law::law_store& store() override { return *store_; }
  const law::controller& controller() const override { return controller_; }
  bool opt_out_open() const override { return opt_out_; }
  bool forbids(const tenant_id& tenant, const law::subject& who) const override;
  void erase(const tenant_id& tenant, const law::subject& who, const std::string& reason,
             completion<law::receipt> done) override;
  void lift(const tenant_id& tenant, law::subject_kind kind, const std::string& hash,
            completion<leadstream::done> done) override;
  void access(const tenant_id& tenant, const law::subject& who, completion<law::disclosure> done) override;
  void when_current(std::function<void()> then) override;
  std::string opt_out_token(const law::subject& who) const override;

private:
  void disclose(const tenant_id& tenant, const law::subject& who, const std::vector<lead>& known,
                const completion<law::disclosure>& done);

  std::unique_ptr<law::law_store> store_;
  leadstream::store& leads_;
  law::controller controller_;
  bool opt_out_;
  std::shared_ptr<page_archive> archive_;
  std::shared_ptr<law::suppression_list> list_ = std::make_shared<law::suppression_list>();
  std::string page_secret_;
  app::retention retention_; ///< last: it ends before what it works on
};

} // namespace leadstream::app
