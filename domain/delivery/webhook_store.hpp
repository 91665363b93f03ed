#pragma once
#include "domain/delivery/verdict.hpp"
#include "domain/delivery/webhook.hpp"
#include "domain/ports.hpp"

namespace leadstream::delivery {

/// What an operator changes of an endpoint; what is absent stays.
struct endpoint_change {
  std::optional<std::string> url;
  std::optional<std::vector<std::string>> events;
  std::optional<std::string> description;
  std::optional<std::vector<header>> headers;
  std::optional<bool> enabled;
  /// A new secret; the present one signs too until `old_secret_until`. Conflict while one before it still
  /// signs at `asked_at`.
  std::optional<std::string> secret;
  std::optional<wall_time> old_secret_until;
  wall_time asked_at{};
};

/// Which deliveries are looked at; newest first.
struct delivery_query {
  uuid endpoint_id; ///< nil: of all endpoints
  std::optional<delivery_state> state;
  std::optional<wall_time> since; ///< events from then on
  uuid id;                        ///< this one alone; nil: any
  std::uint32_t limit = 50;
};

/// What is to be sent on one lane, in order, and to whom.
struct lane_work {
  tenant_id tenant;
  endpoint to;
  uuid lane;
  std::vector<delivery> deliveries;
};

/// How an attempt ended.
struct attempt {
  tenant_id tenant;
  uuid endpoint_id;
  uuid lane;
  uuid delivery_id;
  wall_time at{};
  verdict how;
};

struct outbox_figures {
  std::uint64_t length = 0;     ///< deliveries that wait
  std::optional<wall_time> due; ///< when the first of them could be sent; may be yet to come
};

/// The endpoints and the outbox. The commit of an event writes its deliveries too, so that neither is there
/// without the other. Any thread.
class webhook_store {
public:
  virtual ~webhook_store() = default;

  virtual void add(const tenant_id& tenant, const endpoint& made, completion<endpoint> done) = 0;
  virtual void list(const tenant_id& tenant, completion<std::vector<endpoint>> done) = 0;
  virtual void find(const tenant_id& tenant, const uuid& id, completion<endpoint> done) = 0;
  virtual void change(const tenant_id& tenant, const uuid& id, const endpoint_change& what,
                      completion<endpoint> done) = 0;
  /// With its deliveries.
  virtual void remove(const tenant_id& tenant, const uuid& id, completion<leadstream::done> done) = 0;

  virtual void list_deliveries(const tenant_id& tenant, const delivery_query& query,
                               completion<std::vector<delivery>> done) = 0;
  /// Makes what fits the query wait again, with the same ids; how many. Conflict when the endpoint is off.
  virtual void resend(const tenant_id& tenant, const delivery_query& query,
                      completion<std::uint64_t> done) = 0;
  /// Queues an event for one endpoint alone.
  virtual void enqueue(const tenant_id& tenant, const delivery& what, completion<leadstream::done> done) = 0;

  /// Lanes of all tenants whose head is due at `now`, at most `lanes`, each with at most `depth` deliveries.
  virtual void due(wall_time now, std::size_t lanes, std::size_t depth,
                   completion<std::vector<lane_work>> done) = 0;
  virtual void record(const attempt& what, completion<leadstream::done> done) = 0;
  virtual void figures(completion<outbox_figures> done) = 0;
  /// Forgets what was delivered or given up before then.
  virtual void prune(wall_time before, completion<leadstream::done> done) = 0;
};

} // namespace leadstream::delivery
