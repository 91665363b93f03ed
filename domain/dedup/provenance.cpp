#include "domain/dedup/provenance.hpp"

#include <algorithm>
#include <tuple>

namespace leadstream::dedup {
namespace {

/// Where a fact of that kind shows up in a lead.
const char* field_of(field what) {
  switch (what) {
  case field::email:
    return "contact.email";
  case field::phone:
    return "contact.phone";
  default:
    return to_string(what);
  }
}

/// "valid" of "valid" or "valid: because".
std::string verdict_of(const fact& email) {
  return email.detail.substr(0, email.detail.find(':'));
}

/// Collects the values of one observation.
class tracer {
public:
  tracer(const observation& seen, std::vector<provenance>& out) : seen_(seen), out_(out) {}

  void add(const char* name, std::string value, const std::string& method, double confidence) {
    if (!value.empty()) {
      out_.push_back({name, std::move(value), seen_.source, seen_.source_url, seen_.fetched_at, method,
                      std::clamp(confidence, 0.0, 1.0)});
    }
  }
  void add(const person& known) {
    add("contact.name", known.name, known.method, known.confidence);
    add("contact.title", known.title, known.method, known.confidence);
    add("contact.email", known.email, known.method, known.confidence);
    add("contact.phone", known.phone, known.method, known.confidence);
    add("contact.linkedin_url", known.linkedin_url, known.method, known.confidence);
  }
  void add(const place& known) {
    add("location.street", known.street, known.method, known.confidence);
    add("location.city", known.city, known.method, known.confidence);
    add("location.state", known.state, known.method, known.confidence);
    add("location.postal_code", known.postal_code, known.method, known.confidence);
    add("location.country", known.country, known.method, known.confidence);
    if (known.has_point) {
      add("location.point", std::to_string(known.latitude) + ',' + std::to_string(known.longitude),
          known.method, known.confidence);
    }
  }

private:
  const observation& seen_;
  std::vector<provenance>& out_;
};

auto key_of(const provenance& p) {
  return std::tie(p.field, p.value, p.source, p.url);
}

} // namespace

std::string shown_text(const fact& known) {
  if (known.what == field::pain_point && !known.detail.empty()) {
    return known.detail + ": " + known.value;
  }
  if (known.what != field::growth_signal || known.detail.empty()) {
    return known.value;
  }
  const std::size_t bar = std::min(known.detail.find('|'), known.detail.size());
  const std::string date = known.detail.substr(std::min(bar + 1, known.detail.size()), 10);
  return known.detail.substr(0, bar) + ": " + (date.size() == 10 ? date + ": " : "") + known.value;
}

std::vector<provenance> trace(const company_group& group) {
  std::vector<provenance> all;
  for (const observation* seen : group.observations) {
    tracer out(*seen, all);
    for (const fact& known : seen->processed.facts) {
      out.add(field_of(known.what), shown_text(known), known.method, known.confidence);
      if (known.what == field::email) {
        out.add("email_verdict", verdict_of(known), "mx of " + known.value, 1.0);
      }
    }
    for (const person& known : seen->processed.people) {
      out.add(known);
    }
    for (const place& known : seen->processed.places) {
      out.add(known);
    }
  }
  std::sort(all.begin(), all.end(), [](const provenance& a, const provenance& b) {
    return std::tuple(key_of(a), -a.fetched_at.time_since_epoch().count(), -a.confidence,
                      std::tie(a.method)) <
           std::tuple(key_of(b), -b.fetched_at.time_since_epoch().count(), -b.confidence, std::tie(b.method));
  });
  const auto same = [](const provenance& a, const provenance& b) { return key_of(a) == key_of(b); };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  return all;
}

} // namespace leadstream::dedup
