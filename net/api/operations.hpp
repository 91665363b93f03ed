#pragma once
#include "domain/alerts/watch.hpp"
#include "domain/service.hpp"

#include <string>
#include <vector>

namespace leadstream::api {

/// What the program knows of its own running. Any thread.
class operations {
public:
  virtual ~operations() = default;
  /// All metrics in the text format of Prometheus, the jobs of `health` among them.
  virtual std::string metrics_text(const health_report& health) = 0;
  /// The alerts that are on.
  virtual std::vector<alerts::firing> alerts() = 0;
};

} // namespace leadstream::api
