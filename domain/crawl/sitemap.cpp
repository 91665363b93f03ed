#include "domain/crawl/sitemap.hpp"

#include "domain/text/trim.hpp"

#include <expat.h>
#include <zlib.h>

#include <algorithm>
#include <memory>

namespace leadstream::crawl {
namespace {

constexpr std::size_t longest_url = 2'083;
constexpr std::string_view gzip_magic = "\x1f\x8b";

/// The element's name without namespace and prefix.
std::string_view local_name(const char* qualified) {
  std::string_view name(qualified);
  name.remove_prefix(std::min(name.size(), name.rfind('|') + 1));
  name.remove_prefix(std::min(name.size(), name.rfind(':') + 1));
  return name;
}

/// Collects while expat reads.
class collector {
public:
  explicit collector(const sitemap_limits& limits)
      : limits_(limits), parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const char* name, const char** attributes) {
          static_cast<collector*>(self)->open(local_name(name), attributes);
        },
        [](void* self, const char* name) { static_cast<collector*>(self)->close(local_name(name)); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int size) {
      static_cast<collector*>(self)->add({text, static_cast<std::size_t>(size)});
    });
    XML_SetEntityDeclHandler(parser_.get(),
                             [](void* self, const char*, int, const char*, int, const char*, const char*,
                                const char*, const char*) { static_cast<collector*>(self)->stop("entity"); });
    XML_SetParamEntityParsing(parser_.get(), XML_PARAM_ENTITY_PARSING_NEVER);
  }

  sitemap read(std::string_view bytes) {
    const auto state = XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), 1);
    if (state != XML_STATUS_OK && found_.problem.empty()) {
      found_.problem = "malformed";
    }
    return std::move(found_);
  }

private:
  void open(std::string_view name, const char** attributes) {
    if (++depth_ > limits_.depth) {
      stop("too_deep");
    }
    in_index_ = in_index_ || name == "sitemapindex";
    is_location_ = name == "loc" || name == "link";
    text_.clear();
    if (name == "link") {
      for (; attributes[0] != nullptr; attributes += 2) {
        if (std::string_view(attributes[0]) == "href") {
          text_ = attributes[1];
        }
      }
    }
  }

  void add(std::string_view text) {
    if (is_location_ && text_.size() < longest_url) {
      text_.append(text.substr(0, longest_url));
    }
  }

  void close(std::string_view name) {
    --depth_;
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
  }

  void stop(const char* why) {
    if (found_.problem.empty()) {
      found_.problem = why;
    }
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  sitemap_limits limits_;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
  sitemap found_;
  std::string text_;
  std::size_t depth_ = 0;
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
  sitemap found = xml ? collector(limits).read(bytes.substr(begin)) : read_lines(bytes, limits);
  if (!whole && (found.problem.empty() || found.problem == "malformed")) {
    found.problem = "too_large";
  }
  return found;
}

} // namespace leadstream::crawl
