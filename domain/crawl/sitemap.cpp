#include "domain/crawl/sitemap.hpp"

#include "domain/text/strings.hpp"
#include "domain/text/trim.hpp"
#include "domain/text/xml.hpp"

#include <zlib.h>

#include <algorithm>

namespace leadstream::crawl {
namespace {

constexpr std::size_t longest_url = 2'083;
constexpr std::string_view gzip_magic = "\x1f\x8b";

/// Collects the addresses of a sitemap or a feed.
class collector : public xml_reader {
public:
  explicit collector(const sitemap_limits& limits) : xml_reader(limits.depth), limits_(limits) {}

  sitemap collect(std::string_view bytes) {
    found_.problem = read(bytes);
    return std::move(found_);
  }

private:
  void open(std::string_view name) override {
    if (depth() == 1 && !extraction::is_one_of(name, {"urlset", "sitemapindex", "rss", "feed", "RDF"})) {
      stop("malformed"); // mostly a page that stands in for what is not there
      return;
    }
    in_index_ = in_index_ || name == "sitemapindex";
    if (name == "link" && !attribute("hreflang").empty()) {
      add_translation();
      return;
    }
    if (name == "url") {
      group_.clear();
    }
    is_location_ = name == "loc" || name == "link";
    text_ = name == "link" ? attribute("href") : std::string_view();
  }

  void text(std::string_view part) override {
    if (is_location_ && text_.size() < longest_url) {
      text_.append(part.substr(0, longest_url));
    }
  }

  void close(std::string_view name) override {
    if (is_location_ && (name == "loc" || name == "link")) {
      const std::string_view address = trim(text_);
      auto& list = in_index_ ? found_.sitemaps : found_.pages;
      if (list.size() >= limits_.entries) {
        stop("too_large");
      } else if (address.starts_with("http") && address.size() <= longest_url) {
        list.emplace_back(address);
      }
    }
    is_location_ = false;
    if (name == "url" && group_.size() > 1) {
      found_.translations.push_back(std::move(group_));
      group_ = {};
    }
  }

  void add_translation() {
    const std::string_view address = trim(attribute("href"));
    if (translations_ < limits_.entries && address.starts_with("http") && address.size() <= longest_url) {
      group_.push_back({lower(attribute("hreflang")), std::string(address)});
      ++translations_;
    }
  }

  sitemap_limits limits_;
  sitemap found_;
  std::vector<translation> group_; ///< of the page at hand
  std::size_t translations_ = 0;
  std::string text_;
  bool in_index_ = false;
  bool is_location_ = false;
};

sitemap read_lines(std::string_view text, const sitemap_limits& limits) {
  sitemap found;
  while (!text.empty() && found.pages.size() < limits.entries) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trim(text.substr(0, end));
    if ((line.starts_with("http://") || line.starts_with("https://")) && line.size() <= longest_url) {
      found.pages.emplace_back(line);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  found.problem = text.empty() ? (found.pages.empty() ? "malformed" : "") : "too_large";
  return found;
}

/// What unpacks within the limit.
std::string unpacked(std::string_view bytes, std::size_t limit, bool& whole) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int state = Z_OK;
  while (state == Z_OK && out.size() < limit) {
    const std::size_t done = out.size();
    out.resize(std::min(limit, std::max<std::size_t>(64U << 10U, done * 2)));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + done);
    stream.avail_out = static_cast<uInt>(out.size() - done);
    state = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  whole = state == Z_STREAM_END;
  return out;
}

/// What follows the document type, whose entities nobody reads.
std::string_view without_document_type(std::string_view xml) {
  const auto begin = xml.find("<!DOCTYPE");
  const auto end = begin == std::string_view::npos ? begin : xml.find("]>", begin);
  return end == std::string_view::npos ? std::string_view() : xml.substr(end + 2);
}

sitemap read_xml(std::string_view xml, const sitemap_limits& limits) {
  sitemap found = collector(limits).collect(xml);
  if (found.problem == "entity") {
    found = collector(limits).collect(without_document_type(xml));
    found.problem = "entity";
  }
  return found;
}

} // namespace

sitemap parse_sitemap(std::string_view bytes, const sitemap_limits& limits) {
  std::string plain;
  bool whole = true;
  if (bytes.starts_with(gzip_magic)) {
    plain = unpacked(bytes, limits.bytes, whole);
    bytes = plain;
  }
  if (bytes.size() > limits.bytes) {
    bytes = bytes.substr(0, limits.bytes);
    whole = false;
  }
  const auto begin = bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  const bool xml = begin != std::string_view::npos && bytes[begin] == '<';
  sitemap found = xml ? read_xml(bytes.substr(begin), limits) : read_lines(bytes, limits);
  if (!whole && (found.problem.empty() || found.problem == "malformed")) {
    found.problem = "too_large";
  }
  return found;
}

std::string loss_of(const sitemap& read, bool cut) {
  if (cut && (read.problem.empty() || read.problem == "malformed")) {
    return "too_large";
  }
  const bool none = read.problem == "malformed" && read.pages.empty() && read.sitemaps.empty();
  return none ? std::string() : read.problem;
}

} // namespace leadstream::crawl
