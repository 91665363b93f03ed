#include "domain/clean/legal_form.hpp"
#include "domain/extract/bounds.hpp"
#include "domain/extract/email/email_syntax.hpp"
#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/people.hpp"
#include "domain/extract/people/person_name.hpp"
#include "domain/extract/phone/phone_number.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <algorithm>
#include <unordered_map>

namespace leadstream::extraction {
namespace {

constexpr std::size_t widest_card = 900; ///< bytes of text

/// A range of nodes.
struct card {
  std::uint32_t begin;
  std::uint32_t end;
  bool holds(std::uint32_t node) const { return node >= begin && node < end; }
};

class card_reader {
public:
  card_reader(const context& page, const std::vector<person_hit>& people) : page_(page) {
    for (const person_hit& hit : people) {
      nodes_.push_back(page.text.segments()[hit.segment].node);
    }
    std::sort(nodes_.begin(), nodes_.end());
  }

  /// The widest element around a person that holds nobody else; without one, the run up to the next person.
  card around(std::uint32_t person) const {
    card best{person, next_person(person)};
    best.end = std::min<std::uint32_t>(best.end, person + 60);
    for (std::uint32_t at = page_.page.nodes[person].parent; at != 0; at = page_.page.nodes[at].parent) {
      const card wider{at, page_.page.nodes[at].end};
      const auto [from, until] = page_.text.range_of(page_.page, at);
      if (others_in(wider) > 1 || until - from > widest_card) {
        break;
      }
      best = wider;
    }
    return best;
  }

private:
  std::uint32_t next_person(std::uint32_t person) const {
    const auto next = std::upper_bound(nodes_.begin(), nodes_.end(), person);
    return next == nodes_.end() ? static_cast<std::uint32_t>(page_.page.nodes.size()) : *next;
  }

  std::size_t others_in(const card& range) const {
    return static_cast<std::size_t>(std::lower_bound(nodes_.begin(), nodes_.end(), range.end) -
                                    std::lower_bound(nodes_.begin(), nodes_.end(), range.begin));
  }

  const context& page_;
  std::vector<std::uint32_t> nodes_;
};

std::string_view local_part(std::string_view address) {
  return address.substr(0, address.find('@'));
}

/// Who owns which address: first what stands in a person's own card, then what fits a name best and stands in
/// nobody's.
class mailboxes {
public:
  mailboxes(const std::vector<person_hit>& people, const std::vector<card>& cards,
            const std::vector<email_hit>& emails)
      : people_(people), cards_(cards), emails_(emails) {
    for (const person_hit& hit : people) {
      names_.emplace_back(hit.person.who.name);
    }
  }

  std::string of(std::size_t person) const {
    const email_hit* best = nullptr;
    mailbox_fit held = mailbox_fit::inside;
    const auto consider = [&](const email_hit& hit) {
      if (const mailbox_fit fit = names_[person].fit(local_part(hit.address)); fit > held) {
        best = &hit;
        held = fit;
      }
    };
    for (const email_hit& hit : emails_) {
      if (stands_in(person, hit)) {
        consider(hit);
      }
    }
    for (auto hit = emails_.begin(); hit != emails_.end() && best == nullptr; ++hit) {
      if (stands_in(person, *hit) && !is_role_address(hit->address) &&
          !is_of_another(person, *hit, mailbox_fit::inside)) {
        best = &*hit;
      }
    }
    for (auto hit = emails_.begin(); hit != emails_.end() && best == nullptr; ++hit) {
      if (!is_of_another(person, *hit, names_[person].fit(local_part(hit->address)))) {
        consider(*hit);
      }
    }
    return best == nullptr ? std::string{} : best->address;
  }

private:
  bool stands_in(std::size_t person, const email_hit& hit) const {
    return hit.node != 0 && cards_[person].holds(hit.node);
  }

  /// Whether an address stands in somebody else's card or fits another name better than `fit`, or as well by
  /// one name alone.
  bool is_of_another(std::size_t person, const email_hit& hit, mailbox_fit fit) const {
    for (std::size_t i = 0; i < people_.size(); ++i) {
      if (people_[i].person.who.name == people_[person].person.who.name) {
        continue;
      }
      const mailbox_fit theirs = names_[i].fit(local_part(hit.address));
      if ((stands_in(i, hit) && !stands_in(person, hit)) || theirs > std::max(fit, mailbox_fit::inside) ||
          (theirs == fit && fit == mailbox_fit::one_name)) {
        return true;
      }
    }
    return false;
  }

  const std::vector<person_hit>& people_;
  const std::vector<card>& cards_;
  const std::vector<email_hit>& emails_;
  std::vector<mailbox_names> names_;
};

std::string key_of(std::string_view name) {
  return without_diacritics(name);
}

void fill(std::string& held, const std::string& more) {
  if (held.empty()) {
    held = more;
  }
}

/// The people of a page by their names.
class roll {
public:
  void add(found_person more) {
    std::string key = key_of(more.who.name);
    const auto held = places_.find(key);
    if (held != places_.end()) {
      merge(people_[held->second], more);
    } else if (people_.size() < most_found_of_a_kind) {
      places_.emplace(std::move(key), people_.size());
      people_.push_back(std::move(more));
    }
  }

  std::vector<found_person> take() { return std::move(people_); }

private:
  static void merge(found_person& held, const found_person& more) {
    const std::string& title = more.who.title;
    const std::string shorter = lower(trim(held.who.title, "."));
    if (title.size() <= 60 && lower(title).find(shorter) != std::string::npos) {
      held.who.title = title; // "CEO" of structured data, "Co-founder & CEO" of the page; "Inh." of a footer
    }
    fill(held.who.email, more.who.email);
    fill(held.who.phone, more.who.phone);
    fill(held.who.linkedin_url, more.who.linkedin_url);
    held.who.confidence = std::max(held.who.confidence, more.who.confidence);
  }

  std::vector<found_person> people_;
  std::unordered_map<std::string, std::size_t> places_; ///< among them, by name
};

void finish(found_person& person) {
  const title_meaning meaning = meaning_of_title(person.who.title);
  person.level = meaning.level;
  person.department = meaning.department;
  person.who.is_decision_maker = meaning.decision_maker;
  for (const std::string& profile : person.profiles) {
    if (person.who.linkedin_url.empty() && profile.find("linkedin.com/") != std::string::npos) {
      person.who.linkedin_url = profile;
    }
  }
}

std::string read_number(const std::string& written, const std::vector<std::string>& regions) {
  phone_number number = read_phone(written, {});
  for (std::size_t i = 0; i < regions.size() && number.e164.empty(); ++i) {
    number = read_phone(written, regions[i]);
  }
  return number.e164;
}

} // namespace

void add_contacts(const context& page, std::vector<person_hit>& people, const std::vector<email_hit>& emails,
                  const std::vector<phone_hit>& phones, const std::vector<profile_hit>& profiles) {
  const card_reader reader(page, people);
  std::vector<card> cards;
  cards.reserve(people.size());
  for (const person_hit& hit : people) {
    cards.push_back(reader.around(page.text.segments()[hit.segment].node));
  }
  const mailboxes owned(people, cards, emails);
  for (std::size_t i = 0; i < people.size(); ++i) {
    person_hit& hit = people[i];
    const card& range = cards[i];
    hit.person.who.email = owned.of(i);
    for (const phone_hit& phone : phones) {
      if (hit.person.who.phone.empty() && !phone.fax && phone.node != 0 && range.holds(phone.node)) {
        hit.person.who.phone = phone.e164;
      }
    }
    for (const profile_hit& profile : profiles) {
      if (profile.profile.personal && range.holds(profile.node)) {
        hit.person.profiles.push_back(profile.profile.url);
      }
    }
  }
}

void drop_organizations(const std::string& organization, std::vector<person_hit>& hits) {
  const std::string own = without_diacritics(organization);
  std::erase_if(hits, [&own](const person_hit& hit) {
    const std::string name = without_diacritics(hit.person.who.name);
    const bool same =
        !own.empty() && (own.find(name) != std::string::npos || name.find(own) != std::string::npos);
    const bool sure = !hit.person.who.email.empty() || hit.evidence >= 4.5;
    return !split_legal_form(hit.person.who.name).legal_form.empty() || (same && (name == own || !sure));
  });
}

std::vector<found_person> merge_people(const structured_facts& structured, std::vector<person_hit> hits,
                                       const std::vector<std::string>& regions) {
  roll named;
  for (found_person person : structured.people) {
    const person_name read = read_person_name(person.who.name);
    if (!read.name.empty()) {
      person.who.name = read.name;
      person.who.phone = read_number(person.who.phone, regions);
      named.add(std::move(person));
    }
  }
  for (person_hit& hit : hits) {
    hit.person.who.method = "text";
    hit.person.who.confidence = std::min(0.95, 0.4 + hit.evidence * 0.1);
    named.add(std::move(hit.person));
  }
  std::vector<found_person> out = named.take();
  std::for_each(out.begin(), out.end(), finish);
  return out;
}

} // namespace leadstream::extraction
