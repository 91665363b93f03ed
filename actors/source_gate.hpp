#pragma once
#include "actors/byte_budget.hpp"
#include "actors/interfaces.hpp"
#include "actors/shared_limit.hpp"
#include "actors/source_book.hpp"
#include "domain/crawl/freshness.hpp"
#include "domain/flow/backoff.hpp"
#include "domain/flow/host_lane.hpp"
#include "domain/flow/opt_out_list.hpp"
#include "domain/law/suppression.hpp"
#include "domain/politeness.hpp"
#include "domain/telemetry.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::actors {

/// How a gate treats its hosts.
struct gate_rules {
  flow::lane_rules lane;
  flow::backoff_rules backoff;
  std::uint32_t attempts = 3; ///< a request is tried so often
  std::uint32_t redirects = 10;
  std::chrono::milliseconds crawl_delay_cap{30'000};
  std::chrono::milliseconds longest_pause{600'000}; ///< a Retry-After that asks for more is not waited for
  std::chrono::milliseconds rate_limited_pause{0};  ///< at least so long after a 429
  fetch_limits limits;
  std::vector<std::string> user_agents; ///< honest identities, taken in turn by session; one robots token
  std::string robots_token = "LeadstreamBot";
  std::string api_source; ///< the source's name when the gate serves one API; empty for the web
  /// Hosts that the operator owns and wants fetched without politeness (`crawl.own_hosts`); null: none.
  std::function<bool(const std::string& host)> own_host;
  /// Hosts whose robots.txt is not asked (`crawl.robots` off, own hosts alone); null: none.
  std::function<bool(const std::string& host)> no_robots;
  bool keep_answers = true; ///< an API's answers may be archived; those of the web always may
  bool cache = false;       ///< fresh answers of the archive are used, stale ones confirmed
  crawl::cache_rules freshness;
};

/// Which gate serves what. Filled before the first order, never changed afterwards.
class gate_directory {
public:
  void set_web(std::vector<source_gate> gates) { web_ = std::move(gates); }
  void add_api(const std::string& source, source_gate gate) { apis_[source] = std::move(gate); }

  /// The gate for an order: the source's own, or that of the URL's host. Null when the URL does not parse.
  const source_gate* find(const std::string& source, const std::string& url) const;
  /// The source's own gate, or those of the web.
  std::vector<source_gate> serving(const std::string& source) const;
  std::vector<source_gate> all() const;

private:
  std::vector<source_gate> web_;
  std::map<std::string, source_gate> apis_;
};

/// What a gate is spawned with.
struct gate_context {
  gate_rules rules;
  page_fetcher* fetcher = nullptr; ///< outlives the actors
  std::shared_ptr<byte_budget> budget;
  std::shared_ptr<shared_limit> limit; ///< the global requests per minute; null: none
  std::shared_ptr<const gate_directory> gates;
  std::shared_ptr<source_book> book;                      ///< learns of attempts and breakers; may be null
  std::shared_ptr<page_archive> archive;                  ///< keeps the answers of the web; may be null
  std::shared_ptr<politeness_book> politeness;            ///< keeps robots decisions; may be null
  std::shared_ptr<const flow::opt_out_list> opted_out;    ///< may be null
  std::shared_ptr<const law::suppression_list> forbidden; ///< whose pages are not kept; null: nobody's
  telemetry* told = nullptr;                              ///< hears how long requests waited; may be null
  wall_clock clock = system_wall_time;
  random_source random;
  monotonic_time started_at{}; ///< lanes made in the first minute after it begin with an empty bucket
};

class gate_desk;

struct source_gate_state {
  explicit source_gate_state(source_gate::pointer self);
  ~source_gate_state();
  static inline const char* name = "source_gate";
  source_gate::pointer self;
  std::unique_ptr<gate_desk> desk;
};

source_gate::behavior_type run_source_gate(source_gate::stateful_pointer<source_gate_state> self,
                                           const gate_context& context);

} // namespace leadstream::actors
