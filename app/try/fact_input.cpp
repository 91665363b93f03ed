#include "app/try/fact_input.hpp"

#include "app/try/contact_input.hpp"
#include "app/try/json_input.hpp"
#include "config/nearest.hpp"
#include "domain/clean/email.hpp"
#include "domain/dedup/provenance.hpp"
#include "domain/enrich/size.hpp"
#include "domain/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace leadstream::app {
namespace {

using nlohmann::json;
using score::criterion;

/// A word for a fact, the field that it is, and the criterion that true and false decide.
struct fact_word {
  std::string_view written;
  std::string_view field; ///< empty: a criterion that no field shows
  std::optional<criterion> decides = {};
  std::string_view detail = {}; ///< the type of a growth signal
};

constexpr std::array<fact_word, 44> words{{
    {"email", "email", criterion::email_found},
    {"emails", "email", criterion::email_found},
    {"email_found", "email", criterion::email_found},
    {"phone", "phone", criterion::phone_found},
    {"phones", "phone", criterion::phone_found},
    {"phone_found", "phone", criterion::phone_found},
    {"decision_maker_contact", "", criterion::decision_maker_contact},
    {"multiple_contacts", "", criterion::multiple_contacts},
    {"size", "size_category"},
    {"company_size", "size_category"},
    {"company_size_match", "size_category"},
    {"employees", "employee_count"},
    {"industry_relevance", "industry"},
    {"technologies", "technology"},
    {"technology_stack", "technology"},
    {"tech_stack", "technology"},
    {"technology_match", "technology"},
    {"growth_signal", "growth_signal", criterion::growth_signals},
    {"growth_signals", "growth_signal", criterion::growth_signals},
    {"funding_news", "growth_signal", criterion::funding_news, "funding_announcements"},
    {"funding_announcements", "growth_signal", criterion::funding_news, "funding_announcements"},
    {"expansion_signals", "growth_signal", criterion::expansion_signals, "new_office_locations"},
    {"new_office_locations", "growth_signal", criterion::expansion_signals, "new_office_locations"},
    {"job_posting", "job_posting", criterion::job_postings_active},
    {"job_postings", "job_posting", criterion::job_postings_active},
    {"job_postings_active", "job_posting", criterion::job_postings_active},
    {"pain_points", "pain_point"},
    {"social", "social", criterion::social_presence},
    {"social_links", "social", criterion::social_presence},
    {"social_profiles", "social", criterion::social_presence},
    {"social_media", "social", criterion::social_presence},
    {"social_presence", "social", criterion::social_presence},
    {"email_verdict", "email_verdict", criterion::verified_email},
    {"email_status", "email_verdict", criterion::verified_email},
    {"verified_email", "email_verdict", criterion::verified_email},
    {"site_status", "site_status", criterion::active_website},
    {"website_status", "site_status", criterion::active_website},
    {"active_website", "site_status", criterion::active_website},
    {"recent_activity", "recent_activity", criterion::recent_activity},
    {"last_activity", "recent_activity", criterion::recent_activity},
    {"hiring_spree", "growth_signal", std::nullopt, "hiring_spree"},
    {"product_launches", "growth_signal", std::nullopt, "product_launches"},
    {"recent_job_postings", "growth_signal", std::nullopt, "recent_job_postings"},
    {"websites", "website"},
}};

const std::vector<std::string> entry_keys{
    "field",    "type",       "name",       "value",      "sentence",   "text",  "title",   "description",
    "detail",   "category",   "url",        "source_url", "fetched_at", "date",  "source",  "method",
    "evidence", "confidence", "categories", "version",    "amount",     "round", "investor"};
constexpr std::array text_keys{"value", "sentence", "text", "title", "name", "description", "url"};
constexpr std::array name_keys{"field", "type", "name"};

/// One fact as it was written.
struct told_fact {
  fact_word word;
  std::string value;
  std::string detail;
  std::string url;
  wall_time at{};
};

error unknown_field(const std::string& written) {
  std::vector<std::string> known = fact_fields();
  for (const fact_word& each : words) {
    if (std::find(known.begin(), known.end(), each.written) == known.end()) {
      known.emplace_back(each.written);
    }
  }
  const std::string near = config::nearest(written, known);
  return wrong_member("facts",
                      "knows no field \"" + written + "\"" +
                          (near.empty() ? "; there are " : "; did you mean \"" + near + "\"? There are ") +
                          joined(known, ", "));
}

result<fact_word> word_of(const std::string& written) {
  const auto* const found = std::find_if(words.begin(), words.end(),
                                         [&](const fact_word& each) { return each.written == written; });
  if (found != words.end()) {
    return *found;
  }
  const auto field = parse_field(written);
  return field ? result<fact_word>(fact_word{to_string(*field), to_string(*field)}) : unknown_field(written);
}

std::optional<wall_time> moment_of(const std::string& date) {
  return parse_rfc3339(date.size() == 10 ? date + "T00:00:00Z" : date);
}

/// What true, "no" or 0 says where a value could stand; addresses and numbers to dial are never that.
std::optional<bool> flag_of(const json& value, const fact_word& word) {
  if (value.is_boolean()) {
    return value.get<bool>();
  }
  if (value.is_number() && word.field != "email" && word.field != "phone") {
    return value != 0;
  }
  const std::string said = value.is_string() ? lower(value.get_ref<const std::string&>()) : std::string();
  return said == "yes" || said == "true"   ? std::optional(true)
         : said == "no" || said == "false" ? std::optional(false)
                                           : std::nullopt;
}

bool is_one_of(const std::string& value, std::initializer_list<const char*> known) {
  return std::find(known.begin(), known.end(), value) != known.end();
}

/// What is wrong with a value of that field and what could stand there; empty when nothing is.
std::string fault_of(const fact_word& word, const std::string& value) {
  if (word.field == "email_verdict" && !is_one_of(value, {"valid", "risky", "invalid", "unknown"})) {
    return "must be valid, risky, invalid, unknown, true or false";
  }
  if (word.field == "site_status" &&
      !is_one_of(value, {"active", "parked", "redirected", "blocked", "unreachable", "unknown"})) {
    return "must be active, parked, redirected, blocked, unreachable, unknown, true or false";
  }
  if (word.field == "recent_activity" && !moment_of(value)) {
    return "must be a date as 2026-11-22 or 2026-11-22T10:00:00Z, true or false";
  }
  if ((word.field == "size_category" || word.field == "employee_count") && !enrich::size_of_text(value)) {
    return size_forms;
  }
  if (word.field == "email" && !clean_email(value)) {
    return "is no email address: " + clean_email(value).problem().message;
  }
  if (word.field == "phone" && !holds_number(value)) {
    return "holds no telephone number";
  }
  return {};
}

class fact_reader {
public:
  fact_reader(wall_time now, told_lead& to) : now_(now), to_(to) {}

  /// Takes what is said under one name: a value, an object that holds it, or a list of these.
  result<done> take(const std::string& written, const json& given) {
    const auto word = word_of(written);
    if (!word) {
      return word.problem();
    }
    if (!given.is_array()) {
      return take_one(*word, given);
    }
    for (const json& each : given) {
      if (auto taken = take_one(*word, each); !taken) {
        return taken;
      }
    }
    return done{};
  }

private:
  result<done> take_one(const fact_word& word, const json& given) {
    const json entry = given.is_object() ? given : json{{"value", given}};
    const std::string name(word.written);
    if (auto known = refuse_unknown(entry, entry_keys, name); !known) {
      return known;
    }
    const auto* const key = std::find_if(text_keys.begin(), text_keys.end(),
                                         [&](const char* each) { return entry.contains(each); });
    const bool dated = word.field == "recent_activity" && entry.contains("date") && !entry.contains("value");
    if (key == text_keys.end() && !dated) {
      return wrong_member(name, R"(holds an object without "value", "text", "sentence", "title" or "name")");
    }
    told_fact told{word, {}, {}, {}, now_};
    if (auto read = read_rest(entry, told); !read) {
      return read;
    }
    const json& value = entry.at(dated ? "date" : *key);
    if (!value.is_array()) {
      return take_value(told, value);
    }
    for (const json& each : value) {
      if (auto taken = take_value(told, each); !taken) {
        return taken;
      }
    }
    return done{};
  }

  result<done> read_rest(const json& entry, told_fact& told) const {
    object_reader from(entry, std::string(told.word.written));
    const std::string type = from.text({"type", "category"});
    told.detail = from.text({"detail"});
    told.detail = !told.detail.empty() ? told.detail : type.empty() ? std::string(told.word.detail) : type;
    told.url = from.text({"url", "source_url"});
    if (const std::string date = from.text({"date", "fetched_at"}); !date.empty()) {
      const auto moment = moment_of(date);
      told.at = moment.value_or(now_);
      if (!moment) {
        from.refuse(from.name_of({"date", "fetched_at"}),
                    "must be a date as 2026-11-22 or 2026-11-22T10:00:00Z");
      }
    }
    return from.fault();
  }

  result<done> take_value(told_fact& told, const json& value) {
    const std::string name(told.word.written);
    if (value.is_null() || value == "" || value == "unknown") {
      return done{};
    }
    const auto flag = told.word.decides ? flag_of(value, told.word) : std::nullopt;
    if (flag) {
      decide(told, *flag, value);
      return done{};
    }
    if (value.is_structured() || value.is_boolean()) {
      return wrong_member(name, "must be text: the " + std::string(told.word.field) + " itself");
    }
    told.value = value.is_string() ? value.get<std::string>() : value.dump();
    if (const std::string fault = fault_of(told.word, told.value); !fault.empty()) {
      return wrong_member(name, fault);
    }
    add(told);
    return done{};
  }

  void decide(told_fact& told, bool holds, const json& value) {
    told.value = value.is_string() ? value.get<std::string>() : value.dump();
    if (holds && !told.word.detail.empty()) {
      add(told); // what is told of funding or an office is a growth signal, too
      return;
    }
    const std::string said = std::string(told.word.written) + ": " + told.value;
    to_.criteria.push_back({*told.word.decides, holds, told.url.empty() ? said : told.url});
  }

  void add(const told_fact& told) {
    lead& to = to_.lead;
    if (told.word.field.empty()) {
      to_.criteria.push_back({*told.word.decides, true, told.value});
    } else if (told.word.field == "growth_signal") {
      const std::string text = dedup::shown_text({field::growth_signal, told.value, {}, 1, told.detail});
      to.intelligence.growth_signals.push_back(text);
      trace(told, text);
    } else {
      add_value(to, told);
      trace(told, told.value);
    }
  }

  static void add_value(lead& to, const told_fact& told) {
    const std::string_view field = told.word.field;
    if (field == "technology") {
      to.intelligence.technology_stack.push_back(told.value);
    } else if (field == "pain_point") {
      to.intelligence.pain_points.push_back(told.value);
    } else if (field == "social") {
      to.social.push_back(told.value);
    } else if (field == "industry" && to.company.industry.empty()) {
      to.company.industry = told.value;
    } else if ((field == "employee_count" || field == "size_category") && !to.company.size) {
      to.company.size = enrich::size_of_text(told.value);
    } else if (field == "email" || field == "phone") {
      contact said;
      (field == "email" ? said.email : said.phone) =
          field == "email" ? clean_email(told.value)->value : told.value;
      add_contact(to, said);
    }
  }

  void trace(const told_fact& told, const std::string& value) {
    to_.lead.provenance.push_back({std::string(told.word.field), value, {}, told.url, told.at, {}, 1});
  }

  wall_time now_;
  told_lead& to_;
};

} // namespace

std::vector<std::string> fact_fields() {
  std::vector<std::string> names;
  for (auto each = field::name; each <= field::recent_activity;
       each = static_cast<field>(static_cast<std::uint8_t>(each) + 1)) {
    names.emplace_back(to_string(each));
  }
  names.emplace_back("email_verdict");
  return names;
}

result<done> read_facts(const json& from, wall_time now, told_lead& to) {
  fact_reader reader(now, to);
  if (from.is_object()) {
    for (const auto& [written, given] : from.items()) {
      if (auto taken = reader.take(written, given); !taken) {
        return taken;
      }
    }
    return done{};
  }
  if (!from.is_array()) {
    return wrong_member("facts", "must be a list or an object");
  }
  for (const json& each : from) {
    const auto* const key = std::find_if(name_keys.begin(), name_keys.end(), [&](const char* name) {
      return each.is_object() && each.contains(name) && each.at(name).is_string();
    });
    if (key == name_keys.end()) {
      return wrong_member("facts", R"(holds objects with "field" and "value")");
    }
    json rest = each;
    rest.erase(*key);
    if (auto taken = reader.take(each.at(*key).get<std::string>(), rest); !taken) {
      return taken;
    }
  }
  return done{};
}

} // namespace leadstream::app
