#include "domain/extract/structured/structured_facts.hpp"

#include "domain/extract/address/countries.hpp"
#include "domain/extract/email/email_syntax.hpp"
#include "domain/extract/structured/schema_node.hpp"
#include "domain/extract/structured/schema_organization.hpp"
#include "domain/text/strings.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

using nlohmann::json;

constexpr std::size_t most_nodes = 5000;

constexpr int weight_of_partners = 20;

/// How near a node stands to the page's own organisation, by the property that leads to it.
int weight_of_property(std::string_view property) {
  if (is_one_of(property, {"", "@graph", "publisher", "mainEntity", "mainEntityOfPage", "about", "provider",
                           "@list", "creator", "copyrightHolder", "itemListElement", "item"})) {
    return property.empty() || property == "@graph" ? 50 : 40;
  }
  if (is_one_of(property, {"hiringOrganization", "worksFor", "seller", "location", "organizer", "offeredBy",
                           "author"})) {
    return weight_of_partners;
  }
  return is_one_of(property, {"department", "subOrganization", "branchOf", "parentOrganization"}) ? 10 : 0;
}

/// Properties under which people of the organisation stand; elsewhere they are reviewers, authors and
/// performers.
bool leads_to_staff(std::string_view property) {
  return is_one_of(property, {"", "@graph", "founder", "founders", "employee", "employees", "member",
                              "members", "legalRepresentative", "mainEntity", "about", "itemListElement",
                              "item", "contactPoint", "owner", "director", "manager", "@list"});
}

class interpreter {
public:
  interpreter(const structured_data& data, const context& page) : page_(page) {
    for (const auto* list : {&data.json_ld, &data.microdata, &data.rdfa, &data.hcards}) {
      for (const json& node : *list) {
        index(node);
      }
    }
    walk(data.json_ld, "json_ld");
    walk(data.microdata, "microdata");
    walk(data.hcards, "hcard");
    walk(data.rdfa, "rdfa");
  }

  structured_facts take() { return std::move(out_); }

private:
  struct visit {
    const json* node;
    std::string property;
    std::string country; ///< of the organisation above
  };

  void index(const json& node) {
    const auto add = [this](const json& n) {
      if (n.is_object() && n.size() > 1 && n.contains("@id") && n["@id"].is_string()) {
        ids_.emplace(n["@id"].get<std::string>(), &n);
      }
    };
    add(node);
    if (const auto graph = node.is_object() ? node.find("@graph") : node.end();
        graph != node.end() && graph->is_array()) {
      std::for_each(graph->begin(), graph->end(), add);
    }
  }

  void walk(const std::vector<json>& nodes, const char* method) {
    method_ = method;
    for (const json& node : nodes) {
      std::vector<visit> open{{&node, "", ""}};
      std::size_t seen = 0;
      while (!open.empty() && ++seen < most_nodes) {
        const visit now = std::move(open.back());
        open.pop_back();
        enter(now, open);
      }
    }
  }

  void enter(const visit& now, std::vector<visit>& open) {
    if (now.node->is_array()) {
      for (auto i = now.node->rbegin(); i != now.node->rend(); ++i) {
        open.push_back({&*i, now.property, now.country});
      }
      return;
    }
    if (!now.node->is_object() ||
        is_one_of(now.property, {"review", "reviews", "comment", "comments", "video"})) {
      return;
    }
    const std::string country = meaning(now);
    const auto inner = now.node->find("properties");
    const json& holder = inner != now.node->end() && inner->is_object() ? *inner : *now.node;
    std::vector<visit> children;
    for (auto i = holder.begin(); i != holder.end(); ++i) {
      if (i->is_structured() && i.key() != "@context") {
        children.push_back({&*i, i.key(), country});
      }
    }
    std::move(children.rbegin(), children.rend(), std::back_inserter(open));
  }

  /// Notes what the node says; gives the country that its inner nodes are in.
  std::string meaning(const visit& now) {
    const json& node = *now.node;
    const auto types = schema::types_of(node);
    const auto is = [&types](std::string_view type) {
      return std::find(types.begin(), types.end(), type) != types.end();
    };
    const bool organization = std::any_of(types.begin(), types.end(), schema::is_organization);
    if (organization || is("Place") || is("WebSite")) {
      return note_organization(node, now.property, types, organization);
    }
    if (is("Person") && leads_to_staff(now.property)) {
      note_person(node, now.property);
    }
    if (is("JobPosting")) {
      out_.job_postings.push_back(describe_posting(node, method_, ids_));
    }
    if (is("ContactPoint")) {
      note_contact(node, now.country);
    }
    return now.country;
  }

  std::string note_organization(const json& node, const std::string& property,
                                const std::vector<std::string>& types, bool organization) {
    described_organization described = describe_organization(node, types, method_, page_, ids_);
    const int place = is_anothers(described, property) ? 0 : weight_of_property(property);
    described.own = place >= 10;
    described.weight += organization ? place : std::min(place, 15);
    std::string country = described.addresses.empty() ? std::string{} : described.addresses.front().country;
    if (place >= 10) {
      note_contact(node, country);
      note_profiles(node);
    }
    out_.organizations.push_back(std::move(described));
    return country;
  }

  /// Who hires, sells or invites, on a page that is not on its own site.
  bool is_anothers(const described_organization& described, std::string_view property) const {
    const auto site = parse_url(described.facts.website);
    return site && !page_.host.empty() && !same_site(page_, site->host) &&
           weight_of_property(property) == weight_of_partners;
  }

  void note_contact(const json& node, const std::string& country) {
    for (const json* value : schema::values(node, "email", ids_)) {
      const std::string text = without_scheme(schema::text_of(*value), "mailto:");
      if (std::string address = plausible_email(percent_decode(text.substr(0, text.find('?'))), page_.domain);
          !address.empty()) {
        out_.emails.push_back({std::move(address), method_, 0.95, false, false});
      }
    }
    const std::string kind = schema::first_text(node, "contactType", ids_);
    for (const auto& [property, fax] : {std::pair{"telephone", false}, std::pair{"faxNumber", true}}) {
      for (const json* value : schema::values(node, property, ids_)) {
        if (std::string text = without_scheme(schema::text_of(*value), "tel:"); !text.empty()) {
          out_.phones.push_back(
              {std::move(text), fax || contains_ignoring_case(kind, "fax"), method_, country});
        }
      }
    }
  }

  void note_profiles(const json& node) {
    for (const char* property : {"sameAs", "url"}) {
      for (const json* value : schema::values(node, property, ids_)) {
        out_.profiles.push_back(schema::text_of(*value));
      }
    }
  }

  /// What a property says of the person it leads to who has no title.
  static std::string title_of_property(std::string_view property) {
    return is_one_of(property, {"founder", "founders"}) ? "Founder"
           : property == "owner"                        ? "Owner"
           : property == "director"                     ? "Director"
           : property == "manager"                      ? "Manager"
                                                        : "";
  }

  void note_person(const json& node, std::string_view led_by) {
    found_person person;
    person.who.name = schema::first_text(node, "name", ids_);
    if (person.who.name.empty()) {
      person.who.name = fold_blanks(schema::first_text(node, "givenName", ids_) + ' ' +
                                    schema::first_text(node, "familyName", ids_));
    }
    person.who.title = schema::first_text(node, "jobTitle", ids_);
    if (person.who.title.empty()) {
      person.who.title = title_of_property(led_by);
    }
    person.who.phone = without_scheme(schema::first_text(node, "telephone", ids_), "tel:");
    person.who.email =
        plausible_email(without_scheme(schema::first_text(node, "email", ids_), "mailto:"), page_.domain);
    person.who.method = method_;
    person.who.confidence = person.who.title.empty() ? 0.75 : 0.95;
    for (const char* property : {"sameAs", "url"}) {
      for (const json* value : schema::values(node, property, ids_)) {
        person.profiles.push_back(schema::text_of(*value));
      }
    }
    note_contact(node, {});
    out_.people.push_back(std::move(person));
  }

  static std::string without_scheme(std::string text, std::string_view scheme) {
    if (starts_with_ignoring_case(text, scheme)) {
      text.erase(0, scheme.size());
    }
    return text;
  }

  const context& page_;
  schema::ids ids_;
  std::string method_;
  structured_facts out_;
};

} // namespace

structured_facts interpret(const structured_data& data, const context& page) {
  return interpreter(data, page).take();
}

} // namespace leadstream::extraction
