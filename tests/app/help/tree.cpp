#include "app/help/tree.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::app;

namespace {

std::vector<command_entry> small_tree() {
  command_entry program{"leadstream", "leadstream", "finds leads", "", {}, {}, {}, {"jobs"}, {}};
  program.settings = {{{"--server.port"}, "N", "port", {}}};
  const command_entry jobs{"leadstream jobs", "jobs", "Searches: all of them", "", {}, {}, {}, {"list"}, {}};
  const command_entry list{
      "leadstream jobs list",
      "list",
      "it's a list",
      "",
      {{{"-q", "--quiet"}, "", "say less", {}}, {{"--order"}, "WORD", "", {"up", "down"}}},
      {},
      {},
      {},
      {}};
  return {program, jobs, list};
}

} // namespace

TEST_CASE("completion scripts offer what may follow each command") {
  const std::string bash = completion_script(small_tree(), "bash");
  CHECK(bash.find("'leadstream jobs') known='list'") != std::string::npos);
  CHECK(bash.find("'leadstream jobs list') known='-q --quiet --order'") != std::string::npos);
  CHECK(bash.find("--server.port") != std::string::npos);
  CHECK(bash.find("'leadstream jobs list --order') known='up down'") != std::string::npos);
  const std::string zsh = completion_script(small_tree(), "zsh");
  CHECK(zsh.find("'jobs:Searches. all of them'") != std::string::npos);
  CHECK(zsh.find(R"('list:it'\''s a list')") != std::string::npos);
  CHECK(zsh.find("('leadstream jobs list --order') known=(up down)") != std::string::npos);
  const std::string fish = completion_script(small_tree(), "fish");
  CHECK(fish.find("-l quiet -d 'say less'") != std::string::npos);
  CHECK(fish.find("-l order -x -a 'up down'") != std::string::npos);
  CHECK(completion_script(small_tree(), "tcsh").empty());
}

TEST_CASE("the manual page has a section for each command, its dashes not hyphens") {
  const std::string page = man_page(small_tree(), "1.0");
  CHECK(page.starts_with(".TH LEADSTREAM 1"));
  CHECK(page.find(".SS \\fBleadstream jobs list\\fR [options]") != std::string::npos);
  CHECK(page.find("\\fB\\-q\\fR, \\fB\\-\\-quiet\\fR") != std::string::npos);
}
