#include "domain/extract/page_facts.hpp"

#include "domain/model/names.hpp"

namespace leadstream {
namespace {

constexpr name_table<seniority, 10> levels{{{{seniority::unknown, "unknown"},
                                             {seniority::junior, "junior"},
                                             {seniority::staff, "staff"},
                                             {seniority::lead, "lead"},
                                             {seniority::manager, "manager"},
                                             {seniority::head, "head"},
                                             {seniority::director, "director"},
                                             {seniority::vice_president, "vice_president"},
                                             {seniority::chief, "chief"},
                                             {seniority::owner, "owner"}}}};

} // namespace

const char* to_string(seniority level) {
  return levels.name(level);
}

} // namespace leadstream
