#include "domain/crawl/fetch_fields.hpp"

namespace leadstream::crawl {

void add_fetch_fields(std::vector<header>& fields) {
  if (find_header(fields, "Accept").empty()) {
    fields.push_back({"Accept", "*/*"});
  }
  fields.push_back({"Accept-Encoding", "gzip, deflate, br"});
}

} // namespace leadstream::crawl
