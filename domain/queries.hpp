#pragma once
#include "domain/model/event.hpp"
#include "domain/model/job.hpp"
#include "domain/model/lead.hpp"
#include "domain/model/tenant.hpp"
#include "domain/unit_of_work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What can be asked of what is stored, and the answers. The same types serve the store's port and the
/// service.
namespace leadstream {

/// A filter over leads; ordered by score descending, then created_at descending, then id.
struct lead_query {
  int score_min = 0;    ///< 0..100
  std::string industry; ///< substring without case; empty: all
  std::string location; ///< substring without case of city, state, country, postal code or street; empty: all
  std::vector<uuid> ids;    ///< only these when not empty
  std::uint32_t limit = 20; ///< 1..100 for lists; cursors ignore it
  std::uint64_t offset = 0;
  bool with_contacts = false;   ///< cursors fill lead_row::contacts
  bool with_provenance = false; ///< cursors fill lead_row::provenance
};

/// A lead as lists and exports need it: one row, no joins. The primary contact's email and phone stand in it.
struct lead_row {
  uuid id;
  std::string company_name;
  std::string industry;
  std::optional<size_category> size;
  std::string website;
  std::string description;
  place location;
  int lead_score = 0;
  std::uint32_t contact_count = 0;
  std::string email; ///< of the primary contact
  std::string phone; ///< of the primary contact
  wall_time created_at{};
  wall_time updated_at{};
  std::vector<contact> contacts;                  ///< only where the query asks for them
  std::vector<leadstream::provenance> provenance; ///< only where the query asks for it
};

struct lead_page {
  std::vector<lead_row> leads;
  std::uint64_t total_count = 0; ///< of the filter
};

struct job_query {
  std::optional<job_status> status;
  std::uint32_t limit = 20; ///< 1..100
  std::uint64_t offset = 0;
};

struct job_page {
  std::vector<job> jobs; ///< newest first
  std::uint64_t total_count = 0;
};

/// How many tasks of a source are in a state.
struct task_count {
  std::string source;
  task_state state = task_state::ready;
  std::uint64_t count = 0;
};

/// A stored lead with what it was folded from.
struct related_lead {
  uuid company_id;
  std::uint64_t version = 0;
  std::vector<lead_key> keys;
  std::vector<observation> observations;
};

struct event_page {
  position end;                 ///< where the stream ends now
  std::uint64_t oldest_seq = 0; ///< the oldest event still kept; end.seq + 1 when none is
  std::vector<event> events;
};

struct owned_job {
  tenant_id tenant;
  leadstream::job job;
};

} // namespace leadstream
