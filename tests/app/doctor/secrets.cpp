#include "app/doctor/check.hpp"

#include <catch2/catch.hpp>

#include <cstdio>
#include <fstream>
#include <sys/stat.h>

using namespace leadstream;
using namespace leadstream::app::doctor;

TEST_CASE("a file of secrets that others can read is warned of with what to do") {
  const std::string file = "build/secret_of_the_doctor.txt";
  std::ofstream(file) << "a secret\n";
  config::settings s = config::defaults();
  s.storage.directory = "build/no_directory_of_the_doctor";
  const auto look = [&](mode_t mode) {
    ::chmod(file.c_str(), mode);
    return check_secrets(s, {file});
  };
  CHECK(look(0600).state == state::ok);
  CHECK(look(0640).state == state::warning);
  CHECK(look(0640).detail == "its group can read " + file);
  CHECK(look(0604).detail == "everybody on this machine can read " + file);
  CHECK(look(0604).remedy == "chmod go= " + file);
  std::remove(file.c_str());
}
