#include "domain/archive/warc.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/trim.hpp"
#include "domain/url/url.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace leadstream::archive {
namespace {

constexpr std::string_view version = "WARC/1.1";
constexpr std::string_view line_end = "\r\n";
/// Fields of an answer that describe the transport of its body, kept under these names.
constexpr std::array<std::string_view, 3> of_transport{"content-encoding", "transfer-encoding",
                                                       "content-length"};
constexpr std::string_view kept_prefix = "X-Archive-Orig-";
constexpr std::string_view same_payload = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

error malformed(const char* what) {
  return {error_code::malformed, std::string("not a WARC record: ") + what, {}};
}

/// A value on one line: what came over the network must not begin a field of its own.
std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  return out;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(one_line(value)).append(line_end);
}

/// The next line without its end; false when there is none.
bool take_line(std::string_view& bytes, std::string_view& line) {
  const auto end = bytes.find('\n');
  if (end == std::string_view::npos) {
    return false;
  }
  line = bytes.substr(0, end > 0 && bytes[end - 1] == '\r' ? end - 1 : end);
  bytes.remove_prefix(end + 1);
  return true;
}

/// Fields up to the empty line; false when it is missing.
bool take_fields(std::string_view& bytes, std::vector<header>& fields) {
  std::string_view line;
  while (take_line(bytes, line)) {
    if (line.empty()) {
      return true;
    }
    const auto colon = line.find(':');
    if ((line.front() == ' ' || line.front() == '\t') && !fields.empty()) {
      fields.back().value.append(" ").append(trim(line));
    } else if (colon != std::string_view::npos) {
      fields.push_back({std::string(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))});
    }
  }
  return false;
}

std::string take_field(std::vector<header>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const header& field) {
    return equals_ignoring_case(field.name, name);
  });
  if (found == fields.end()) {
    return {};
  }
  std::string value = std::move(found->value);
  fields.erase(found);
  return value;
}

std::string http_head(const page& answer, std::size_t length) {
  std::string head = "HTTP/1.1 " + std::to_string(answer.status) + (answer.status == 200 ? " OK" : " ");
  head += line_end;
  for (const auto& field : answer.headers) {
    const bool transport = std::any_of(of_transport.begin(), of_transport.end(),
                                       [&](auto name) { return equals_ignoring_case(name, field.name); });
    append_field(head, (transport ? std::string(kept_prefix) : std::string()) + one_line(field.name),
                 field.value);
  }
  append_field(head, "Content-Length", std::to_string(length));
  return head + std::string(line_end);
}

record about(const page& answer, const char* type, const std::string& id, const std::string& digest) {
  record made;
  made.type = type;
  made.id = id;
  made.fields = {{"WARC-Target-URI", answer.url},
                 {"WARC-Date", to_rfc3339(answer.fetched_at)},
                 {"WARC-Payload-Digest", digest},
                 {"Content-Type", "application/http; msgtype=response"}};
  return made;
}

std::string base32(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  unsigned buffer = 0;
  int bits = 0;
  for (std::size_t i = 0; i < size; ++i) {
    buffer = buffer << 8U | bytes[i];
    for (bits += 8; bits >= 5; bits -= 5) {
      out += digits[buffer >> static_cast<unsigned>(bits - 5) & 31U];
    }
  }
  if (bits > 0) {
    out += digits[buffer << static_cast<unsigned>(5 - bits) & 31U];
  }
  out.append((8 - out.size() % 8) % 8, '=');
  return out;
}

} // namespace

std::string write(const record& what) {
  std::string out(version);
  out += line_end;
  append_field(out, "WARC-Type", what.type);
  append_field(out, "WARC-Record-ID", what.id);
  for (const auto& field : what.fields) {
    append_field(out, field.name, field.value);
  }
  append_field(out, "Content-Length", std::to_string(what.content.size()));
  return out.append(line_end).append(what.content).append("\r\n\r\n");
}

result<record> read(std::string_view bytes, const read_limits& limits, std::size_t* rest) {
  const std::string_view all = bytes;
  std::string_view head = bytes.substr(0, limits.header_bytes);
  std::string_view line;
  if (!take_line(head, line) || !line.starts_with("WARC/1.")) {
    return malformed("it does not begin with its version");
  }
  record made;
  if (!take_fields(head, made.fields)) {
    return malformed("its header has no end");
  }
  const std::string length = take_field(made.fields, "Content-Length");
  std::size_t size = 0;
  const auto number = std::from_chars(length.data(), length.data() + length.size(), size);
  if (number.ec != std::errc{} || number.ptr != length.data() + length.size() ||
      size > limits.content_bytes) {
    return malformed("its length is none, or too large");
  }
  const auto begin = static_cast<std::size_t>(head.data() - all.data());
  if (all.size() - begin < size) {
    return malformed("it ends early");
  }
  made.type = take_field(made.fields, "WARC-Type");
  made.id = take_field(made.fields, "WARC-Record-ID");
  made.content = all.substr(begin, size);
  if (rest != nullptr) {
    *rest = std::min(all.size(), all.find_first_not_of("\r\n", begin + size));
  }
  return made;
}

std::string payload_digest(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return "sha256:" + base32(digest.data(), size);
}

record response(const page& answer, const std::string& id, const std::string& digest) {
  record made = about(answer, "response", id, digest);
  made.content = http_head(answer, answer.body.size()) + answer.body;
  return made;
}

record revisit(const page& answer, const std::string& id, const std::string& digest,
               const std::string& original_id, const page& original) {
  record made = about(answer, "revisit", id, digest);
  made.fields.push_back({"WARC-Profile", std::string(same_payload)});
  made.fields.push_back({"WARC-Refers-To", original_id});
  made.fields.push_back({"WARC-Refers-To-Target-URI", original.url});
  made.fields.push_back({"WARC-Refers-To-Date", to_rfc3339(original.fetched_at)});
  made.content = http_head(answer, answer.body.size());
  return made;
}

record request(const http_request& asked, const page& answer, const std::string& id,
               const std::string& response_id) {
  record made;
  made.type = "request";
  made.id = id;
  made.fields = {{"WARC-Target-URI", asked.url},
                 {"WARC-Date", to_rfc3339(answer.fetched_at)},
                 {"WARC-Concurrent-To", response_id},
                 {"Content-Type", "application/http; msgtype=request"}};
  const auto address = parse_url(asked.url);
  made.content = asked.method + " " + (address ? path_and_query(*address) : asked.url) + " HTTP/1.1\r\n";
  append_field(made.content, "Host",
               address ? origin(*address).substr(address->scheme.size() + 3) : std::string());
  for (const auto& field : asked.headers) {
    append_field(made.content, one_line(field.name), field.value);
  }
  if (!asked.body.empty()) {
    append_field(made.content, "Content-Length", std::to_string(asked.body.size()));
  }
  made.content.append(line_end).append(asked.body);
  return made;
}

result<page> to_page(const record& what) {
  if (what.type != "response" && what.type != "revisit") {
    return malformed("it holds no answer");
  }
  page answer;
  std::string_view bytes = what.content;
  std::string_view status;
  if (!take_line(bytes, status) || !status.starts_with("HTTP/") || !take_fields(bytes, answer.headers)) {
    return malformed("its content is no answer of HTTP");
  }
  const auto space = std::min(status.find(' '), status.size());
  const std::string_view code = status.substr(std::min(space + 1, status.size()), 3);
  if (std::from_chars(code.data(), code.data() + code.size(), answer.status).ec != std::errc{}) {
    return malformed("its answer has no status");
  }
  take_field(answer.headers, "Content-Length");
  for (auto& field : answer.headers) {
    if (field.name.starts_with(kept_prefix)) {
      field.name.erase(0, kept_prefix.size());
    }
  }
  answer.url = find_header(what.fields, "WARC-Target-URI");
  answer.requested_url = answer.url;
  answer.fetched_at = parse_rfc3339(find_header(what.fields, "WARC-Date")).value_or(wall_time{});
  answer.body = bytes;
  return answer;
}

record file_info(const std::string& id, const std::string& software, wall_time now) {
  record made;
  made.type = "warcinfo";
  made.id = id;
  made.fields = {{"WARC-Date", to_rfc3339(now)}, {"Content-Type", "application/warc-fields"}};
  made.content = "software: " + one_line(software) + "\r\nformat: WARC File Format 1.1\r\n";
  return made;
}

} // namespace leadstream::archive
