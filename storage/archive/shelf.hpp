#pragma once
#include "domain/archive/warc.hpp"
#include "storage/archive/archive_index.hpp"
#include "storage/archive/disk_archive.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace leadstream::storage::archive {

/// The archive as plain calls: files and index together. One thread. Throws failure.
class shelf {
public:
  explicit shelf(const archive_options& options);

  /// `asked` is null for the web.
  void keep(const page& content, const http_request* asked);
  /// The newest answer of the web for a URL; null when there is none, or it cannot be read any more.
  std::shared_ptr<const page> find(const std::string& url);
  void note(const page_use& use);
  std::vector<kept_use> uses(const uuid& job_id, std::uint64_t after, std::size_t limit);
  /// Of the host and of those below it.
  std::uint64_t erase_host(const std::string& host);
  /// Of interfaces.
  std::uint64_t erase_answers(const std::function<bool(const page&)>& mentions);
  /// Makes what was done so far durable, and removes what is too old or too much.
  void settle();

private:
  place write(std::string_view packed);
  leadstream::archive::record read(const place& where) const;
  std::shared_ptr<const page> load(const entry& e) const;
  std::string record_id(const uuid& id) const;
  void rewrite_without(std::uint64_t file);
  void rewrite_without(const std::set<std::uint64_t>& files);
  void shrink();

  archive_options options_;
  warc_files files_;
  archive_index index_;
  std::size_t unsettled_ = 0;
};

} // namespace leadstream::storage::archive
