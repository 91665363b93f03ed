#include "domain/extract/extract.hpp"
#include "domain/extract/observation.hpp"
#include "domain/text/utf8.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>

namespace {

leadstream::page page_of(std::string_view bytes) {
  leadstream::page made;
  made.url = "https://www.acme.ch/kontakt";
  made.body = std::string(bytes);
  return made;
}

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

} // namespace

/// Whatever a server sends: no throw, valid UTF-8 and JSON come out, and only what was found is named.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using leadstream::extraction::is_valid_utf8;
  const auto source = page_of({reinterpret_cast<const char*>(data), size});
  leadstream::extract_options options;
  options.region = "CH";
  const auto facts = leadstream::extract(source, options);
  require(facts.failure != "internal");
  require(is_valid_utf8(facts.title) && is_valid_utf8(facts.organization.name));
  for (const auto& email : facts.emails) {
    require(is_valid_utf8(email.address) && email.address.find('@') != std::string::npos);
  }
  for (const auto& person : facts.people) {
    require(is_valid_utf8(person.who.name) && !person.who.name.empty());
  }
  for (const auto& node : facts.structured) {
    require(nlohmann::json::accept(node));
  }
  (void)leadstream::observe(source, facts, "website", {});
  return 0;
}
