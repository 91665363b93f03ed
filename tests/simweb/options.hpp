#pragma once
#include "tests/simweb/world/company.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>

namespace leadstream::simweb {

/// What the command line asks for.
struct options {
  world_options world;
  std::uint16_t port = 9090;
  std::string faults = "none";
  std::string truth_file;
  std::string log_file;
  std::string overpass_file;
  std::string port_file;
  std::string https_file;        ///< where to tell of the port that speaks TLS; empty: there is none
  std::string hostile_file;      ///< where to tell of the hostile hosts; empty: there are none
  std::uint16_t canary = 0;      ///< the port that hostile hosts lure crawlers to
  std::size_t crm_day = 100'000; ///< requests that each CRM takes in a day
  bool linkedin_open = false;
  bool help = false;
};

/// A command line that cannot be followed; the text says why.
struct usage_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws usage_error.
options read_options(int argc, char** argv);
std::string help_text();

} // namespace leadstream::simweb
