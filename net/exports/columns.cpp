#include "net/exports/columns.hpp"

#include "domain/model/score.hpp"
#include "domain/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace leadstream::exports {
namespace {

using text = std::string;
using field = lead_field;
using kind = column::content;
using part = column::part;

template <class Number>
void append_number(std::string& out, Number number) {
  std::array<char, 32> digits{};
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

/// A text of the lead.
template <auto Member>
void of_lead(text& out, const line& l) {
  out += l.lead.*Member;
}
template <auto Member>
void of_place(text& out, const line& l) {
  out += l.lead.location.*Member;
}
template <auto Member>
void of_point(text& out, const line& l) {
  if (l.lead.location.has_point) {
    append_number(out, l.lead.location.*Member);
  }
}
template <auto Member>
void of_intelligence(text& out, const line& l) {
  out += joined(l.lead.intelligence.*Member, "; ");
}
template <auto Member>
void of_contact(text& out, const line& l) {
  if (l.person != nullptr) {
    out += l.person->*Member;
  }
}

std::vector<column> lead_columns() {
  return {
      {"name", "company_name", field::company_name, kind::foreign_text, "name", part::lead,
       of_lead<&lead_row::company_name>},
      {"email", "email", field::email, kind::foreign_text, "contact.email", part::lead,
       of_lead<&lead_row::email>},
      {"phone", "phone", field::phone, kind::foreign_text, "contact.phone", part::lead,
       of_lead<&lead_row::phone>},
      {"score", "lead_score", field::lead_score, kind::number, "", part::lead,
       [](text& o, const line& l) { append_number(o, l.lead.lead_score); }},
      {"category", "category", field::lead_score, kind::own_text, "", part::lead,
       [](text& o, const line& l) { o += score_category(l.lead.lead_score); }},
      {"industry", "industry", field::industry, kind::foreign_text, "industry", part::lead,
       of_lead<&lead_row::industry>},
      {"size", "size_category", field::size, kind::own_text, "size_category", part::lead,
       [](text& o, const line& l) { o += l.lead.size ? to_string(*l.lead.size) : ""; }},
      {"website", "website", field::website, kind::foreign_text, "website", part::lead,
       of_lead<&lead_row::website>},
      {"description", "description", field::description, kind::foreign_text, "description", part::lead,
       of_lead<&lead_row::description>},
      {"street", "street", field::location, kind::foreign_text, "location.street", part::lead,
       of_place<&place::street>},
      {"postal_code", "postal_code", field::location, kind::foreign_text, "location.postal_code", part::lead,
       of_place<&place::postal_code>},
      {"city", "city", field::location, kind::foreign_text, "location.city", part::lead,
       of_place<&place::city>},
      {"state", "state", field::location, kind::foreign_text, "location.state", part::lead,
       of_place<&place::state>},
      {"country", "country", field::location, kind::foreign_text, "location.country", part::lead,
       of_place<&place::country>},
      {"latitude", "latitude", field::location, kind::number, "location.point", part::lead,
       of_point<&place::latitude>},
      {"longitude", "longitude", field::location, kind::number, "location.point", part::lead,
       of_point<&place::longitude>},
      {"contacts", "contact_count", field::contact_count, kind::number, "", part::lead,
       [](text& o, const line& l) { append_number(o, l.lead.contact_count); }},
      {"status", "status", field::status, kind::own_text, "", part::lead,
       [](text& o, const line& l) { o += to_string(l.lead.status); }},
      {"tags", "tags", field::tags, kind::foreign_text, "", part::lead,
       [](text& o, const line& l) { o += joined(l.lead.tags, ", "); }},
      {"owner", "owner", field::owner, kind::foreign_text, "", part::lead, of_lead<&lead_row::owner>},
      {"id",
       "id",
       {},
       kind::own_text,
       "",
       part::lead,
       [](text& o, const line& l) { o += to_string(l.lead.id); }},
      {"created_at", "created_at", field::created_at, kind::own_text, "", part::lead,
       [](text& o, const line& l) { o += to_rfc3339(l.lead.created_at); }},
      {"updated_at", "updated_at", field::updated_at, kind::own_text, "", part::lead,
       [](text& o, const line& l) { o += to_rfc3339(l.lead.updated_at); }},
  };
}

/// Where the family name begins: at its first particle ("Ludwig van Beethoven"), else at the last word.
std::size_t begin_of_last_name(std::string_view name) {
  for (std::size_t at = name.find(' '); at != std::string_view::npos; at = name.find(' ', at + 1)) {
    if (at + 1 < name.size() && name[at + 1] >= 'a' && name[at + 1] <= 'z') {
      return at + 1;
    }
  }
  const std::size_t last = name.rfind(' ');
  return last == std::string_view::npos ? 0 : last + 1;
}
void first_name(text& out, const line& l) {
  const std::string_view name = l.person == nullptr ? std::string_view() : l.person->name;
  out += name.substr(0, begin_of_last_name(name) - std::min<std::size_t>(1, begin_of_last_name(name)));
}
void last_name(text& out, const line& l) {
  const std::string_view name = l.person == nullptr ? std::string_view() : l.person->name;
  out += name.substr(begin_of_last_name(name));
}

std::vector<column> intelligence_columns() {
  return {
      {"technologies",
       "technology_stack",
       {},
       kind::foreign_text,
       "",
       part::intelligence,
       of_intelligence<&intelligence::technology_stack>},
      {"signals",
       "growth_signals",
       {},
       kind::foreign_text,
       "",
       part::intelligence,
       of_intelligence<&intelligence::growth_signals>},
      {"pain_points",
       "pain_points",
       {},
       kind::foreign_text,
       "",
       part::intelligence,
       of_intelligence<&intelligence::pain_points>},
  };
}

std::vector<column> person_columns() {
  return {
      {"contact_name",
       "contact_name",
       {},
       kind::foreign_text,
       "contact.name",
       part::person,
       of_contact<&contact::name>},
      {"contact_first_name", "contact_first_name", {}, kind::foreign_text, "", part::person, first_name},
      {"contact_last_name", "contact_last_name", {}, kind::foreign_text, "", part::person, last_name},
      {"contact_title",
       "contact_title",
       {},
       kind::foreign_text,
       "contact.title",
       part::person,
       of_contact<&contact::title>},
      {"contact_email",
       "contact_email",
       {},
       kind::foreign_text,
       "contact.email",
       part::person,
       of_contact<&contact::email>},
      {"contact_phone",
       "contact_phone",
       {},
       kind::foreign_text,
       "contact.phone",
       part::person,
       of_contact<&contact::phone>},
      {"contact_linkedin",
       "contact_linkedin_url",
       {},
       kind::foreign_text,
       "contact.linkedin_url",
       part::person,
       of_contact<&contact::linkedin_url>},
      {"decision_maker",
       "is_decision_maker",
       {},
       kind::own_text,
       "",
       part::person,
       [](text& o, const line& l) {
         o += l.person == nullptr ? "" : l.person->is_decision_maker ? "yes" : "no";
       }},
      {"contact_confidence",
       "contact_confidence",
       {},
       kind::number,
       "",
       part::person,
       [](text& o, const line& l) {
         if (l.person != nullptr) {
           append_number(o, l.person->confidence);
         }
       }},
  };
}

std::vector<column> make_columns() {
  std::vector<column> all = lead_columns();
  for (const auto& more : {intelligence_columns(), person_columns()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

} // namespace

const std::vector<column>& columns() {
  static const std::vector<column> all = make_columns();
  return all;
}

lead_fields needed_by(const std::vector<const column*>& chosen) {
  lead_fields needed = lead_fields::none();
  for (const column* c : chosen) {
    if (c->of) {
      needed.add(*c->of);
    }
  }
  return needed;
}

bool any_shows(const std::vector<const column*>& chosen, column::part which) {
  return std::any_of(chosen.begin(), chosen.end(), [which](const column* c) { return c->shows == which; });
}

const column* find_column(std::string_view name) {
  const auto& all = columns();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const column& c) { return c.name == name || c.header == name; });
  return found == all.end() ? nullptr : &*found;
}

const provenance* origin_of(const column& of, const lead_row& row, std::string_view text) {
  const provenance* found = nullptr;
  if (!of.origin.empty() && !text.empty()) {
    for (const provenance& p : row.provenance) {
      if (p.field == of.origin && (p.value == text || found == nullptr)) {
        found = &p;
        if (p.value == text) {
          break;
        }
      }
    }
  }
  return found;
}

} // namespace leadstream::exports
