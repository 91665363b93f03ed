#pragma once
#include "domain/extract/context.hpp"
#include "domain/extract/page_facts.hpp"
#include "domain/extract/structured/schema_node.hpp"

#include <string>
#include <vector>

namespace leadstream::extraction {

/// A post that a page describes for machines, as written.
struct described_posting {
  std::string title;
  std::string posted;
  std::string valid_through;
  std::string hirer;                    ///< who hires; may be empty
  std::vector<std::string> hirer_sites; ///< URLs
  std::string method;
};

/// What a node of type JobPosting says.
described_posting describe_posting(const nlohmann::json& node, const std::string& method,
                                   const schema::ids& known);

/// The posts that are still to be filled at `now` and are not another company's, each once, dated.
std::vector<fact> open_postings(const std::vector<described_posting>& all, const found_organization& own,
                                const context& page, wall_time now);

} // namespace leadstream::extraction
