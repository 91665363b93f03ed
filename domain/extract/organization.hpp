#pragma once
#include "domain/extract/address/addresses.hpp"
#include "domain/extract/context.hpp"
#include "domain/extract/page/head.hpp"
#include "domain/extract/structured/structured_facts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// A name that the page's organisation may have, with how much its place speaks for it.
struct name_candidate {
  std::string text;
  double weight;
  const char* method;
  bool legal = false; ///< the page says that it is the owner's legal name
};

/// Candidates of structured data, site name, title, logo, copyright line, the head of an address and the
/// imprint.
std::vector<name_candidate> name_candidates(const context& page, const page_head& head,
                                            const structured_facts& structured,
                                            const std::vector<address_hit>& addresses);

/// The candidate that the others and the host's name support most; nothing fits: an empty text.
name_candidate choose_name(const std::vector<name_candidate>& candidates, const context& page);

/// Whether an organisation of that name may be the page's own, by what the page and its address say of it.
bool may_be_named(const std::string& name, const found_organization& own, const context& page);

/// All that the page says of its organisation.
found_organization find_organization(const context& page, const page_head& head,
                                     const structured_facts& structured,
                                     const std::vector<address_hit>& addresses);

/// VAT and registration numbers and the founding year, where an imprint or a footer says them.
void read_imprint(const context& page, found_organization& out);

} // namespace leadstream::extraction
