#pragma once
#include "domain/model/page.hpp"
#include "domain/model/tenant.hpp"
#include "domain/model/uuid.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leadstream {

/// That a job read an answer of the web, with all that is needed to read it again.
struct page_use {
  std::string archived_as; ///< the archive's name of the answer
  tenant_id tenant;
  uuid job_id;
  std::string source;         ///< "website", "overpass", …
  std::string requested_url;  ///< before redirects
  std::vector<uuid> subjects; ///< observations of the companies that the page belongs to
  std::string region;         ///< ISO 3166-1 alpha-2 that it was read with, may be empty
  /// What its scraper knew of it besides: of a website's start page the address that the site was known by,
  /// of an answer of an interface what was asked about ("greenhouse:acme"); empty otherwise.
  std::string about{};
};

/// A use as the archive gives it back.
struct kept_use {
  std::uint64_t number = 0; ///< rises within a job: where to go on
  page_use use;
  std::shared_ptr<const page> content; ///< null: no longer kept
};

} // namespace leadstream
