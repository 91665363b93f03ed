#pragma once
#include "domain/model/page_use.hpp"
#include "domain/model/time.hpp"
#include "storage/archive/warc_files.hpp"
#include "storage/sql/connection.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leadstream::storage::archive {

/// What the index knows of a kept answer.
struct entry {
  uuid id;
  std::string url;
  std::string asked; ///< of an interface's answer: the digest of the question; empty: it is of the web
  std::string host;
  wall_time fetched_at{};
  std::string digest; ///< of the body
  place record;
  uuid body_id; ///< the response record that holds the body: its own, or an older one with the same body
  place body;
};

/// Which record is where: a database of its own beside the WARC files, written in transactions of many steps.
/// One thread. Throws failure.
class archive_index {
public:
  explicit archive_index(const std::filesystem::path& file);

  /// Begins a transaction unless one is open; commit() ends it.
  void begin();
  void commit();
  /// What was deleted stands in no file any more after the next commit().
  void forget_deleted() { db_->forget_deleted(); }

  void add(const entry& e);
  /// Of the web, or of an interface that was asked this.
  std::optional<entry> newest(const std::string& url, const std::string& asked);
  std::optional<entry> find(const uuid& id);
  /// A response record with this body.
  std::optional<entry> with_body(const std::string& digest);
  /// Where what is known of a file ends.
  std::uint64_t end_of(std::uint64_t file);
  /// When the last record of a file was fetched.
  wall_time newest_in(std::uint64_t file);
  /// Forgets all whose record or body is in the file, with their uses.
  void forget_file(std::uint64_t file);
  /// The hosts of a domain: itself and what stands below it.
  std::vector<std::string> hosts_within(const std::string& domain);
  /// Forgets that pages of a domain were asked for, also where the answer is another's.
  void forget_requests(const std::string& domain);
  /// Forgets a host's answers with their uses, and others that share a body with them; how many.
  std::uint64_t forget_host(const std::string& host);
  /// Forgets an answer with its uses, and others that share the body with it.
  void forget(const entry& e);
  /// The answers of interfaces after this one (nil: from the first), by their ids.
  std::vector<entry> answers_after(const uuid& id, std::size_t limit);
  /// The files that hold records of a host.
  std::vector<std::uint64_t> files_of(const std::string& host);
  /// All of a file, in order.
  std::vector<entry> all_in(std::uint64_t file);
  /// A record was moved, with all that point to its body.
  void move(const entry& e, const place& to);

  void note(const page_use& use);
  std::vector<kept_use> uses(const uuid& job_id, std::uint64_t after, std::size_t limit);

private:
  std::unique_ptr<sql::connection> db_;
};

} // namespace leadstream::storage::archive
