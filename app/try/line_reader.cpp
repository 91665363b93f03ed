#include "app/try/line_reader.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace leadstream::app {
namespace {
constexpr std::size_t chunk = 256U << 10U;
}

bool line_reader::fill() {
  buffer_.resize(chunk);
  ssize_t got = 0;
  do {
    got = ::read(descriptor_, buffer_.data(), buffer_.size());
  } while (got < 0 && errno == EINTR);
  buffer_.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  position_ = 0;
  return got > 0;
}

bool line_reader::next(std::string& line) {
  line.clear();
  bool any = false;
  while (position_ < buffer_.size() || fill()) {
    any = true;
    const std::size_t end = std::min(buffer_.find('\n', position_), buffer_.size());
    const std::size_t room = longest_ + 1 - std::min(line.size(), longest_ + 1);
    line.append(buffer_, position_, std::min(end - position_, room));
    const bool complete = end < buffer_.size();
    position_ = complete ? end + 1 : end;
    if (complete) {
      return true;
    }
  }
  return any;
}

bool line_reader::ready() const {
  if (position_ < buffer_.size()) {
    return true;
  }
  pollfd input{descriptor_, POLLIN, 0};
  return ::poll(&input, 1, 0) > 0;
}

} // namespace leadstream::app
