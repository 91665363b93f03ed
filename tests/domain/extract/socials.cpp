#include "domain/extract/socials.hpp"

#include <catch2/catch.hpp>

using leadstream::extraction::profile_of;

TEST_CASE("a profile is made canonical") {
  struct known {
    const char* link;
    const char* profile;
    const char* network;
  };
  constexpr known links[] = {
      {"http://de.linkedin.com/company/acme/?trk=x", "https://www.linkedin.com/company/acme", "linkedin"},
      {"https://www.linkedin.com/in/anna-keller/", "https://www.linkedin.com/in/anna-keller", "linkedin"},
      {"https://facebook.com/acme?ref=ts", "https://www.facebook.com/acme", "facebook"},
      {"https://m.facebook.com/pages/Acme/123", "https://www.facebook.com/pages/Acme/123", "facebook"},
      {"https://www.facebook.com/profile.php?id=42&x=1", "https://www.facebook.com/profile.php?id=42",
       "facebook"},
      {"https://twitter.com/acme", "https://x.com/acme", "x"},
      {"https://x.com/acme", "https://x.com/acme", "x"},
      {"https://www.instagram.com/acme/", "https://www.instagram.com/acme", "instagram"},
      {"https://www.youtube.com/@acme/videos", "https://www.youtube.com/@acme", "youtube"},
      {"https://youtube.com/channel/UC1", "https://www.youtube.com/channel/UC1", "youtube"},
      {"https://www.tiktok.com/@acme", "https://www.tiktok.com/@acme", "tiktok"},
      {"https://www.xing.com/pages/acme", "https://www.xing.com/pages/acme", "xing"},
      {"https://github.com/acme", "https://github.com/acme", "github"},
      {"https://api.whatsapp.com/send?phone=41446681800", "https://wa.me/41446681800", "whatsapp"},
      {"https://t.me/acme", "https://t.me/acme", "telegram"},
      {"https://t.me/s/acme", "https://t.me/acme", "telegram"},
      {"https://mobile.twitter.com/acme?s=20", "https://x.com/acme", "x"},
      {"https://www.linkedin.com/pub/jane-doe/1/2/3", "https://www.linkedin.com/pub/jane-doe/1/2/3",
       "linkedin"},
  };
  for (const auto& [link, profile, network] : links) {
    INFO(link);
    const auto found = profile_of(link);
    REQUIRE(found);
    CHECK(found->url == profile);
    CHECK(found->network == network);
  }
}

TEST_CASE("buttons, posts and the networks' own pages are no profiles") {
  for (const char* link :
       {"https://www.facebook.com/sharer/sharer.php?u=x", "https://twitter.com/intent/tweet?text=x",
        "https://www.linkedin.com/shareArticle?url=x", "https://twitter.com/acme/status/1",
        "https://www.instagram.com/p/abc/", "https://www.youtube.com/watch?v=1",
        "https://t.me/share/url?url=x", "https://www.facebook.com/wix", "https://wa.me/?text=x",
        "https://example.com/facebook.com/acme", "https://www.xing.com/spi/shares/new",
        "https://help.instagram.com/1", "https://www.youtube.com/intl/de/about", "https://t.me/s",
        "https://t.me/joinchat/AbC", "https://t.me/+AbC"}) {
    INFO(link);
    CHECK_FALSE(profile_of(link));
  }
}
