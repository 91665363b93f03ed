#include "app/version.hpp"

#include "leadstream_version.hpp"

namespace leadstream::app {

std::string version_line() {
  return "leadstream " LEADSTREAM_VERSION " (" LEADSTREAM_REVISION ")";
}

} // namespace leadstream::app
