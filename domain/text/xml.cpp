#include "domain/text/xml.hpp"

#include <expat.h>

#include <algorithm>

namespace leadstream {
namespace {

std::string_view local_name(const char* qualified) {
  std::string_view name(qualified);
  return name.substr(name.find_last_of("|:") + 1);
}

} // namespace

xml_reader::xml_reader(std::size_t depth) : parser_(XML_ParserCreate(nullptr), XML_ParserFree), most_(depth) {
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(
      parser_.get(),
      [](void* user, const char* name, const char** attributes) {
        auto* self = static_cast<xml_reader*>(user);
        if (++self->depth_ > self->most_) {
          self->stop("too_deep");
        }
        self->attributes_ = attributes;
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

std::string xml_reader::read(std::string_view bytes) {
  const auto state = XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), 1);
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
