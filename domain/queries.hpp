#pragma once
#include "domain/facets.hpp"
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

/// What leads are sorted by. Within the same value the newer lead comes first, and of those the smaller id.
enum class lead_order : std::uint8_t { score, created, updated, name };

/// Where a list of leads goes on: behind the lead that has these values.
struct lead_position {
  int score = 0;
  wall_time created_at{};
  wall_time updated_at{};
  std::string name;
  uuid id;
};

/// The values of a lead_row besides its id, for readers that can do without some.
enum class lead_field : std::uint8_t {
  company_name,
  industry,
  size,
  website,
  description,
  location,
  lead_score,
  contact_count,
  email,
  phone,
  status,
  tags,
  owner,
  created_at,
  updated_at
};

/// A set of them: what is not chosen need not be read.
class lead_fields {
public:
  static constexpr lead_fields all() { return lead_fields(~0U); }
  static constexpr lead_fields none() { return lead_fields(0); }
  constexpr void add(lead_field one) { bits_ |= bit(one); }
  constexpr bool has(lead_field one) const { return (bits_ & bit(one)) != 0; }

private:
  explicit constexpr lead_fields(std::uint32_t bits) : bits_(bits) {}
  static constexpr std::uint32_t bit(lead_field one) { return 1U << static_cast<unsigned>(one); }

  std::uint32_t bits_;
};

/// A filter over leads and an order of them.
struct lead_query {
  int score_min = 0;    ///< 0..100
  int score_max = 100;  ///< 0..100
  std::string industry; ///< substring without case; empty: all
  std::string location; ///< substring without case of city, state, country, postal code or street; empty: all
  std::string text;     ///< words, or their beginnings, that all stand in what is known; empty: all
  std::vector<facet> having;  ///< leads that have all of these
  std::vector<facet> lacking; ///< leads that have none of these
  uuid job;                   ///< found by that job, when not nil
  std::optional<wall_time> created_since;
  std::string owner;     ///< whose leads; empty: all
  std::vector<uuid> ids; ///< only these when not empty
  lead_order order = lead_order::score;
  bool ascending = false;
  std::optional<lead_position> after; ///< instead of an offset
  std::uint32_t limit = 20;           ///< 1..100 for lists; cursors ignore it
  std::uint64_t offset = 0;
  lead_fields fields = lead_fields::all(); ///< what cursors fill of each row
  bool with_contacts = false;              ///< cursors fill lead_row::contacts
  bool with_intelligence = false;          ///< cursors fill lead_row::intelligence
  bool with_provenance = false;            ///< cursors fill lead_row::provenance
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
  lead_status status = lead_status::fresh;
  std::vector<std::string> tags;
  std::string owner;
  wall_time created_at{};
  wall_time updated_at{};
  std::vector<contact> contacts;                  ///< only where the query asks for them
  leadstream::intelligence intelligence;          ///< only where the query asks for it
  std::vector<leadstream::provenance> provenance; ///< only where the query asks for it
};

struct lead_page {
  std::vector<lead_row> leads;
  std::uint64_t total_count = 0; ///< of the filter
  bool has_more = false;         ///< whether others follow these
};

/// Where a list of jobs goes on: behind the job of that age and id.
struct job_position {
  wall_time created_at{};
  uuid id;
};

struct job_query {
  std::optional<job_status> status;
  std::optional<job_position> after; ///< instead of an offset
  std::uint32_t limit = 20;          ///< 1..100
  std::uint64_t offset = 0;
};

struct job_page {
  std::vector<job> jobs; ///< newest first
  std::uint64_t total_count = 0;
  bool has_more = false;
};

/// A piece of a job's log.
struct job_log_page {
  std::vector<event> entries; ///< oldest first
  bool has_more = false;
};

/// How many leads have something in common.
struct lead_count {
  std::string value;
  std::uint64_t leads = 0;

  bool operator==(const lead_count&) const = default;
};

/// The leads of a tenant in figures. Lists hold the largest counts first, at most so many as were asked for.
struct lead_figures {
  std::uint64_t leads = 0;
  std::uint64_t with_email = 0;
  std::uint64_t with_phone = 0;
  double average_score = 0;
  std::vector<std::uint64_t> by_score; ///< 0..9, 10..19, … 90..100
  std::vector<lead_count> by_industry;
  std::vector<lead_count> by_source;
  std::vector<lead_count> by_technology;
  std::vector<lead_count> by_signal;
  std::vector<lead_count> by_size;
  std::vector<lead_count> by_status; ///< other than "new"
  std::vector<lead_count> by_tag;
  std::vector<lead_count> by_day; ///< "2026-11-22", oldest first: when they were first observed
};

/// What figures are wanted.
struct figure_query {
  wall_time since{};       ///< of by_day
  std::uint32_t most = 20; ///< of each list but by_day
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
  lead_marks marks;
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
