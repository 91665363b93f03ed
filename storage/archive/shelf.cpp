#include "storage/archive/shelf.hpp"

#include "domain/url/url.hpp"
#include "storage/archive/gzip.hpp"
#include "storage/failure.hpp"

#include <algorithm>

namespace leadstream::storage::archive {
namespace {

namespace warc = leadstream::archive;

/// No answer is larger; what claims to be is damaged.
constexpr std::size_t largest_record = 80U << 20U;
constexpr std::size_t steps_in_a_transaction = 256;

std::string host_of(const std::string& address) {
  const auto parsed = parse_url(address);
  return parsed ? parsed->host : std::string();
}

/// What an interface was asked beside the URL.
std::string question(const http_request& asked) {
  return warc::payload_digest(asked.method + asked.body);
}

} // namespace

shelf::shelf(const archive_options& options)
    : options_(options), files_(options.folder, options.file_bytes), index_(options.folder / "index.db") {
  files_.cut_after(files_.last(), index_.end_of(files_.last()));
  shrink();
}

std::string shelf::record_id(const uuid& id) const {
  return "<urn:uuid:" + to_string(id) + ">";
}

/// Packed records, which stay side by side.
place shelf::write(std::string_view packed) {
  const place where = files_.append(packed);
  if (where.offset > 0) {
    return where;
  }
  // A file begins by saying who wrote it: this record comes after that.
  files_.cut_after(where.file, 0);
  const auto now = options_.clock();
  files_.append(pack(
      warc::write(warc::file_info(record_id(make_uuid_v7(now, options_.random)), options_.software, now))));
  return files_.append(packed);
}

void shelf::keep(const page& content, const http_request* asked) {
  index_.begin();
  entry e;
  e.id = parse_uuid(content.archived_as).value_or(uuid{});
  e.url = content.url;
  e.asked = asked == nullptr ? std::string() : question(*asked);
  e.host = host_of(content.url);
  e.fetched_at = content.fetched_at;
  e.digest = warc::payload_digest(content.body);
  const auto packed = [&](const warc::record& answer) {
    std::string bytes = pack(warc::write(answer));
    if (asked != nullptr) {
      const auto id = make_uuid_v7(options_.clock(), options_.random);
      bytes += pack(warc::write(warc::request(*asked, content, record_id(id), answer.id)));
    }
    return bytes;
  };
  const auto original = content.body.empty() ? std::nullopt : index_.with_body(e.digest);
  if (original) {
    page first;
    first.url = original->url;
    first.fetched_at = original->fetched_at;
    e.record =
        write(packed(warc::revisit(content, record_id(e.id), e.digest, record_id(original->id), first)));
    e.body_id = original->id;
    e.body = original->record;
  } else {
    e.record = e.body = write(packed(warc::response(content, record_id(e.id), e.digest)));
    e.body_id = e.id;
  }
  index_.add(e);
  if (++unsettled_ >= steps_in_a_transaction || files_.total_bytes() > options_.bytes) {
    settle();
  }
}

warc::record shelf::read(const place& where) const {
  auto found = warc::read(unpack(files_.read(where), largest_record), {64U << 10U, largest_record});
  if (!found) {
    throw failure(found.problem());
  }
  return *std::move(found);
}

std::shared_ptr<const page> shelf::load(const entry& e) const {
  try {
    auto content = warc::to_page(read(e.record));
    if (!content) {
      return nullptr;
    }
    if (e.body_id != e.id) {
      const auto body = warc::to_page(read(e.body));
      if (!body) {
        return nullptr;
      }
      content->body = body->body;
    }
    content->archived_as = to_string(e.id);
    return std::make_shared<const page>(*std::move(content));
  } catch (const failure&) {
    return nullptr;
  }
}

std::shared_ptr<const page> shelf::find(const std::string& url) {
  const auto known = index_.newest(url, question({"GET", url, {}, {}}));
  return known ? load(*known) : nullptr;
}

void shelf::note(const page_use& use) {
  index_.begin();
  index_.note(use);
}

std::vector<kept_use> shelf::uses(const uuid& job_id, std::uint64_t after, std::size_t limit) {
  auto all = index_.uses(job_id, after, limit);
  for (kept_use& one : all) {
    if (const auto known = index_.find(parse_uuid(one.use.archived_as).value_or(uuid{}))) {
      one.content = load(*known);
    }
  }
  return all;
}

std::uint64_t shelf::erase_host(const std::string& host) {
  index_.begin();
  std::uint64_t count = 0;
  std::set<std::uint64_t> files;
  for (const std::string& each : index_.hosts_within(host)) {
    const auto held = index_.files_of(each);
    files.insert(held.begin(), held.end());
    count += index_.forget_host(each);
  }
  index_.forget_requests(host);
  rewrite_without(files);
  return count;
}

std::uint64_t shelf::erase_answers(const std::function<bool(const page&)>& mentions) {
  constexpr std::size_t at_once = 64;
  index_.begin();
  std::set<std::uint64_t> files;
  std::uint64_t count = 0;
  uuid last;
  for (auto some = index_.answers_after(last, at_once); !some.empty();
       some = index_.answers_after(last, at_once)) {
    for (const entry& e : some) {
      const auto content = load(e);
      if (content != nullptr && mentions(*content)) {
        files.insert({e.record.file, e.body.file});
        index_.forget(e);
        ++count;
      }
    }
    last = some.back().id;
  }
  rewrite_without(files);
  return count;
}

void shelf::rewrite_without(const std::set<std::uint64_t>& files) {
  for (const auto file : files) {
    rewrite_without(file);
  }
  index_.forget_deleted();
  settle();
}

/// Moves what the index still knows of a file to the end of the last one, and removes the file.
void shelf::rewrite_without(std::uint64_t file) {
  if (file == files_.last()) {
    files_.begin_next();
  }
  for (const entry& e : index_.all_in(file)) {
    index_.move(e, write(files_.read(e.record)));
  }
  index_.commit(); // before the old bytes go
  files_.remove(file);
  index_.begin();
}

void shelf::settle() {
  index_.commit();
  unsettled_ = 0;
  shrink();
}

void shelf::shrink() {
  const auto too_old = [&] {
    return files_.count() > 1 && index_.newest_in(files_.oldest()) < options_.clock() - options_.age;
  };
  while (files_.count() > 1 && (files_.total_bytes() > options_.bytes || too_old())) {
    const auto oldest = files_.oldest();
    index_.begin();
    index_.forget_file(oldest);
    index_.commit();
    files_.remove(oldest);
  }
}

} // namespace leadstream::storage::archive
