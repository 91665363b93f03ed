#include "storage/postgres/packed_lines.hpp"

#include "storage/failure.hpp"

#include <zlib.h>

namespace leadstream::storage::postgres {
namespace {

constexpr std::size_t piece = 256U << 10U;

gzFile open(const std::filesystem::path& file, const char* mode) {
  gzFile opened = ::gzopen(file.c_str(), mode);
  if (opened == nullptr) {
    throw failure(error_code::invalid_argument, file.string() + " cannot be opened", "file");
  }
  ::gzbuffer(opened, piece);
  return opened;
}

[[noreturn]] void refuse() {
  throw failure(error_code::unavailable, "the backup cannot be written; is the disk full?", "file");
}

} // namespace

packed_writer::packed_writer(const std::filesystem::path& file) : file_(open(file, "wb3")) {}

packed_writer::~packed_writer() {
  if (file_ != nullptr) {
    ::gzclose(file_);
  }
}

void packed_writer::line(std::string_view text) {
  if ((!text.empty() && ::gzwrite(file_, text.data(), static_cast<unsigned>(text.size())) <= 0) ||
      ::gzputc(file_, '\n') < 0) {
    refuse();
  }
}

void packed_writer::close() {
  if (::gzclose(std::exchange(file_, nullptr)) != Z_OK) {
    refuse();
  }
}

packed_reader::packed_reader(const std::filesystem::path& file)
    : name_(file.string()), file_(open(file, "rb")) {}

packed_reader::~packed_reader() {
  ::gzclose(file_);
}

bool packed_reader::fill() {
  ahead_.erase(0, std::exchange(at_, 0));
  const std::size_t before = ahead_.size();
  ahead_.resize(before + piece);
  const int count = ::gzread(file_, ahead_.data() + before, piece);
  int problem = Z_OK;
  ::gzerror(file_, &problem);
  if (count < 0 || (count == 0 && problem != Z_OK && problem != Z_STREAM_END)) {
    throw failure(error_code::malformed, name_ + " is damaged or no backup", "file");
  }
  ahead_.resize(before + static_cast<std::size_t>(count));
  return count > 0;
}

bool packed_reader::next(std::string& line) {
  std::size_t searched = at_;
  for (;;) {
    if (const std::size_t end = ahead_.find('\n', searched); end != std::string::npos) {
      line.assign(ahead_, at_, end - at_);
      at_ = end + 1;
      return true;
    }
    searched = ahead_.size() - at_;
    if (!fill()) {
      return false;
    }
  }
}

} // namespace leadstream::storage::postgres
