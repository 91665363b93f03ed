#pragma once
#include "domain/extract/context.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// The forms in which a page carries data for machines. hCard and RDFa are turned into schema.org's words.
enum class markup_form : std::uint8_t { json_ld, microdata, rdfa, hcard };
const char* to_string(markup_form form);

/// What a page says to machines, in the order of the page within each form: JSON-LD values as found,
/// microdata items as {"type", "id"?, "properties"}, RDFa and hCard as JSON-LD.
struct structured_data {
  std::vector<nlohmann::json> json_ld;
  std::vector<nlohmann::json> microdata;
  std::vector<nlohmann::json> rdfa;
  std::vector<nlohmann::json> hcards;
  std::vector<std::string> warnings; ///< "json_ld_malformed: …"
};
structured_data read_structured(const context& page);

/// The values of one application/ld+json script. Tolerates comments, CDATA, trailing commas and semicolons,
/// raw control characters in strings and doubled objects. An array gives its elements.
std::vector<nlohmann::json> read_json_ld(std::string_view script, std::string& problem);

/// The items of microdata (WHATWG) that no other item holds.
std::vector<nlohmann::json> read_microdata(const context& page);

/// RDFa Lite: vocab, typeof, property, resource, content.
std::vector<nlohmann::json> read_rdfa(const context& page);

/// hCard and h-card: classes vcard, fn, org, tel, email, adr and their parts.
std::vector<nlohmann::json> read_hcards(const context& page);

/// Makes JSON of what is nearly JSON, for read_json_ld.
std::string mend_json(std::string_view text);

} // namespace leadstream::extraction
