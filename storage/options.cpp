#include "storage/options.hpp"

namespace leadstream::storage {

storage_options options_of(const config::settings& all) {
  const config::storage_settings& settings = all.storage;
  storage_options options;
  options.directory = settings.directory;
  options.database = settings.url;
  options.readers = settings.readers;
  options.commit_units = settings.group_units;
  options.statement_timeout = settings.statement_timeout;
  options.ballast_bytes = settings.ballast_bytes;
  options.scoring = all.score;
  return options;
}

} // namespace leadstream::storage
