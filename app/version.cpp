#include "app/version.hpp"

#include "leadstream_version.hpp"

namespace leadstream::app {

std::string version_line() {
  return "leadstream " LEADSTREAM_VERSION " (" LEADSTREAM_REVISION ")";
}

std::string version_number() {
  return LEADSTREAM_VERSION;
}

} // namespace leadstream::app
