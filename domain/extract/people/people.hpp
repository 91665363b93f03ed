#pragma once
#include "domain/extract/context.hpp"
#include "domain/extract/email/emails.hpp"
#include "domain/extract/page/head.hpp"
#include "domain/extract/phone/phones.hpp"
#include "domain/extract/socials.hpp"
#include "domain/extract/structured/structured_facts.hpp"

#include <vector>

namespace leadstream::extraction {

/// A person at a place of the visible text.
struct person_hit {
  found_person person;
  std::size_t segment = 0;
  double evidence = 0;
};

/// The names of a page's lines, cells and imprint with the titles beside them, and how much speaks for each.
std::vector<person_hit> find_names(const context& page, const page_head& head,
                                   const std::vector<email_hit>& emails);

/// Gives each person the address, number and profile of its card: the part of the page that holds no other
/// person.
void add_contacts(const context& page, std::vector<person_hit>& people, const std::vector<email_hit>& emails,
                  const std::vector<phone_hit>& phones, const std::vector<profile_hit>& profiles);

/// The people of structured data and of the text, each once, with what their titles mean.
std::vector<found_person> merge_people(const structured_facts& structured, std::vector<person_hit> hits,
                                       const std::vector<std::string>& regions);

/// Drops what is the organisation's name rather than a person's: with a legal form, or a part of that name
/// without a title or a mailbox of its own.
void drop_organizations(const std::string& organization, std::vector<person_hit>& hits);

} // namespace leadstream::extraction
