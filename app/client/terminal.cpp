#include "app/client/terminal.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>
#include <utility>

namespace leadstream::app {
namespace {

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u;
}

/// C1 controls are two bytes in UTF-8: C2 80 to C2 9F.
bool is_c1(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]) == 0xc2 && at + 1 < text.size() &&
         static_cast<unsigned char>(text[at + 1]) < 0xa0;
}

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

} // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (is_c1(text, i)) {
      ++i;
      out += ' ';
    } else {
      out += byte < 0x20 || byte == 0x7f ? ' ' : text[i];
    }
  }
  return out;
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string fitted(std::string_view text, std::size_t width) {
  if (columns(text) <= width) {
    return std::string(text);
  }
  std::size_t end = 0;
  for (std::size_t left = width; end < text.size(); ++end) {
    if (begins_character(text[end]) && left-- <= 1) {
      break;
    }
  }
  return std::string(text.substr(0, end)) + "…";
}

bool is_terminal(int file) {
  const char* term = std::getenv("TERM");
  return ::isatty(file) == 1 && (term == nullptr || std::string_view(term) != "dumb");
}

bool may_color(int file) {
  return is_terminal(file) && !is_set("NO_COLOR");
}

std::string colored(std::string_view text, const char* code, bool on) {
  return on ? "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m" : std::string(text);
}

table::table(std::vector<std::string> header) {
  rows_.push_back(std::move(header));
}

void table::add(std::vector<std::string> row) {
  rows_.push_back(std::move(row));
}

std::size_t table::default_width() {
  return is_terminal(STDOUT_FILENO) ? 48 : std::string::npos;
}

std::string table::text(std::size_t widest) const {
  std::vector<std::size_t> widths(rows_.front().size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], std::min(widest, columns(row[i])));
    }
  }
  std::string out;
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = fitted(row[i], widest);
      const bool last = i + 1 == row.size();
      out += cell + (last ? "\n" : std::string(widths[i] - columns(cell) + 2, ' '));
    }
  }
  return out;
}

progress_line::progress_line(bool quiet) : quiet_(quiet), live_(is_terminal(STDERR_FILENO)) {}

progress_line::~progress_line() {
  clear();
}

void progress_line::show(const std::string& text) {
  if (quiet_ || text == shown_) {
    return;
  }
  shown_ = text;
  std::fprintf(stderr, live_ ? "\r\x1b[K%s" : "%s\n", text.c_str());
  std::fflush(stderr);
}

void progress_line::print(const std::string& line) {
  const std::string below = shown_;
  clear();
  std::fprintf(stdout, "%s\n", line.c_str());
  std::fflush(stdout);
  if (live_ && !below.empty()) {
    show(below);
  }
}

void progress_line::clear() {
  if (live_ && !shown_.empty()) {
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
    shown_.clear();
  }
}

} // namespace leadstream::app
