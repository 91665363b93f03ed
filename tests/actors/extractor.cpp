#include "actors/extractor.hpp"

#include "tests/actors/support/system.hpp"
#include "tests/support/telemetry_record.hpp"

#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::actors;

TEST_CASE("given pages within and over their budget, when read, then each is told with what it exceeded") {
  test::actor_world world;
  test::telemetry_record told;
  extract_options little;
  little.parse_memory = 1'000;
  for (const extract_options& options : {extract_options{}, little}) {
    const auto reader = world.system.spawn(run_extractor, options, std::string(), &told);
    auto content = std::make_shared<page>();
    content->url = "http://a.test/";
    content->status = 200;
    content->headers = {{"Content-Type", "text/html"}};
    content->body = "<table>x</table>";
    caf::anon_send(reader, extract_order{content, "website", {}, ""});
    world.settle();
    caf::anon_send_exit(reader, caf::exit_reason::user_shutdown);
  }
  CHECK(told.pages == std::vector<std::string>{"", "parse_memory"});
}
