#include "domain/extract/technologies.hpp"

#include "domain/enrich/tech_detector.hpp"

namespace leadstream::extraction {
namespace {
constexpr int least_confidence = 50;
}

std::vector<fact> find_technologies(const document& parsed, const page& source) {
  enrich::tech_page seen;
  seen.url = source.url;
  seen.html = source.body;
  seen.parsed = &parsed;
  seen.headers = source.headers;
  std::vector<fact> facts;
  for (const enrich::found_technology& one : enrich::tech_detector::standard().detect(seen)) {
    if (one.confidence >= least_confidence) {
      facts.push_back({field::technology, one.name, "fingerprint", one.confidence / 100.0,
                       one.categories.empty() ? std::string() : one.categories.front()});
    }
  }
  return facts;
}

} // namespace leadstream::extraction
