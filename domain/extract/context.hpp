#pragma once
#include "domain/extract/page/arena.hpp"
#include "domain/extract/page/document.hpp"
#include "domain/extract/page/text_layer.hpp"
#include "domain/url/url.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// What every reader of a page needs: the page, its visible text and where it was served.
struct context {
  const document& page;
  const text_layer& text;
  const arena& budget;     ///< its time is that of the whole extraction; long loops look at it
  std::optional<url> base; ///< what references are resolved against; nothing when the page's URL is unknown
  std::string host;        ///< of the page, empty when unknown
  std::string domain;      ///< the host's registrable domain, or the host itself when it has none
  std::string region;      ///< ISO 3166-1 alpha-2 by which national numbers are read; may be empty
  std::string language;    ///< ISO 639-1; may be empty
};

/// An absolute URL of a reference on the page; empty when it is none that a crawler could ask for.
std::string absolute(const context& page, std::string_view reference);

/// Whether a host belongs to the page's registrable domain.
bool same_site(const context& page, std::string_view host);

} // namespace leadstream::extraction
