#include "domain/extract/structured/structured.hpp"

#include "domain/extract/phone/phone_labels.hpp"
#include "domain/text/strings.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::extraction {
namespace {

using nlohmann::json;

constexpr std::size_t most_cards = 500;

/// Whether the words beside a number say so, in whatever language.
bool tells_of_fax(std::string_view text) {
  const auto label = text.substr(0, text.find_first_of("+(0123456789"));
  return meaning_before(label) == digits_meaning::fax || contains_ignoring_case(text, "fax");
}

struct class_meaning {
  std::string_view classic; ///< hCard 1
  std::string_view modern;  ///< h-card
  std::string_view property;
};

constexpr class_meaning meanings[] = {
    {"fn", "p-name", "name"},
    {"org", "p-org", "worksFor"},
    {"organization-name", "p-organization-name", "worksFor"},
    {"title", "p-job-title", "jobTitle"},
    {"role", "p-role", "jobTitle"},
    {"tel", "p-tel", "telephone"},
    {"email", "u-email", "email"},
    {"url", "u-url", "url"},
    {"note", "p-note", "description"},
    {"street-address", "p-street-address", "streetAddress"},
    {"extended-address", "p-extended-address", "extendedAddress"},
    {"locality", "p-locality", "addressLocality"},
    {"region", "p-region", "addressRegion"},
    {"postal-code", "p-postal-code", "postalCode"},
    {"country-name", "p-country-name", "addressCountry"},
};

bool is_address_part(std::string_view property) {
  return property.starts_with("address") ||
         is_one_of(property, {"streetAddress", "extendedAddress", "postalCode"});
}

class card_reader {
public:
  explicit card_reader(const document& page) : page_(page) {}

  std::vector<json> run() {
    std::vector<json> cards;
    for (std::uint32_t i = 0; i < page_.nodes.size() && cards.size() < most_cards;) {
      const bool classes = page_.nodes[i].attributes > 0;
      if (classes && (page_.has_class(i, "vcard") || page_.has_class(i, "h-card"))) {
        card(i, cards);
        i = page_.nodes[i].end;
      } else if (classes && (page_.has_class(i, "adr") || page_.has_class(i, "h-adr"))) {
        json place{{"@type", "Place"}, {"address", json{{"@type", "PostalAddress"}}}};
        read(i, place);
        if (place["address"].size() > 1) {
          cards.push_back(std::move(place));
        }
        i = page_.nodes[i].end;
      } else {
        ++i;
      }
    }
    return cards;
  }

private:
  void card(std::uint32_t root, std::vector<json>& cards) {
    json out{{"address", json{{"@type", "PostalAddress"}}}};
    read(root, out);
    const auto name = out.find("name");
    const auto org = out.find("worksFor");
    const bool organization = org != out.end() && (name == out.end() || *name == *org);
    if (organization) {
      out["name"] = *org;
      out.erase("worksFor");
    }
    out["@type"] =
        organization || (org == out.end() && out["address"].size() > 1) ? "Organization" : "Person";
    if (out["address"].size() == 1) {
      out.erase("address");
    }
    if (out.contains("name")) {
      cards.push_back(std::move(out));
    }
  }

  void read(std::uint32_t root, json& out) {
    for (std::uint32_t i = root + 1; i < page_.nodes[root].end; ++i) {
      if (page_.nodes[i].attributes == 0) {
        continue;
      }
      for (const class_meaning& m : meanings) {
        if (page_.has_class(i, m.classic) || page_.has_class(i, m.modern)) {
          put(out, m.property, i);
        }
      }
    }
  }

  void put(json& out, std::string_view property, std::uint32_t i) {
    const std::string value = value_of(i, property);
    if (value.empty()) {
      return;
    }
    const bool fax = property == "telephone" && tells_of_fax(page_.text_of(i));
    const std::string name(fax ? "faxNumber" : property);
    json& target = is_address_part(property) ? out["address"] : out;
    if (!target.contains(name)) {
      target[name] = value;
    } else if (name == "telephone" || name == "email") {
      out["contactPoint"].push_back(json{{"@type", "ContactPoint"}, {name, value}});
    }
  }

  /// The value class pattern: parts of class "value" count alone.
  std::string value_of(std::uint32_t element, std::string_view property) const {
    if (property == "url" || property == "email") {
      const std::string_view href = page_.get(element, "href");
      return href.empty() && property == "email" ? page_.text_of(element) : std::string(href);
    }
    std::string parts;
    for (std::uint32_t i = element + 1; i < page_.nodes[element].end; ++i) {
      if (page_.nodes[i].attributes > 0 && page_.has_class(i, "value")) {
        parts += page_.text_of(i);
      }
    }
    if (const auto title = page_.get(element, "title");
        page_.nodes[element].name == "abbr" && !title.empty()) {
      return std::string(title);
    }
    return parts.empty() ? page_.text_of(element) : parts;
  }

  const document& page_;
};

} // namespace

std::vector<json> read_hcards(const context& page) {
  return card_reader(page.page).run();
}

} // namespace leadstream::extraction
