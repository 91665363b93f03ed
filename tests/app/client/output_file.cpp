#include "app/client/output_file.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace leadstream;
namespace fs = std::filesystem;

namespace {

struct scratch_folder {
  fs::path path = fs::temp_directory_path() / ("leadstream-output-" + std::to_string(::getpid()));
  scratch_folder() { fs::create_directories(path); }
  ~scratch_folder() { fs::remove_all(path); }
};

std::string content_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_whole(const fs::path& path, const std::string& text) {
  app::output_file out(path.string());
  REQUIRE(out.open().ok());
  REQUIRE(out.write(text).ok());
  REQUIRE(out.finish().ok());
}

} // namespace

TEST_CASE("an output file appears only when it is whole and keeps the rights of the one before") {
  const scratch_folder folder;
  const fs::path file = folder.path / "leads.csv";
  std::ofstream(file) << "before";
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  {
    app::output_file given_up(file.string());
    REQUIRE(given_up.open().ok());
    REQUIRE(given_up.write("half").ok());
  }
  CHECK(content_of(file) == "before");
  write_whole(file, "after");
  CHECK(content_of(file) == "after");
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}

TEST_CASE("an output behind a symbolic link is written where it leads, and the link stays") {
  const scratch_folder folder;
  fs::create_symlink("kept.csv", folder.path / "link.csv");
  for (const char* text : {"first", "second"}) {
    write_whole(folder.path / "link.csv", text);
    CHECK(fs::is_symlink(folder.path / "link.csv"));
    CHECK(content_of(folder.path / "kept.csv") == text);
  }
}

TEST_CASE("an output that is a pipe is written as it is") {
  const scratch_folder folder;
  const fs::path pipe = folder.path / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::string seen;
  std::thread reader([&] { seen = content_of(pipe); });
  write_whole(pipe, "through the pipe");
  reader.join();
  CHECK(seen == "through the pipe");
  CHECK(fs::is_fifo(pipe));
}

TEST_CASE("what cannot be written is named with the reason") {
  const scratch_folder folder;
  app::output_file out((folder.path / "none" / "leads.csv").string());
  const auto opened = out.open();
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.problem().message.find("leads.csv\": No such file or directory") != std::string::npos);
}
