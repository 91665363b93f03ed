#pragma once
#include "domain/model/page.hpp"
#include "domain/model/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Records of WARC 1.1 (ISO 28500:2017), uncompressed, and the pages of the web in them.
namespace leadstream::archive {

/// One record.
struct record {
  std::string type;           ///< "response", "revisit", "warcinfo", …
  std::string id;             ///< "<urn:uuid:…>"
  std::vector<header> fields; ///< all others, without Content-Length
  std::string content;
};

/// How much of foreign bytes is taken for a record.
struct read_limits {
  std::size_t header_bytes = 64U << 10U;
  std::size_t content_bytes = 64U << 20U;
};

/// A record as its bytes, the two line ends after it included.
std::string write(const record& what);

/// The record that begins the bytes; `rest`, when given, is where the next begins. malformed: these are no
/// record, or its content is not whole. Any bytes may come; never more is kept than the limits say.
result<record> read(std::string_view bytes, const read_limits& limits = {}, std::size_t* rest = nullptr);

/// "sha256:" and the digest of the bytes in base 32, as records name what they hold.
std::string payload_digest(std::string_view bytes);

/// A record of a whole answer. Its content was decoded already: the fields that say how it was sent are kept
/// under names of their own, so that other readers do not decode it again.
record response(const page& answer, const std::string& id, const std::string& digest);

/// A record of an answer whose body equals that of an older response record.
record revisit(const page& answer, const std::string& id, const std::string& digest,
               const std::string& original_id, const page& original);

/// A record of the question to an interface that an answer came to, which is the record `response_id`. Its
/// URL must parse.
record request(const http_request& asked, const page& answer, const std::string& id,
               const std::string& response_id);

/// The answer of a response record; of a revisit record all but the body.
result<page> to_page(const record& what);

/// The record that begins a file: by whom it was written.
record file_info(const std::string& id, const std::string& software, wall_time now);

} // namespace leadstream::archive
