#include "domain/dedup/ballot.hpp"

#include <algorithm>
#include <tuple>

namespace leadstream::dedup {
namespace {

constexpr double surest = 0.99;

} // namespace

void ballot::vote(std::string_view key, std::string_view value, std::string_view source, double confidence,
                  wall_time at) {
  if (value.empty()) {
    return;
  }
  option& chosen = options_[std::string(key)];
  chosen.newest = std::max(chosen.newest, at);
  double& from_source = chosen.by_source[std::string(source)];
  from_source = std::max(from_source, std::clamp(confidence, 0.0, surest));
  spelling& written = chosen.spellings[std::string(value)];
  written.confidence = std::max(written.confidence, confidence);
  written.newest = std::max(written.newest, at);
}

double ballot::option::evidence() const {
  double doubt = 1;
  for (const auto& [source, confidence] : by_source) {
    doubt *= 1 - confidence;
  }
  return 1 - doubt;
}

const std::string& ballot::option::best_spelling() const {
  const auto best = std::max_element(spellings.begin(), spellings.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.second.confidence, a.second.newest, a.first.size(), b.first) <
           std::tuple(b.second.confidence, b.second.newest, b.first.size(), a.first);
  });
  return best->first;
}

std::string ballot::winner() const {
  const auto better = [](const auto& a, const auto& b) {
    return std::tuple(a.second.evidence(), a.second.newest, a.first.size(), b.first) <
           std::tuple(b.second.evidence(), b.second.newest, b.first.size(), a.first);
  };
  const auto best = std::max_element(options_.begin(), options_.end(), better);
  return best == options_.end() ? std::string() : best->second.best_spelling();
}

} // namespace leadstream::dedup
