#pragma once
#include "domain/extract/page_facts.hpp"
#include "domain/model/observation.hpp"
#include "domain/model/page.hpp"
#include "domain/sources/job_board.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the sources that companies link to answer; the same whether it was asked now or is read again.
namespace leadstream::actors {

/// What the Organization Lookup API is asked about: "vanity:acme". Empty where the address names no company.
std::string lookup_of(const std::string& address);

/// What an interface says of what it was asked `about`, a company's board or its name on LinkedIn, as one
/// observation for each company. Empty when it says nothing.
std::vector<observation> read_interface(const std::string& source, const std::string& about,
                                        const page& answer, const std::vector<uuid>& subjects);

/// The number of employees that a profile's text tells where its structured data do not.
std::vector<observation> employees_of(const std::string& source, const page& profile, const page_facts& facts,
                                      const std::vector<uuid>& subjects);

} // namespace leadstream::actors
