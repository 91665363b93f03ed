#pragma once
#include "config/settings.hpp"
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"
#include "domain/score/profile.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace leadstream::storage {

/// Where things are kept and what that may cost.
struct storage_options {
  std::filesystem::path directory = "leadstream-data"; ///< made when absent; locked by one process at a time
  /// postgres://…, "sqlite:PATH", a plain path of a SQLite file, or "memory:" (nothing survives). Empty:
  /// leadstream.db in the directory.
  std::string database;
  unsigned readers = 4;            ///< reading connections, each on a thread of its own; 1..64
  std::size_t commit_units = 1024; ///< the most units that share one commit
  /// Deaths of the process without progress between them after which a task is quarantined: many more than
  /// somebody who kills a starting server again and again will bring about, since a task that survives them
  /// loses nothing.
  std::uint32_t max_crashes = 30;
  std::uint64_t events_kept = 100'000;   ///< events a stream keeps for subscribers that resume
  std::chrono::hours units_kept{7 * 24}; ///< how long the ids of units are remembered to recognise repeats
  std::chrono::milliseconds statement_timeout{30'000}; ///< of PostgreSQL
  std::chrono::milliseconds connect_patience{10'000};  ///< how long a start waits for a server
  std::uint64_t ballast_bytes = 0; ///< of a file that is given up when the disk is full; 0: none
  /// Hears once when the store stops writing, and why, and once when it writes again. Any thread; may be
  /// empty.
  std::function<void(const std::string&)> notice;
  bool quick_check = false; ///< check the whole file when it is opened: seconds a gigabyte
  score::profile scoring;   ///< by which leads are scored where no saved profile counts
  wall_clock now = system_wall_time;
  random_source random = system_random;
};

/// The options that the settings say; the rest at its defaults.
storage_options options_of(const config::settings& settings);

} // namespace leadstream::storage
