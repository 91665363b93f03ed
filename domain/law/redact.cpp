#include "domain/clean/website.hpp"
#include "domain/law/suppression.hpp"

#include <algorithm>

namespace leadstream::law {
namespace {

class redaction {
public:
  redaction(const tenant_id& tenant, const suppression_list& list) : tenant_(tenant), list_(list) {}

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

bool is_forbidden(const observation& seen, const tenant_id& tenant, const suppression_list& list) {
  const auto names_company = [&](const fact& known) {
    if (known.what != field::website) {
      return false;
    }
    const auto website = clean_website(known.value);
    return website && list.forbids_url(tenant, website->value);
  };
  const auto in = [&](const findings& content) {
    return std::any_of(content.facts.begin(), content.facts.end(), names_company);
  };
  return list.holds(subject_kind::domain) &&
         (list.forbids_url(tenant, seen.source_url) || in(seen.raw) || in(seen.processed));
}

bool redact(observation& seen, const tenant_id& tenant, const suppression_list& list) {
  if (is_forbidden(seen, tenant, list)) {
    return false;
  }
  if (!list.empty()) {
    redaction(tenant, list).strip(seen);
  }
  return true;
}

} // namespace leadstream::law
