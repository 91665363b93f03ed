#include "domain/score/criteria.hpp"

#include <algorithm>

namespace leadstream::score {
namespace {

using state = criterion_state;

constexpr std::size_t most_evidence = 3;
constexpr int active_days = 180; ///< how old the newest content may be
constexpr int posting_days = 90; ///< how old a job posting may be

judgement yes_if(std::vector<std::string> evidence, state otherwise) {
  if (evidence.empty()) {
    return {otherwise, {}};
  }
  evidence.resize(std::min(evidence.size(), most_evidence));
  return {state::yes, std::move(evidence)};
}

std::string describe(const contact& c) {
  std::string text;
  for (const std::string* each : {&c.name, &c.email, &c.phone, &c.linkedin_url}) {
    text = text.empty() ? *each : text;
  }
  return text + (c.title.empty() ? "" : (text.empty() ? "" : ", ") + c.title);
}

template <class Tell>
std::vector<std::string> from_contacts(const subject& of, Tell tell) {
  std::vector<std::string> evidence;
  for (const contact& each : of.the_lead().contacts) {
    if (std::string text = tell(each); !text.empty()) {
      evidence.push_back(std::move(text));
    }
  }
  return evidence;
}

judgement email_found(const subject& of) {
  return yes_if(from_contacts(of, [](const contact& c) { return c.email; }), state::no);
}

judgement phone_found(const subject& of) {
  return yes_if(from_contacts(of, [](const contact& c) { return c.phone; }), state::no);
}

judgement decision_maker_contact(const subject& of) {
  return yes_if(
      from_contacts(of, [](const contact& c) { return c.is_decision_maker ? describe(c) : std::string(); }),
      state::no);
}

judgement multiple_contacts(const subject& of) {
  auto contacts = from_contacts(of, describe);
  return contacts.size() < 2 ? judgement{state::no, {}} : yes_if(std::move(contacts), state::no);
}

/// The profile decides (basis.hpp).
judgement left_open(const subject&) {
  return {};
}

/// The weightiest signal says how much of the points there is.
judgement weigh(const std::vector<weighed_signal>& signals, state otherwise) {
  std::vector<std::string> evidence;
  for (const weighed_signal& each : signals) {
    const bool full = each.percent == 100;
    evidence.push_back(full ? each.text : each.text + " (counts " + std::to_string(each.percent) + " %)");
  }
  judgement told = yes_if(std::move(evidence), otherwise);
  told.percent = signals.empty() ? 100 : signals.front().percent;
  return told;
}

judgement growth_signals(const subject& of) {
  return weigh(of.growth(std::nullopt), state::unknown);
}

/// A verdict on an email address (valid, risky, invalid, unknown) comes from checking its domain.
judgement verified_email(const subject& of) {
  if (email_found(of).state == state::no) {
    return {state::no, {}};
  }
  judgement told;
  of.observed("email_verdict", [&](const provenance& seen) {
    if (seen.value == "valid") {
      told = {state::yes, {seen.url.empty() ? "verdict valid" : seen.url}};
    } else if (seen.value != "unknown") {
      told = {state::no, {"verdict " + seen.value}};
    }
    return told.state != state::yes;
  });
  return told;
}

judgement active_website(const subject& of) {
  const provenance* status = of.newest("site_status");
  if (status == nullptr || status->value == "unknown") {
    return {};
  }
  const std::string& site = status->url.empty() ? of.the_lead().company.website : status->url;
  return status->value == "active"
             ? judgement{state::yes, {site.empty() ? "the website answers" : site}}
             : judgement{state::no, {(site.empty() ? "the website" : site) + " is " + status->value}};
}

judgement recent_activity(const subject& of) {
  judgement told;
  of.observed("recent_activity", [&](const provenance& seen) {
    const auto when = parse_rfc3339(seen.value.size() == 10 ? seen.value + "T00:00:00Z" : seen.value);
    if (when && of.is_recent(*when, active_days)) {
      told = {state::yes, {"news of " + seen.value.substr(0, 10)}};
    } else if (when) {
      told = {state::no, {"news of " + seen.value.substr(0, 10)}};
    }
    return told.state != state::yes;
  });
  return told;
}

judgement social_presence(const subject& of) {
  return yes_if(of.the_lead().social, of.website_was_read() ? state::no : state::unknown);
}

judgement job_postings_active(const subject& of) {
  std::vector<std::string> postings;
  bool any = false;
  of.observed("job_posting", [&](const provenance& seen) {
    any = true;
    if (of.is_recent(seen.fetched_at, posting_days)) {
      postings.push_back(seen.value);
    }
    return postings.size() < most_evidence;
  });
  if (!postings.empty()) {
    return yes_if(std::move(postings), state::no);
  }
  judgement told =
      weigh(of.growth(intel::growth_type::recent_job_postings), any ? state::no : state::unknown);
  if (told.state == state::no) {
    told.evidence = {"no posting of the last " + std::to_string(posting_days) + " days"};
  }
  return told;
}

judgement funding_news(const subject& of) {
  return weigh(of.growth(intel::growth_type::funding_announcements), state::unknown);
}

judgement expansion_signals(const subject& of) {
  return weigh(of.growth(intel::growth_type::new_office_locations), state::unknown);
}

using rule = judgement (*)(const subject&);
constexpr std::array<rule, criterion_count> rules{
    email_found,     phone_found,     decision_maker_contact, multiple_contacts, left_open,
    left_open,       left_open,       growth_signals,         verified_email,    active_website,
    recent_activity, social_presence, job_postings_active,    funding_news,      expansion_signals};

} // namespace

judgement judge(criterion which, const subject& of) {
  return rules[static_cast<std::size_t>(which)](of);
}

} // namespace leadstream::score
