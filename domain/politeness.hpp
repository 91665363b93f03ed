#pragma once
#include "domain/model/robots_decision.hpp"
#include "domain/ports.hpp"

#include <string>
#include <vector>

namespace leadstream {

/// A domain whose owner asked not to be crawled.
struct opt_out {
  std::string domain; ///< lower case, punycode; everything below it counts too
  std::string note;   ///< who asked, where it is written down; at most 500 bytes
  wall_time since{};
};

/// Who crawls, as web masters are told.
struct crawler_identity {
  std::string robots_token;             ///< what robots.txt may name
  std::vector<std::string> user_agents; ///< as sent
  std::string contact;                  ///< a URL or an address of mail; may be empty
  double requests_per_minute = 60;      ///< to one host at most; 0: no limit
};

/// What is remembered of the wishes of web masters. Any thread.
class politeness_book {
public:
  virtual ~politeness_book() = default;

  /// Stores a decision; an older one about the same page is replaced. `subjects`: observations of the
  /// companies that the page was wanted for.
  virtual void add(const tenant_id& tenant, const robots_decision& decision,
                   const std::vector<uuid>& subjects) = 0;
  /// The decisions about a site, which may be empty, and about pages elsewhere that were wanted for a
  /// company, the newest first.
  virtual void find(const tenant_id& tenant, const std::string& site, const uuid& company, std::size_t limit,
                    completion<std::vector<robots_decision>> done) = 0;

  /// Opt-outs hold for all tenants.
  virtual void list_opt_outs(completion<std::vector<opt_out>> done) = 0;
  virtual void set_opt_out(const opt_out& wish, completion<leadstream::done> done) = 0;
  virtual void remove_opt_out(const std::string& domain, completion<leadstream::done> done) = 0;
};

} // namespace leadstream
