#pragma once
#include "actors/messages.hpp"
#include "domain/robots/fetch_policy.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace leadstream::actors {

/// What a robots.txt says of one URL.
struct robots_verdict {
  bool allowed = true;
  std::string refusal;            ///< "robots_denied", or why the file could not be had; empty when allowed
  std::string why;                ///< the rule that decided, or that the file could not be had
  std::string basis;              ///< "rule", "no_rule", "no_file", "unreachable"
  std::optional<robots::rule> by; ///< the rule that decided
  std::optional<std::chrono::milliseconds> crawl_delay;
};

/// The robots.txt files of a gate's origins, each kept as long as robots::judge() says. Time is an argument.
class robots_book {
public:
  explicit robots_book(std::string token) : token_(std::move(token)) {}

  /// What is known, or nothing when the file must be fetched first.
  std::optional<robots_verdict> look_up(const std::string& origin, const std::string& path_and_query,
                                        monotonic_time now) const;

  /// The sitemaps that the file names; null when nothing is known of it.
  std::shared_ptr<const std::vector<std::string>> sitemaps_of(const std::string& origin) const;

  /// Learns from the end of the fetch of the file.
  void learn(const std::string& origin, const fetch_answer& answer, monotonic_time now);

  /// Forgets what is out of date.
  void sweep(monotonic_time now);

private:
  struct entry {
    robots::policy policy;
    std::shared_ptr<const std::vector<std::string>> sitemaps;
    std::string problem; ///< the refusal of the fetch, empty when it succeeded
  };

  std::string token_;
  std::unordered_map<std::string, entry> entries_;
};

} // namespace leadstream::actors
