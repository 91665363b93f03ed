#include "domain/law/suppression.hpp"

#include <algorithm>

namespace leadstream::law {
namespace {

class redaction {
public:
  redaction(const tenant_id& tenant, const suppression_list& list) : tenant_(tenant), list_(list) {}

  /// Whether the company itself is suppressed.
  bool forbids_company(const observation& seen) const {
    const auto names_company = [&](const fact& known) {
      return known.what == field::website && list_.forbids_url(tenant_, known.value);
    };
    return list_.forbids_url(tenant_, seen.source_url) ||
           std::any_of(seen.processed.facts.begin(), seen.processed.facts.end(), names_company);
  }

  void strip(observation& seen) {
    strip(seen.processed);
    strip(seen.raw);
    if (phones_ > 0) {
      // What was found reads differently from what was made of it: none of it is kept.
      const auto is_phone = [](const fact& known) {
        return known.what == field::phone || known.what == field::fax;
      };
      std::erase_if(seen.raw.facts, is_phone);
      std::for_each(seen.raw.people.begin(), seen.raw.people.end(),
                    [](person& known) { known.phone.clear(); });
    }
    if (taken_ > 0) {
      seen.rejected.push_back({"contact", "", "it is on the suppression list"});
    }
  }

private:
  bool forbids(const fact& known) {
    if (known.what == field::email) {
      return list_.forbids_email(tenant_, known.value);
    }
    const bool phone =
        (known.what == field::phone || known.what == field::fax) && list_.forbids_phone(tenant_, known.value);
    phones_ += phone ? 1 : 0;
    return phone;
  }

  bool forbids(const person& known) {
    const bool phone = list_.forbids_phone(tenant_, known.phone);
    phones_ += phone ? 1 : 0;
    return phone || list_.forbids_email(tenant_, known.email);
  }

  void strip(findings& content) {
    std::vector<std::string> names;
    for (const person& known : content.people) {
      if (forbids(known)) {
        names.push_back(known.name);
      }
    }
    taken_ += std::erase_if(content.facts, [&](const fact& known) { return forbids(known); });
    taken_ += std::erase_if(content.people, [&](const person& known) {
      return forbids(known) ||
             (!known.name.empty() && std::find(names.begin(), names.end(), known.name) != names.end());
    });
  }

  const tenant_id& tenant_;
  const suppression_list& list_;
  std::size_t taken_ = 0;
  std::size_t phones_ = 0;
};

} // namespace

bool redact(observation& seen, const tenant_id& tenant, const suppression_list& list) {
  if (list.empty()) {
    return true;
  }
  redaction rule(tenant, list);
  if (rule.forbids_company(seen)) {
    return false;
  }
  rule.strip(seen);
  return true;
}

} // namespace leadstream::law
