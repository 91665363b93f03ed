#include "domain/text/xml.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/charset.hpp"
#include "domain/text/named_references.hpp"

#include <expat.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace leadstream {
namespace {

constexpr std::size_t most_before_document = 4'096;

std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);
}

/// Without what a server put before the document: blanks, warnings.
std::string_view from_declaration(std::string_view bytes) {
  const auto start = bytes.substr(0, most_before_document).find("<?xml");
  return bytes.substr(start == std::string_view::npos ? 0 : start);
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/// The sections of a document in which "&" is a letter like any other, up to and with their end; 0 when none
/// begins here.
std::size_t literal_section(std::string_view text) {
  for (const auto& [start, end] :
       {std::pair<std::string_view, std::string_view>{"<![CDATA[", "]]>"}, {"<!--", "-->"}, {"<?", "?>"}}) {
    if (text.starts_with(start)) {
      const auto at = text.find(end, start.size());
      return at == std::string_view::npos ? text.size() : at + end.size();
    }
  }
  return 0;
}

/// What to write for the reference that begins with the "&" here, and how much of the text it takes.
std::pair<std::string, std::size_t> mended_reference(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, const char*>, 5> of_xml{
      {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&apos;"}}};
  const auto end = text.substr(0, longest_reference).find(';');
  std::string said = end == std::string_view::npos ? std::string() : reference_text(text.substr(1, end));
  if (said.empty()) {
    return {"&amp;", 1};
  }
  std::erase_if(said, is_control);
  const auto markup =
      std::find_if(of_xml.begin(), of_xml.end(), [&](const auto& one) { return one.first == said; });
  return {markup == of_xml.end() ? said : markup->second, end + 1};
}

/// The document in UTF-8, its usual faults mended.
std::string mended(std::string_view bytes, std::string_view content_type) {
  const std::string decoded = extraction::decode(from_declaration(bytes), content_type).utf8;
  std::string_view rest = decoded;
  rest.remove_prefix(std::min(rest.find('<'), rest.size()));
  std::string out;
  out.reserve(rest.size());
  while (!rest.empty()) {
    if (rest.front() == '&') {
      const auto [text, length] = mended_reference(rest);
      out += text;
      rest.remove_prefix(length);
    } else {
      const std::size_t literal = std::max<std::size_t>(1, literal_section(rest));
      const std::size_t size = std::min(rest.find_first_of("&<", literal), rest.size());
      std::remove_copy_if(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size),
                          std::back_inserter(out), is_control);
      rest.remove_prefix(size);
    }
  }
  return out;
}

} // namespace

xml_reader::xml_reader(std::size_t depth) : parser_(XML_ParserCreate("UTF-8"), XML_ParserFree), most_(depth) {
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(
      parser_.get(),
      [](void* user, const char* name, const char** attributes) {
        auto* self = static_cast<xml_reader*>(user);
        if (++self->depth_ > self->most_) {
          self->stop("too_deep");
        }
        self->attributes_ = attributes;
        const std::string_view qualified(name);
        self->prefix_ = qualified.substr(0, qualified.size() - local_name(qualified).size());
        self->prefix_.remove_suffix(self->prefix_.empty() ? 0 : 1);
        self->open(local_name(name));
        self->attributes_ = nullptr;
      },
      [](void* user, const char* name) {
        auto* self = static_cast<xml_reader*>(user);
        --self->depth_;
        self->close(local_name(name));
      });
  XML_SetCharacterDataHandler(parser_.get(), [](void* user, const char* part, int size) {
    static_cast<xml_reader*>(user)->text({part, static_cast<std::size_t>(size)});
  });
  XML_SetEntityDeclHandler(parser_.get(),
                           [](void* user, const char*, int, const char*, int, const char*, const char*,
                              const char*, const char*) { static_cast<xml_reader*>(user)->stop("entity"); });
  XML_SetParamEntityParsing(parser_.get(), XML_PARAM_ENTITY_PARSING_NEVER);
}

xml_reader::~xml_reader() = default;

std::string xml_reader::read(std::string_view bytes, std::string_view content_type) {
  const std::string document = mended(bytes, content_type);
  const auto state = XML_Parse(parser_.get(), document.data(), static_cast<int>(document.size()), 1);
  if (state != XML_STATUS_OK && problem_.empty()) {
    problem_ = "malformed";
  }
  return problem_;
}

std::string_view xml_reader::attribute(std::string_view name) const {
  for (const char** at = attributes_; at != nullptr && *at != nullptr; at += 2) {
    if (local_name(*at) == name) {
      return at[1];
    }
  }
  return {};
}

void xml_reader::stop(const char* why) {
  if (problem_.empty()) {
    problem_ = why;
  }
  XML_StopParser(parser_.get(), XML_FALSE);
}

} // namespace leadstream
