#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace leadstream::storage::archive {

/// Where a record stands.
struct place {
  std::uint64_t file = 0; ///< number of the file
  std::uint64_t offset = 0;
  std::uint64_t size = 0; ///< packed bytes
};

/// The numbered WARC files of a folder: 00000001.warc.gz, …; each record a gzip member of its own. Records
/// are appended to the last file; a full one is followed by the next. One thread. Throws failure.
class warc_files {
public:
  /// Makes the folder when it is absent.
  warc_files(std::filesystem::path folder, std::uint64_t file_bytes);
  ~warc_files();
  warc_files(const warc_files&) = delete;
  warc_files& operator=(const warc_files&) = delete;

  /// What stands behind this in the last file was never noted down, or not whole: it is cut off.
  void cut_after(std::uint64_t file, std::uint64_t end);

  place append(std::string_view packed);
  /// The next record begins a file.
  void begin_next();
  /// The packed bytes at a place.
  std::string read(const place& where) const;
  void remove(std::uint64_t file);

  std::uint64_t total_bytes() const;
  std::uint64_t oldest() const { return sizes_.begin()->first; }
  std::uint64_t last() const { return sizes_.rbegin()->first; }
  std::size_t count() const { return sizes_.size(); }

private:
  std::filesystem::path path_of(std::uint64_t file) const;
  void open_last();

  std::filesystem::path folder_;
  std::uint64_t file_bytes_;
  std::map<std::uint64_t, std::uint64_t> sizes_; ///< of every file, never empty
  int output_ = -1;
  std::uint64_t size_ = 0; ///< of the last file
};

} // namespace leadstream::storage::archive
