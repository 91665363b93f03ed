#include "domain/law/notice.hpp"

#include <algorithm>
#include <set>

namespace leadstream::law {
std::string basis_text(const std::string& basis) {
  if (basis == "consent") {
    return "your consent (Art. 6(1)(a) GDPR)";
  }
  if (basis == "contract") {
    return "steps before a contract (Art. 6(1)(b) GDPR)";
  }
  if (basis == "legal_obligation") {
    return "a legal obligation (Art. 6(1)(c) GDPR)";
  }
  return "our legitimate interest in offering our services to businesses (Art. 6(1)(f) GDPR)";
}

namespace {

/// "website https://… (2026-11-22)" for each source, once.
std::string sources_text(const lead& whole) {
  std::set<std::string> all;
  for (const provenance& p : whole.provenance) {
    all.insert("  - " + p.source + (p.url.empty() ? "" : ", " + p.url) + ", seen on " +
               to_rfc3339(p.fetched_at).substr(0, 10) + "\n");
  }
  std::string text;
  for (const std::string& line : all) {
    text += line;
  }
  return text.empty() ? "  - publicly available sources\n" : text;
}

std::string categories_text(const lead& whole) {
  const auto any = [&](auto member) {
    return std::any_of(whole.contacts.begin(), whole.contacts.end(),
                       [&](const contact& c) { return !(c.*member).empty(); });
  };
  std::string text = "company details";
  text += any(&contact::name) ? ", name" : "";
  text += any(&contact::title) ? ", job title" : "";
  text += any(&contact::email) ? ", e-mail address" : "";
  text += any(&contact::phone) ? ", telephone number" : "";
  return text + ", and an assessment of how well our services may fit (a score from 0 to 100)";
}

} // namespace

std::string first_contact_notice(const lead& whole, const controller& who) {
  return "Information on your data (Art. 14 GDPR)\n\nController: " +
         (who.identity.empty() ? "[set law.controller]" : who.identity) +
         "\n\nWe hold business contact data of " + whole.company.name + ": " + categories_text(whole) +
         ".\n\nPurpose: " + purpose + ". Lawful basis: " + basis_text(who.basis) +
         ".\n\nWe did not get the data from you, but from:\n" + sources_text(whole) +
         "\nWe keep it until you object or it is out of date" +
         (who.retention.empty() ? "" : ", and no longer than this: " + who.retention) +
         ", and pass it on to those alone who help us with "
         "this "
         "purpose.\n\nYou may ask for access, correction, erasure or restriction, and you may object to "
         "direct "
         "marketing at any time, with effect at once: " +
         (who.opt_out.empty() ? "answer this message" : who.opt_out) +
         ". You may complain to a supervisory authority.\n";
}

} // namespace leadstream::law
