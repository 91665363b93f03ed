#pragma once
#include "domain/law/suppression.hpp"
#include "domain/ports.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leadstream::law {

struct suppression {
  tenant_id tenant;
  subject_kind kind = subject_kind::email;
  std::string hash;
  std::string reason; ///< "opt_out", "erasure", "manual", or an operator's words
  wall_time at{};
};

/// What an erasure did: proof without the data.
struct receipt {
  uuid id;
  subject_kind kind = subject_kind::email;
  std::string hash;               ///< of what was erased
  std::uint64_t leads = 0;        ///< leads that were changed or removed
  std::uint64_t observations = 0; ///< observations that were changed or removed
  std::uint64_t values = 0;       ///< other stored texts that it was taken out of
  wall_time at{};
};

/// What was forgotten because its time was over.
struct expiry {
  std::uint64_t gone = 0;
  std::optional<wall_time> oldest; ///< when the oldest of what is left was made
};

/// Somebody to whom leads are sent.
struct recipient {
  std::string kind;              ///< "webhook" or "crm"
  std::string name;              ///< the webhook's host, the CRM
  std::optional<wall_time> last; ///< when it got one of the leads that were asked about; nothing: it may
};

/// Suppressions, erasures, access and retention. Any thread.
class law_store {
public:
  virtual ~law_store() = default;

  /// The suppressions of all tenants.
  virtual void load(completion<std::vector<suppression>> done) = 0;
  /// Those of the tenant and those that hold for all.
  virtual void list(const tenant_id& tenant, completion<std::vector<suppression>> done) = 0;
  virtual void add(const suppression& what, completion<leadstream::done> done) = 0;
  /// Not found when there is none.
  virtual void remove(const tenant_id& tenant, subject_kind kind, const std::string& hash,
                      completion<leadstream::done> done) = 0;

  /// Takes a subject out of everything that is stored of a tenant ("*": of all), suppresses it, and keeps the
  /// receipt. Answers when no file holds it any more, as far as this process writes them.
  /// `reason`: of the suppression.
  virtual void erase(const tenant_id& tenant, const subject& what, const uuid& receipt_id,
                     const std::string& reason, completion<receipt> done) = 0;
  virtual void receipts(const tenant_id& tenant, completion<std::vector<receipt>> done) = 0;

  /// Whether a lead went with an erasure: what is left of it is this answer.
  virtual void was_erased(const tenant_id& tenant, const uuid& lead_id, completion<bool> done) = 0;

  /// The leads that know a subject.
  virtual void known_by(const tenant_id& tenant, const subject& what, completion<std::vector<uuid>> done) = 0;

  /// To whom these leads and contacts went, and who hears of leads of the tenant.
  virtual void recipients_of(const tenant_id& tenant, const std::vector<uuid>& leads_and_contacts,
                             completion<std::vector<recipient>> done) = 0;

  /// Forgets observations of a source that were made before then, with what was computed from them alone;
  /// "*" are all sources but those in `except`; at most a few hundred observations a call.
  virtual void expire(const std::string& source, const std::vector<std::string>& except, wall_time before,
                      completion<expiry> done) = 0;

  /// Forgets what a source's terms let be kept for a while only (sources::is_passing()) and what was made
  /// before then; at most a few hundred observations a call.
  virtual void expire_passing(const std::string& source, wall_time before, completion<expiry> done) = 0;
  /// The pages and records in which a subject was seen.
  virtual void places_of(const tenant_id& tenant, const subject& what,
                         completion<std::vector<std::string>> done) = 0;
};

} // namespace leadstream::law
