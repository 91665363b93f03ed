#include "app/command_line.hpp"
#include "app/commands.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>

using namespace leadstream::app;

namespace {

/// What the program says on standard error when it is called so, and the status that it ends with.
std::pair<int, std::string> told_by(std::vector<const char*> words) {
  words.insert(words.begin(), "leadstream");
  const std::string path = "build/stderr_of_the_test.txt";
  const int before = ::dup(STDERR_FILENO);
  std::FILE* file = std::fopen(path.c_str(), "w");
  ::dup2(::fileno(file), STDERR_FILENO);
  const int status =
      run_command_line(static_cast<int>(words.size()), words.data(), {add_search, add_leads, add_webhooks});
  std::fflush(stderr);
  ::dup2(before, STDERR_FILENO);
  ::close(before);
  std::fclose(file);
  std::ifstream told(path);
  std::string text{std::istreambuf_iterator<char>(told), {}};
  std::remove(path.c_str());
  return {status, std::move(text)};
}

int run(std::vector<const char*> words) {
  words.insert(words.begin(), "leadstream");
  return run_command_line(static_cast<int>(words.size()), words.data(), {add_jobs, add_leads});
}

} // namespace

TEST_CASE("a mistyped option is named before what is missing without it") {
  const auto [status, text] = told_by({"search", "--indstry", "hotel", "--location", "Vaduz"});
  CHECK(status == exit_usage);
  CHECK(text.find(R"(there is no option "--indstry"; did you mean "--industry"?)") != std::string::npos);
  CHECK(told_by({"search", "--location=Vaduz", "--max-result=9"}).second.find("\"--max-results\"") !=
        std::string::npos);
  CHECK(told_by({"search", "--location", "Vaduz"}).second.find("--industry is required") !=
        std::string::npos);
}

TEST_CASE("jobs and leads list by themselves; their options are not for the commands below them") {
  const char* nobody = "http://127.0.0.1:1";
  for (const char* group : {"jobs", "leads"}) {
    CAPTURE(group);
    CHECK(run({group, "--server", nobody}) == exit_unavailable);
    CHECK(run({group, "list", "--server", nobody, "--limit", "5"}) == exit_unavailable);
    CHECK(run({group, "--limit", "5", "--server", nobody}) == exit_unavailable);
    CHECK(run({group, "show", "1", "--server", nobody}) == exit_unavailable);
    CHECK(run({group, "show", "1", "--limit", "5", "--server", nobody}) == exit_usage);
    CHECK(run({group, "--limit", "5", "show", "1", "--server", nobody}) == exit_usage);
  }
}

TEST_CASE("an option that stands before its command is told where it belongs") {
  const auto [status, text] = told_by({"--json", "leads", "list"});
  CHECK(status == exit_usage);
  CHECK(text.find(R"(put "--json" behind the command: `leadstream leads list --json`)") != std::string::npos);
}

TEST_CASE("a header without a colon is wrong usage") {
  const auto [status, text] = told_by({"webhooks", "add", "https://a.example/", "--header", "nocolon"});
  CHECK(status == exit_usage);
  CHECK(text.find(R"("nocolon" is no "NAME: VALUE")") != std::string::npos);
}

TEST_CASE("a setting without its value is named with what it takes") {
  CHECK(lacks_value({"config", "--server.port"}) == "--server.port needs a value: a whole number, 0..65535");
  CHECK(lacks_value({"serve", "--log.level", "--debug", "on"}) ==
        "--log.level needs a value: one of debug, info, warning, error");
  CHECK(lacks_value({"--config"}) == "--config needs a value: the path of a file");
  CHECK(lacks_value({"serve", "--server.port", "9000"}).empty());
}
