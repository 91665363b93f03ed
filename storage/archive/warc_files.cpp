#include "storage/archive/warc_files.hpp"

#include "storage/failure.hpp"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <numeric>
#include <unistd.h>

namespace leadstream::storage::archive {
namespace {

constexpr std::string_view ending = ".warc.gz";

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& path) {
  throw failure(error_code::unavailable, what + " " + path.string() + ": " + std::strerror(errno));
}

/// The number of a file of ours; 0 for anything else.
std::uint64_t number_of(const std::string& name) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
  return read.ec == std::errc{} && std::string_view(read.ptr) == ending ? number : 0;
}

} // namespace

warc_files::warc_files(std::filesystem::path folder, std::uint64_t file_bytes)
    : folder_(std::move(folder)), file_bytes_(file_bytes) {
  std::error_code problem;
  std::filesystem::create_directories(folder_, problem);
  std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, problem);
  for (const auto& entry : std::filesystem::directory_iterator(folder_, problem)) {
    if (const auto number = number_of(entry.path().filename().string()); number > 0) {
      sizes_[number] = entry.file_size(problem);
    }
  }
  if (sizes_.empty()) {
    sizes_[1] = 0;
  }
  open_last();
}

warc_files::~warc_files() {
  if (output_ >= 0) {
    ::close(output_);
  }
}

std::filesystem::path warc_files::path_of(std::uint64_t file) const {
  char name[32];
  std::snprintf(name, sizeof name, "%08llu%s", static_cast<unsigned long long>(file), ending.data());
  return folder_ / name;
}

void warc_files::open_last() {
  if (output_ >= 0) {
    ::close(output_);
  }
  const auto path = path_of(last());
  output_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (output_ < 0) {
    fail("cannot write", path);
  }
  size_ = sizes_.rbegin()->second;
}

void warc_files::cut_after(std::uint64_t file, std::uint64_t end) {
  if (file != last() || size_ <= end) {
    return;
  }
  if (::ftruncate(output_, static_cast<off_t>(end)) != 0) {
    fail("cannot shorten", path_of(file));
  }
  size_ = sizes_[file] = end;
}

void warc_files::begin_next() {
  const std::uint64_t next = last() + 1;
  sizes_[next] = 0;
  open_last();
}

place warc_files::append(std::string_view packed) {
  if (size_ >= file_bytes_) {
    begin_next();
  }
  const place where{last(), size_, packed.size()};
  std::string_view rest = packed;
  while (!rest.empty()) {
    const auto written = ::write(output_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      const int reason = errno;
      static_cast<void>(!::ftruncate(output_, static_cast<off_t>(size_)));
      errno = reason;
      fail("cannot write", path_of(where.file));
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  size_ += packed.size();
  sizes_[where.file] = size_;
  return where;
}

std::string warc_files::read(const place& where) const {
  const auto path = path_of(where.file);
  const int input = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (input < 0) {
    fail("cannot read", path);
  }
  std::string bytes(where.size, '\0');
  const auto got = ::pread(input, bytes.data(), bytes.size(), static_cast<off_t>(where.offset));
  ::close(input);
  if (got != static_cast<ssize_t>(bytes.size())) {
    throw failure(error_code::malformed, path.string() + " is shorter than what is known of it");
  }
  return bytes;
}

void warc_files::remove(std::uint64_t file) {
  if (file == last()) {
    begin_next();
  }
  std::error_code problem;
  std::filesystem::remove(path_of(file), problem);
  sizes_.erase(file);
}

std::uint64_t warc_files::total_bytes() const {
  return std::accumulate(sizes_.begin(), sizes_.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const auto& file) { return sum + file.second; });
}

} // namespace leadstream::storage::archive
