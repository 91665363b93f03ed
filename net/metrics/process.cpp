#include "net/metrics/process.hpp"

#include "net/metrics/families.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/resource.h>
#include <unistd.h>

namespace leadstream::metrics {
namespace {

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double all = 0;
  double resident = 0;
  file >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double open_files() {
  std::error_code problem;
  const std::filesystem::directory_iterator all("/proc/self/fd", problem);
  return problem ? 0 : static_cast<double>(std::distance(begin(all), end(all)));
}

} // namespace

process_times::process_times()
    : started_(static_cast<double>(std::chrono::duration_cast<std::chrono::seconds>(
                                       std::chrono::system_clock::now().time_since_epoch())
                                       .count())) {}

void process_times::show(families& all) {
  const double used = processor_seconds();
  all.memory.Add({}).Set(resident_bytes());
  all.processor.Add({}).Increment(used - used_);
  used_ = used;
  all.files.Add({}).Set(open_files());
  all.started.Add({}).Set(started_);
}

} // namespace leadstream::metrics
