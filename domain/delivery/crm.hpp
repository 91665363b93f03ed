#pragma once
#include "domain/ports.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// Leads on their way into somebody else's system of customers.
namespace leadstream::delivery {

/// A lead, or a contact of one, as a CRM gets it: properties by the CRM's own names. Ordered, so that equal
/// ones read equal.
struct crm_record {
  uuid lead_id;              ///< of a contact: its own id
  uuid company_id{};         ///< of a contact: the lead that it belongs to; nil for leads
  std::string company_known; ///< of a contact: the CRM's own id of that lead
  std::map<std::string, std::string> properties;
  std::set<std::string> numbers; ///< the properties that are numbers
};
/// The properties as JSON, what a record is compared by.
std::string encode(const crm_record& record);

/// What is known of a lead that was sent before.
struct crm_state {
  std::string sent;      ///< encode() of what was accepted last; empty: nothing was
  std::string remote_id; ///< the CRM's own id
  std::string error;     ///< why it was not accepted last time; empty when it was
  wall_time at{};
};

/// What is sent where: contacts are kept apart from the leads of their CRM.
inline std::string contacts_of(const std::string& target) {
  return target + "/contacts";
}

/// How one record went.
struct crm_result {
  uuid lead_id;
  std::string sent; ///< encode() of what was accepted; empty when it was not
  std::string remote_id;
  std::string error;
};

/// What a CRM said to a batch.
struct crm_answer {
  enum class kind : std::uint8_t {
    results,      ///< each record has its own
    throttled,    ///< wait and send the same again
    unauthorized, ///< a new token, then the same again
    spent,        ///< nothing more today
    unavailable,  ///< try again later
    invalid,      ///< refused as a whole for what a record says: `message` says why
    refused       ///< nothing of it will ever be taken: `message` says why
  };
  kind what = kind::results;
  std::vector<crm_result> results; ///< in the order of the batch
  std::chrono::milliseconds wait{0};
  std::string message;
};

/// One CRM: how batches are said and answers are understood. Not thread-safe.
class crm_target {
public:
  virtual ~crm_target() = default;
  virtual const char* name() const = 0;
  virtual std::size_t batch() const = 0;
  /// The request that gives a token; nothing when none is needed now.
  virtual std::optional<http_request> authorize() { return std::nullopt; }
  /// Takes the answer to it; why it gives no token, else empty.
  virtual std::string authorized(const page& /*answer*/) { return {}; }
  /// Forgets the token.
  virtual void unauthorize() {}
  /// The request that sends a batch, of leads or of contacts alone.
  virtual http_request say(const std::vector<crm_record>& batch) = 0;
  virtual crm_answer understand(const page& answer, const std::vector<crm_record>& batch) = 0;
  /// The request that ties contacts that were taken to their companies, each by the CRM's ids (contact,
  /// company); nothing where sending them did it.
  virtual std::optional<http_request> tie(const std::vector<std::pair<std::string, std::string>>& /*pairs*/) {
    return std::nullopt;
  }
  /// What it said to that; of kind `results`, without any, when all are tied.
  virtual crm_answer tied(const page& /*answer*/) { return {}; }
};

/// A push: which leads, and how far it came.
struct crm_run {
  uuid id;
  std::string target;
  std::string state = "running"; ///< running, completed, failed, stopped
  std::string filter;            ///< the query of the leads
  std::string message;           ///< why it ended as it did
  std::uint64_t created = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t failed = 0;
  wall_time begun_at{};
  std::optional<wall_time> ended_at;
};

/// A record of the log.
struct crm_entry {
  uuid lead_id; ///< or the contact's
  bool of_contact = false;
  crm_state state;
};

/// What was sent where. Any thread.
class crm_store {
public:
  virtual ~crm_store() = default;
  virtual void find(const tenant_id& tenant, const std::string& target, const std::vector<uuid>& leads,
                    completion<std::map<uuid, crm_state>> done) = 0;
  virtual void record(const tenant_id& tenant, const std::string& target,
                      const std::vector<crm_result>& results, wall_time at,
                      completion<leadstream::done> done) = 0;
  /// Records of a target, those that failed alone when asked; newest first.
  virtual void list(const tenant_id& tenant, const std::string& target, bool failed, std::uint32_t limit,
                    completion<std::vector<crm_entry>> done) = 0;
  virtual void save(const tenant_id& tenant, const crm_run& run, completion<leadstream::done> done) = 0;
  virtual void runs(const tenant_id& tenant, completion<std::vector<crm_run>> done) = 0;
  /// Ends all runs that a process left behind when it died: they are stopped.
  virtual void end_abandoned(wall_time now, completion<leadstream::done> done) = 0;
  /// Takes one request out of a day's budget before it is sent: false when none is left.
  virtual void spend(const tenant_id& tenant, const std::string& target, const std::string& day,
                     std::uint32_t budget, completion<bool> done) = 0;
};

} // namespace leadstream::delivery
