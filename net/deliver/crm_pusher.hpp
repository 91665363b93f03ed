#pragma once
#include "domain/delivery/crm.hpp"
#include "domain/service.hpp"
#include "net/deliver/crm_mapping.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace leadstream::deliver {

/// A CRM as the settings describe it.
struct crm_setup {
  std::function<std::unique_ptr<delivery::crm_target>()> make;
  std::vector<mapped_field> fields;
  std::vector<mapped_field> contact_fields; ///< none: contacts are not sent
  std::string contact_needs;                ///< property without which the CRM takes no contact; may be empty
  std::uint32_t requests_per_10s = 100;
  std::uint32_t requests_per_day = 1'000'000;
  std::string missing; ///< the setting that must be given first; empty when all are
};

/// What a push would do to one lead, or to a contact of it.
struct crm_difference {
  uuid lead_id;
  uuid contact_id;                               ///< nil: the lead itself
  bool fresh = false;                            ///< it was not sent before
  std::map<std::string, std::string> properties; ///< those that are new or differ
};

class crm_reader;

/// Sends leads, then their contacts, to CRMs: each push on a thread of its own, one at a time for each CRM.
/// Records are upserted by the lead's id and what was accepted is stored, so a push that is begun again sends
/// the rest alone.
class crm_pusher {
public:
  struct options {
    std::map<std::string, crm_setup> targets;
    std::function<bool(const tenant_id&, const lead_row&)>
        forbidden;                                                ///< leads that must not leave; may be empty
    std::function<void(std::string_view target, bool good)> told; ///< of each request; may be empty
    wall_clock clock = system_wall_time;
    std::chrono::milliseconds backoff{1'000}; ///< before the second attempt, doubled before each further one
  };

  crm_pusher(delivery::crm_store& known, page_fetcher& fetcher, options how);
  ~crm_pusher(); ///< stop()
  crm_pusher(const crm_pusher&) = delete;
  crm_pusher& operator=(const crm_pusher&) = delete;

  /// Begins a push of the leads that fit and answers once it is stored; not_found for an unknown CRM,
  /// conflict for one that is not set up and while another push to it runs. `inside` must live until stop().
  void begin(service& inside, const tenant_id& tenant, const std::string& target, const lead_query& leads,
             const std::string& filter, completion<delivery::crm_run> done);
  /// What begin() would send, at most `limit` differences. Answers on a thread of its own.
  void compare(service& inside, const tenant_id& tenant, const std::string& target, const lead_query& leads,
               std::size_t limit, completion<std::vector<crm_difference>> done);
  delivery::crm_store& known() { return known_; }
  /// Whether there is a CRM of that name, be it set up or not.
  bool knows(const std::string& target) const { return how_.targets.contains(target); }

  /// Ends what runs after its batch; the next begin() goes on from there.
  void stop();

private:
  class push;
  result<std::vector<crm_difference>> differences(service& inside, const tenant_id& tenant,
                                                  const std::string& target, const lead_query& leads,
                                                  std::size_t limit) const;
  static std::optional<error> add_differences(crm_reader& from, std::size_t limit,
                                              std::vector<crm_difference>& all);
  result<const crm_setup*> setup_of(const std::string& target) const;

  delivery::crm_store& known_;
  page_fetcher& fetcher_;
  options how_;
  std::mutex guard_;
  std::map<std::string, std::shared_ptr<push>> running_;
  std::vector<std::thread> threads_;
  std::atomic<bool> stopping_{false};
};

} // namespace leadstream::deliver
