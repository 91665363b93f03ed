#include "tests/simweb/http/access_log.hpp"

#include "tests/simweb/overpass/evaluate.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <stdexcept>
#include <unistd.h>

namespace leadstream::simweb {
namespace {

double seconds(clock::time_point at) {
  return std::chrono::duration<double>(at.time_since_epoch()).count();
}

void member(std::string& out, const char* name, std::string_view value) {
  out += fmt::format(",\"{}\":", name);
  overpass::append_json_string(out, value);
}

} // namespace

access_log::access_log(const std::string& path) {
  if (path.empty())
    return;
  file_ = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
  if (file_ < 0)
    throw std::runtime_error("cannot write " + path + ": " + std::strerror(errno));
}

access_log::~access_log() {
  if (file_ >= 0)
    close(file_);
}

void access_log::write(const request& asked, const reply& answer, clock::time_point start,
                       std::size_t bytes) {
  if (file_ < 0)
    return;
  const auto end = clock::now();
  const double wall =
      std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count() -
      (seconds(end) - seconds(start));
  std::string line = fmt::format("{{\"t\":{:.4f}", seconds(start));
  member(line, "host", asked.host);
  member(line, "method", asked.method);
  member(line, "path", asked.query.empty() ? asked.path : asked.path + "?" + asked.query);
  line += fmt::format(",\"status\":{}", answer.status);
  member(line, "user_agent", asked.header("user-agent"));
  member(line, "fault", answer.fault);
  line += fmt::format(",\"start\":{:.4f},\"end\":{:.4f},\"wall\":{:.3f},\"bytes\":{}}}\n", seconds(start),
                      seconds(end), wall, bytes);
  [[maybe_unused]] const auto written = ::write(file_, line.data(), line.size());
}

} // namespace leadstream::simweb
