#include "domain/crawl/moved_site.hpp"

#include <catch2/catch.hpp>

using leadstream::parse_url;
using leadstream::crawl::leads_elsewhere;

TEST_CASE("a site that answers as another company is told from one that moved") {
  struct moved {
    const char* asked;
    const char* landed;
    const char* name;
    bool elsewhere;
  };
  const auto [asked, landed, name, elsewhere] = GENERATE(
      moved{"https://muster.ch/", "https://www.muster.ch/de/", "Muster AG", false},
      moved{"https://muster.ch/", "https://muster.com/", "", false},
      moved{"https://muster.ch/", "https://muster-gruppe.com/", "Muster Gruppe", false},
      moved{"https://baeckerei-muster.ch/", "https://brotwelt.ch/", "Bäckerei Muster", false},
      moved{"https://musterbau.de/", "https://hochbau24.de/", "Muster Bau GmbH", false},
      moved{"https://acme-dental.com/", "https://www.bigchain.com/locations/12", "Big Chain Dental", true},
      moved{"https://acme-dental.com/", "https://www.facebook.com/acmedental", "Facebook", true});
  INFO(asked << " -> " << landed);
  CHECK(leads_elsewhere(*parse_url(asked), *parse_url(landed), name) == elsewhere);
}
