#pragma once
#include "domain/extract/page_facts.hpp"
#include "domain/extract/structured/job_postings.hpp"
#include "domain/extract/structured/structured.hpp"

#include <string>
#include <vector>

namespace leadstream::extraction {

/// A number as a page wrote it for machines.
struct written_phone {
  std::string text;
  bool fax = false;
  std::string method;
  std::string country; ///< of the address beside it; may be empty
};

/// An organisation that a page describes for machines, and how much speaks for it being the page's own.
struct described_organization {
  found_organization facts;
  std::vector<place> addresses;
  int weight = 0;
  bool own = false; ///< it stands where the page's own organisation or its parts stand, not a job's or an
                    ///< event's place
};

/// What the structured data of a page mean. Values are as written, not yet cleaned or read as numbers.
struct structured_facts {
  std::vector<described_organization> organizations;
  std::vector<found_person> people;
  std::vector<found_email> emails;
  std::vector<written_phone> phones;
  std::vector<std::string> profiles; ///< URLs of sameAs
  std::vector<described_posting> job_postings;
};

/// Reads the meaning of nodes in terms of schema.org.
structured_facts interpret(const structured_data& data, const context& page);

/// A PostalAddress, or an address written in one string.
place read_address(const nlohmann::json& value, const std::string& method);

} // namespace leadstream::extraction
