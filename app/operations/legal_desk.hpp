#pragma once
#include "config/settings.hpp"
#include "domain/ports.hpp"
#include "domain/sources/description.hpp"
#include "net/api/legal.hpp"
#include "storage/connections.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace leadstream::app {

/// Law in a serving process: the list in memory beside what is stored, erasures, retention.
class legal_desk : public leadstream::api::legal {
public:
  legal_desk(const config::settings& s, std::shared_ptr<storage::connections> database,
             leadstream::store& leads);
  ~legal_desk() override; ///< stop()

  /// Reads the stored list; blocks. Before anything is crawled.
  result<done> load();
  /// What the pipeline asks before it keeps anything.
  std::shared_ptr<const law::suppression_list> list() const { return list_; }

  /// Sources whose terms let some content be kept for a while only.
  void heed(const std::vector<sources::description>& sources);
  /// What is erased goes from there, too; null: nothing is kept there.
  void use_archive(std::shared_ptr<page_archive> archive) { archive_ = std::move(archive); }

  /// Forgets what is too old; blocks.
  void expire();
  /// Forgets whatever becomes too old from now on.
  void start();
  void stop();

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
  struct rule {
    std::string source;
    std::chrono::milliseconds life{};
  };
  void run();
  void disclose(const tenant_id& tenant, const law::subject& who, const std::vector<lead>& known,
                const completion<law::disclosure>& done);
  /// Both give when the next is due, in milliseconds since the epoch.
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
  std::int64_t expire_by_age(const rule& r, const std::vector<std::string>& named);
  std::int64_t expire_by_terms(const rule& r);
  std::chrono::milliseconds pause() const;

  std::unique_ptr<law::law_store> store_;
  leadstream::store& leads_;
  law::controller controller_;
  bool opt_out_;
  std::vector<rule> retention_; ///< of the operator
  std::vector<rule> terms_;     ///< of the sources
  std::shared_ptr<page_archive> archive_;
  std::shared_ptr<law::suppression_list> list_ = std::make_shared<law::suppression_list>();
  std::string page_secret_;
  std::atomic<std::int64_t> due_{0}; ///< when the oldest datum is over, in milliseconds since the epoch
  std::mutex guard_;
  std::condition_variable wake_;
  std::vector<std::function<void()>> waiting_; ///< for the next sweep
  bool running_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace leadstream::app
