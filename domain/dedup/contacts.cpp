#include "domain/dedup/contacts.hpp"

#include "domain/dedup/site.hpp"
#include "domain/dedup/text.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace leadstream::dedup {
namespace {

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_title = 100;
constexpr std::size_t longest_phone = 20;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Something said of one contact, and how sure it is.
struct claim {
  contact said;
  bool of_person = false;
};

/// Puts `value` into `kept` unless something surer stands there. Claims come surest first.
void fill(std::string& kept, const std::string& value) {
  if (kept.empty()) {
    kept = value;
  }
}

void absorb(contact& kept, const contact& said) {
  fill(kept.name, said.name);
  fill(kept.title, said.title);
  fill(kept.email, said.email);
  fill(kept.phone, said.phone);
  fill(kept.linkedin_url, said.linkedin_url);
  kept.is_decision_maker = kept.is_decision_maker || said.is_decision_maker;
  kept.confidence = std::max(kept.confidence, said.confidence);
  kept.created_at = std::min(kept.created_at, said.created_at);
}

contact of_person(const person& known, double trust, wall_time at) {
  contact made;
  made.name = clip(known.name, longest_name);
  made.title = clip(known.title, longest_title);
  made.email = lower(known.email);
  made.phone = known.phone.size() <= longest_phone ? known.phone : std::string();
  made.linkedin_url = known.linkedin_url;
  made.is_decision_maker = known.is_decision_maker;
  made.confidence = std::clamp(known.confidence * trust, 0.0, 1.0);
  made.created_at = at;
  return made;
}

contact of_fact(const fact& known, double trust, wall_time at) {
  contact made;
  (known.what == field::email ? made.email : made.phone) =
      known.what == field::email ? lower(known.value) : known.value;
  made.confidence = std::clamp(known.confidence * trust, 0.0, 1.0);
  made.created_at = at;
  return made;
}

bool is_reachable(const fact& known) {
  return !known.value.empty() &&
         (known.what == field::email || (known.what == field::phone && known.value.size() <= longest_phone));
}

std::vector<claim> claims_of(const std::vector<current_observation>& current) {
  std::vector<claim> claims;
  for (const auto& [seen, trust] : current) {
    for (const person& known : seen->processed.people) {
      if (known.name.empty() && known.email.empty()) {
        continue;
      }
      claims.push_back({of_person(known, trust, seen->fetched_at), true});
    }
    for (const fact& known : seen->processed.facts) {
      if (is_reachable(known)) {
        claims.push_back({of_fact(known, trust, seen->fetched_at), false});
      }
    }
  }
  const auto rank = [](const claim& c) {
    const contact& s = c.said;
    return std::tuple(!c.of_person, -s.confidence, -s.created_at.time_since_epoch().count(),
                      std::tie(s.email, s.name, s.phone, s.title, s.linkedin_url), !s.is_decision_maker);
  };
  std::sort(claims.begin(), claims.end(), [&](const claim& a, const claim& b) { return rank(a) < rank(b); });
  return claims;
}

/// Contacts under construction, found again by email and by name.
class contact_book {
public:
  void add_person(const contact& said) {
    contact* known = find(said);
    if (known == nullptr) {
      contacts_.push_back(said);
      known = &contacts_.back();
    } else {
      absorb(*known, said);
    }
    remember(*known);
  }

  void add_email(const contact& said) {
    const auto known = by_email_.find(said.email);
    if (known == by_email_.end()) {
      contacts_.push_back(said);
      remember(contacts_.back());
    } else {
      absorb(contacts_[known->second], said);
    }
  }

  bool has_phone(const std::string& phone) const {
    return std::any_of(contacts_.begin(), contacts_.end(),
                       [&](const contact& c) { return c.phone == phone; });
  }

  std::vector<contact> take() { return std::move(contacts_); }

private:
  /// A person with the same email; or with the same name, unless both have an email.
  contact* find(const contact& said) {
    const auto with_email = by_email_.find(said.email);
    if (!said.email.empty() && with_email != by_email_.end()) {
      return &contacts_[with_email->second];
    }
    const auto with_name = by_name_.find(fold_text(said.name));
    if (said.name.empty() || with_name == by_name_.end()) {
      return nullptr;
    }
    contact& known = contacts_[with_name->second];
    return said.email.empty() || known.email.empty() ? &known : nullptr;
  }

  void remember(const contact& known) {
    const auto at = static_cast<std::size_t>(&known - contacts_.data());
    if (!known.email.empty()) {
      by_email_.emplace(known.email, at);
    }
    if (!known.name.empty()) {
      by_name_.emplace(fold_text(known.name), at);
    }
  }

  std::vector<contact> contacts_;
  std::map<std::string, std::size_t> by_email_;
  std::map<std::string, std::size_t> by_name_;
};

/// Primary first.
int rank_of(const contact& c, std::string_view site) {
  if (c.is_decision_maker && !c.email.empty()) {
    return 0;
  }
  if (!c.email.empty()) {
    return !site.empty() && mail_site_of(c.email) == site ? 1 : 2;
  }
  if (c.is_decision_maker) {
    return 3;
  }
  return c.name.empty() ? 5 : 4;
}

void order(std::vector<contact>& contacts, std::string_view site) {
  std::sort(contacts.begin(), contacts.end(), [&](const contact& a, const contact& b) {
    return std::tuple(rank_of(a, site), -a.confidence, std::tie(a.email, a.name, a.phone)) <
           std::tuple(rank_of(b, site), -b.confidence, std::tie(b.email, b.name, b.phone));
  });
}

/// The company's phones that no person has: the first completes the primary contact, the others stand by
/// themselves.
void add_phones(std::vector<contact>& contacts, const std::vector<contact>& phones) {
  for (const contact& said : phones) {
    if (!contacts.empty() && contacts.front().phone.empty()) {
      contacts.front().phone = said.phone;
    } else {
      contacts.push_back(said);
    }
  }
}

void name_contacts(std::vector<contact>& contacts, const uuid& company_id) {
  for (contact& c : contacts) {
    const std::string& what = !c.email.empty() ? c.email : (!c.name.empty() ? c.name : c.phone);
    c.id = derive_uuid_v7(c.created_at, hash_uuid(to_string(company_id) + '\x1F' + what));
  }
}

} // namespace

std::vector<contact> collect_contacts(const uuid& company_id, const std::vector<current_observation>& current,
                                      std::string_view site) {
  contact_book book;
  std::map<std::string, std::size_t> seen_phones;
  std::vector<contact> phones;
  for (const auto& [said, is_person] : claims_of(current)) {
    if (is_person) {
      book.add_person(said);
    } else if (!said.email.empty()) {
      book.add_email(said);
    } else if (const auto [at, is_new] = seen_phones.try_emplace(said.phone, phones.size()); is_new) {
      phones.push_back(said);
    } else {
      absorb(phones[at->second], said);
    }
  }
  std::erase_if(phones, [&](const contact& said) { return book.has_phone(said.phone); });
  std::vector<contact> contacts = book.take();
  order(contacts, site);
  add_phones(contacts, phones);
  name_contacts(contacts, company_id);
  return contacts;
}

} // namespace leadstream::dedup
