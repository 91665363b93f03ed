#include "storage/archive/disk_archive.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <future>
#include <string>
#include <vector>

using namespace leadstream;
using namespace leadstream::storage;
namespace fs = std::filesystem;

namespace {

const uuid some_job = *parse_uuid("0190a0a0-0000-7000-8000-0000000000aa");

/// A folder that goes away with the test.
struct folder {
  folder() {
    std::string pattern = (fs::temp_directory_path() / "leadstream-archive-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  ~folder() { fs::remove_all(path); }
  fs::path path;
};

archive_options options_for(const folder& where) {
  archive_options options;
  options.folder = where.path;
  return options;
}

std::shared_ptr<page_archive> open(const archive_options& options) {
  auto opened = open_archive(options);
  REQUIRE(opened);
  return *opened;
}

std::shared_ptr<page> made(const std::string& url, const std::string& body,
                           wall_time at = system_wall_time()) {
  auto content = std::make_shared<page>();
  content->url = url;
  content->status = 200;
  content->headers = {{"Content-Type", "text/html"}};
  content->body = body;
  content->fetched_at = at;
  content->archived_as = to_string(make_uuid_v7(at, system_random));
  return content;
}

void settled(page_archive& archive) {
  std::promise<void> all;
  archive.uses(some_job, 0, 1, [&](const auto&) { all.set_value(); });
  all.get_future().wait();
}

std::shared_ptr<const page> found(page_archive& archive, const std::string& url) {
  settled(archive);
  std::promise<std::shared_ptr<const page>> answer;
  archive.find(url, [&](std::shared_ptr<const page> content) { answer.set_value(std::move(content)); });
  return answer.get_future().get();
}

std::uint64_t bytes_in(const fs::path& path) {
  std::uint64_t sum = 0;
  for (const auto& entry : fs::directory_iterator(path)) {
    sum += entry.path().string().ends_with(".warc.gz") ? entry.file_size() : 0;
  }
  return sum;
}

std::string noise(std::size_t size, unsigned seed) {
  std::string out;
  for (std::uint64_t state = seed + 1; out.size() < size;) {
    state = state * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    out += static_cast<char>(state >> 56U);
  }
  return out;
}

} // namespace

SCENARIO("what is kept is found again, also after the archive was opened anew") {
  const folder where;
  const auto first = made("http://a.test/", "hello");
  {
    const auto archive = open(options_for(where));
    archive->keep(first, nullptr);
    archive->keep(made("http://a.test/b", "other"), nullptr);
    CHECK(found(*archive, "http://a.test/")->body == "hello");
    CHECK_FALSE(found(*archive, "http://a.test/c"));
    archive->stop();
  }
  const auto archive = open(options_for(where));
  const auto again = found(*archive, "http://a.test/");
  REQUIRE(again);
  CHECK(again->body == "hello");
  CHECK(again->archived_as == first->archived_as);
  CHECK(again->fetched_at == first->fetched_at);
}

SCENARIO("the newest answer counts, and equal bodies take room once") {
  const folder where;
  const auto archive = open(options_for(where));
  const std::string body = noise(200'000, 1);
  const auto now = system_wall_time();
  archive->keep(made("http://a.test/", body, now - std::chrono::hours(2)), nullptr);
  archive->keep(made("http://b.test/", body, now - std::chrono::hours(1)), nullptr);
  auto newest = made("http://a.test/", body, now);
  newest->headers.push_back({"ETag", "\"2\""});
  archive->keep(newest, nullptr);

  const auto known = found(*archive, "http://a.test/");
  REQUIRE(known);
  CHECK(known->body == body);
  CHECK(find_header(known->headers, "ETag") == "\"2\"");
  CHECK(bytes_in(where.path) < 250'000);
}

SCENARIO("a job's uses come back in order with what was read") {
  const folder where;
  const auto archive = open(options_for(where));
  std::vector<uuid> subjects{make_uuid_v7(system_wall_time(), system_random),
                             make_uuid_v7(system_wall_time(), system_random)};
  for (int i = 0; i < 5; ++i) {
    const auto content = made("http://a.test/" + std::to_string(i), "page " + std::to_string(i));
    archive->keep(content, nullptr);
    archive->note(
        {content->archived_as, default_tenant(), some_job, "website", "http://www.a.test/", subjects, "CH"});
  }
  std::promise<std::vector<kept_use>> answer;
  archive->uses(some_job, 2, 10,
                [&](result<std::vector<kept_use>> all) { answer.set_value(*std::move(all)); });
  const auto uses = answer.get_future().get();
  REQUIRE(uses.size() == 3);
  REQUIRE(uses[0].content);
  CHECK(uses[0].content->body == "page 2");
  CHECK(uses[0].use.subjects == subjects);
  CHECK(uses[0].use.region == "CH");
  CHECK(uses[2].number == 5);
}

SCENARIO("the archive stays within its size, and the oldest goes first") {
  const folder where;
  auto options = options_for(where);
  options.bytes = 1U << 20U;
  options.file_bytes = 128U << 10U;
  const auto archive = open(options);
  for (unsigned i = 0; i < 60; ++i) {
    archive->keep(made("http://a.test/" + std::to_string(i), noise(50'000, i)), nullptr);
  }
  CHECK_FALSE(found(*archive, "http://a.test/0"));
  CHECK(found(*archive, "http://a.test/59"));
  CHECK(bytes_in(where.path) < (1U << 20U) + (256U << 10U));
}

SCENARIO("what a crash left unfinished is cut off") {
  const folder where;
  {
    const auto archive = open(options_for(where));
    archive->keep(made("http://a.test/", "hello"), nullptr);
    archive->stop();
  }
  const auto file = where.path / "00000001.warc.gz";
  const auto whole = fs::file_size(file);
  fs::resize_file(file, whole + 500);
  const auto archive = open(options_for(where));
  archive->keep(made("http://a.test/2", "two"), nullptr);
  CHECK(found(*archive, "http://a.test/")->body == "hello");
  CHECK(found(*archive, "http://a.test/2")->body == "two");
}

SCENARIO("a host is erased from the index and from the files, with those below it") {
  const folder where;
  const auto archive = open(options_for(where));
  archive->keep(made("http://gone.test/", "secret words of gone " + noise(5'000, 7)), nullptr);
  archive->keep(made("http://www.gone.test/", "more words of gone"), nullptr);
  archive->keep(made("http://stays.test/", "stays"), nullptr);
  archive->keep(made("http://notgone.test/", "stays too"), nullptr);
  std::promise<std::uint64_t> answer;
  archive->erase_host("gone.test", [&](result<std::uint64_t> count) { answer.set_value(*count); });
  CHECK(answer.get_future().get() == 2);
  CHECK_FALSE(found(*archive, "http://gone.test/"));
  CHECK_FALSE(found(*archive, "http://www.gone.test/"));
  CHECK(found(*archive, "http://notgone.test/"));
  REQUIRE(found(*archive, "http://stays.test/"));
  CHECK(bytes_in(where.path) < 3'000);
}

SCENARIO("no file of the archive names an erased host, and its index is for its owner alone") {
  const folder where;
  const auto archive = open(options_for(where));
  for (int i = 0; i < 300; ++i) {
    const auto kept = made("http://www.gone.test/" + std::to_string(i), "a page");
    archive->keep(kept, nullptr);
    archive->note({kept->archived_as, default_tenant(), some_job, "website", kept->url, {}, "", ""});
  }
  const auto elsewhere = made("http://stays.test/", "where a redirect led to");
  archive->keep(elsewhere, nullptr);
  archive->note(
      {elsewhere->archived_as, default_tenant(), some_job, "website", "http://gone.test/", {}, "", ""});
  settled(*archive);
  std::promise<void> erased;
  archive->erase_host("gone.test", [&](const result<std::uint64_t>&) { erased.set_value(); });
  erased.get_future().wait();
  for (const auto& entry : fs::directory_iterator(where.path)) {
    INFO(entry.path());
    std::ifstream file(entry.path());
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    CHECK(bytes.find("gone.test") == std::string::npos);
    CHECK((entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
  }
  CHECK(found(*archive, "http://stays.test/"));
}

SCENARIO("answers of interfaces are kept with their questions, apart from the web") {
  const folder where;
  const auto archive = open(options_for(where));
  const std::string interface = "http://api.test/find";
  const auto keep = [&](const std::string& question, const std::string& answer) {
    const auto content = made(interface, answer);
    auto asked = std::make_shared<http_request>();
    asked->method = "POST";
    asked->url = interface;
    asked->headers = {{"Content-Type", "text/plain"}};
    asked->body = question;
    archive->keep(content, asked);
    archive->note({content->archived_as, default_tenant(), some_job, "overpass", interface, {}, "", "about"});
  };
  keep("who is in Vaduz?", R"({"name":"Muster","email":"ada@acme.test"})");
  keep("who is in Schaan?", R"({"name":"Korn"})");
  const auto uses = [&] {
    std::promise<std::vector<kept_use>> answer;
    archive->uses(some_job, 0, 10,
                  [&](result<std::vector<kept_use>> all) { answer.set_value(*std::move(all)); });
    return answer.get_future().get();
  };
  const auto known = uses();
  REQUIRE(known.size() == 2);
  REQUIRE(known[1].content);
  CHECK(known[0].content->body.find("Muster") != std::string::npos);
  CHECK(known[1].content->body.find("Korn") != std::string::npos);
  CHECK(known[1].use.about == "about");
  CHECK_FALSE(found(*archive, interface));
  archive->keep(made("http://api.test/acme", "acme"), std::make_shared<http_request>());
  CHECK(found(*archive, "http://api.test/acme"));

  std::promise<std::uint64_t> count;
  archive->erase_answers([](const page& kept) { return kept.body.find("ada@") != std::string::npos; },
                         [&](const result<std::uint64_t>& gone) { count.set_value(gone.ok() ? *gone : 99); });
  CHECK(count.get_future().get() == 1);
  const auto left = uses();
  REQUIRE(left.size() == 1);
  REQUIRE(left[0].content);
  CHECK(left[0].content->body.find("Korn") != std::string::npos);
}

SCENARIO("an answer that waits to be written is found already") {
  const folder where;
  const auto archive = open(options_for(where));
  archive->keep(made("http://a.test/", "older", system_wall_time() - std::chrono::hours(1)), nullptr);
  settled(*archive);
  std::promise<std::shared_ptr<const page>> answer;
  // Inside the archive's thread nothing is written meanwhile.
  archive->find("http://a.test/", [&](const auto&) {
    archive->keep(made("http://a.test/", "newer"), nullptr);
    archive->find("http://a.test/",
                  [&](std::shared_ptr<const page> content) { answer.set_value(std::move(content)); });
  });
  const auto content = answer.get_future().get();
  REQUIRE(content);
  CHECK(content->body == "newer");
  CHECK(found(*archive, "http://a.test/")->body == "newer");
  archive->stop();
}
