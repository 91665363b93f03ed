#include "domain/intel/sentences.hpp"

#include "domain/intel/clauses.hpp"
#include "domain/intel/dates.hpp"
#include "domain/intel/growth.hpp"
#include "domain/intel/pain_points.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <map>

using namespace leadstream;
using namespace leadstream::intel;

namespace {

const wall_time now = *parse_rfc3339("2026-11-22T12:00:00Z");

struct labelled {
  std::string label, sign, kind, sentence;
};

void read_sentences(const char* name, std::vector<labelled>& all) {
  std::ifstream file(name);
  for (std::string line; std::getline(file, line);) {
    labelled one;
    std::size_t at = 0;
    for (std::string* part : {&one.label, &one.sign, &one.kind, &one.sentence}) {
      const std::size_t end =
          part == &one.sentence ? line.size() : std::min(line.find(" | ", at), line.size());
      *part = line.substr(std::min(at, line.size()), end - std::min(at, line.size()));
      at = end + 3;
    }
    if (!line.empty() && line.front() != '#') {
      all.push_back(one);
    }
  }
}

std::vector<labelled> sentences(const std::vector<const char*>& sets) {
  std::vector<labelled> all;
  for (const char* name : sets) {
    read_sentences((std::string("tests/data/intel_") + name + ".txt").c_str(), all);
  }
  return all;
}

std::vector<std::string> told(const labelled& one) {
  const source_text from{one.sentence, *parse_text_kind(one.kind), now, "Acme"};
  std::vector<std::string> labels;
  for (const growth_signal& each : find_growth(from, now)) {
    labels.emplace_back(to_string(each.type));
  }
  for (const pain_point& each : find_pain_points(from)) {
    labels.push_back(each.category);
  }
  return labels;
}

struct outcome {
  std::map<std::string, std::pair<int, int>> counted; ///< sentences that show a kind, and that do not
  int hits = 0;
  int misses = 0;
  int false_alarms = 0;
};

outcome outcome_of(const std::vector<labelled>& all) {
  outcome out;
  for (const labelled& one : all) {
    const auto labels = told(one);
    const bool found = std::find(labels.begin(), labels.end(), one.label) != labels.end();
    auto& [showing, others] = out.counted[one.label];
    if (one.sign == "+") {
      ++showing;
      ++(found ? out.hits : out.misses);
    } else {
      ++others;
      out.false_alarms += found ? 1 : 0;
    }
  }
  return out;
}

} // namespace

TEST_CASE("real-sounding sentences are told from those that only sound alike") {
  const outcome all = outcome_of(sentences({"sentences", "unseen", "third", "fourth"}));
  for (const auto& [label, counts] : all.counted) {
    CAPTURE(label);
    CHECK(counts.first >= 10);
    CHECK(counts.second >= 10);
  }
  CAPTURE(all.hits, all.misses, all.false_alarms);
  CHECK(all.misses * 9 <= all.hits);
  CHECK(all.false_alarms * 20 <= all.hits);
}

TEST_CASE("sentences of later sets are told apart as well") {
  const outcome later = outcome_of(sentences({"fifth", "sixth"}));
  CAPTURE(later.hits, later.misses, later.false_alarms);
  CHECK(later.misses * 3 <= later.hits);
  CHECK(later.false_alarms * 9 <= later.hits);
}

TEST_CASE("a text comes apart into sentences") {
  const auto parts = split_sentences("Dr. Muster of Acme Inc. spoke. It cost 3.5 million! Why?\nNew line");
  REQUIRE(parts.size() == 4);
  CHECK(parts[0] == "Dr. Muster of Acme Inc. spoke.");
  CHECK(parts[1] == "It cost 3.5 million!");
  CHECK(parts[3] == "New line");
  CHECK(split_sentences("").empty());
  CHECK(split_clauses("Nice staff but slow app").size() == 2);
}

TEST_CASE("sentences are told apart by clause, subject and language") {
  const outcome latest = outcome_of(sentences({"seventh", "eighth", "ninth", "tenth", "eleventh"}));
  CAPTURE(latest.hits, latest.misses, latest.false_alarms);
  CHECK(latest.misses * 9 <= latest.hits);
  CHECK(latest.false_alarms * 20 <= latest.hits);
}

TEST_CASE(
    "troubles and growth of the latest sets are told from advice, sales, the past and other houses' news") {
  const outcome latest = outcome_of(sentences({"thirteenth", "fourteenth", "fifteenth", "seventeenth"}));
  CAPTURE(latest.hits, latest.misses, latest.false_alarms);
  CHECK(latest.misses * 9 <= latest.hits);
  CHECK(latest.false_alarms * 20 <= latest.hits);
}

TEST_CASE("dates and legal forms do not end a sentence") {
  CHECK(split_sentences("Am 3. Mai kam er. Am 4. ging er.").size() == 2);
  CHECK(split_sentences("Blum e.V. lädt ein. Acme Pty. Ltd. and Rossi S.p.A. apre.").size() == 2);
  CHECK(split_sentences("We sold 12. Then we left.").size() == 2);
}

TEST_CASE(
    "a remark between commas is no part of what a sentence tells, and a part begins where a verb does") {
  const parted_sentence parted("Acme, which aims high, has raised money and opened a shop.");
  CHECK(parted.plain() == "acme has raised money and opened a shop");
  REQUIRE(parted.parts().size() == 2);
  CHECK(parted.parts()[1].begin == 22);
  const parted_sentence led("Aiming high, Acme not only grew.");
  CHECK(led.parts().size() == 1);
  CHECK(led.clauses().size() == 2);
  CHECK(led.sober() == "aiming high acme xxx only grew");
}

TEST_CASE("funding names amount, round and investor") {
  const auto found = find_growth({"Acme raised $12.5 million in a Series A round led by Northgate Ventures.",
                                  text_kind::news, now, "Acme"},
                                 now);
  REQUIRE(found.size() == 1);
  CHECK(found[0].funding.amount == "$12.5 million");
  CHECK(found[0].funding.round == "Series A");
  CHECK(found[0].funding.investor == "Northgate Ventures");
}

TEST_CASE("a pain point is the company's own, of today, and has its topic beside it") {
  const auto told = [](std::string_view text, text_kind kind) {
    const auto found = find_pain_points({text, kind, now, "Acme"});
    return found.empty() ? std::string() : found[0].category;
  };
  CHECK(told("You will optimise our website and set up meetings.", text_kind::job).empty());
  CHECK(told("You will replace our outdated website software.", text_kind::job) == "technology");
  CHECK(told("Many companies still struggle with manual processes.", text_kind::blog).empty());
  CHECK(told("We still struggle with manual processes.", text_kind::blog) == "processes");
  CHECK(told("In 1999 our server crashed; today everything runs in the cloud.", text_kind::blog).empty());
  CHECK(told("Wir mussten nicht lange auf den Termin warten.", text_kind::review).empty());
  CHECK(told("The food was terrible and the platform at the station cold.", text_kind::review).empty());
  CHECK(told("The regulator fined Acme 200,000 francs for data protection breaches.", text_kind::news) ==
        "compliance");
  CHECK(told("The regulator fined Betacorp 200,000 francs.", text_kind::news).empty());
  CHECK(told("Do your servers crash every week?", text_kind::blog).empty());
  CHECK(told("Ten signs that our servers are outdated.", text_kind::blog).empty());
  CHECK(told("Last winter our servers crashed every week; today they run well.", text_kind::blog).empty());
  CHECK(told("We help firms whose servers crash every week.", text_kind::blog).empty());
  CHECK(told("Our servers crash every week.", text_kind::blog) == "technology");
}

TEST_CASE("funding is read in other currencies and languages") {
  CHECK(funding_of("It raised A$5 million.").amount == "A$5 million");
  CHECK(funding_of("It raised SEK 120 million.").amount == "SEK 120 million");
  CHECK(funding_of("Investing six million euros in it").amount == "six million euros");
  CHECK(funding_of("levanta 120 millones de dólares").amount == "120 millones de dólares");
  CHECK(funding_of("boucle une Série A de 3 M€ auprès de Partech.").amount == "3 M€");
  CHECK(funding_of("boucle une Série A de 3 M€ auprès de Partech.").round == "Série A");
  CHECK(funding_of("boucle une Série A de 3 M€ auprès de Partech.").investor == "Partech");
  CHECK(funding_of("Accel leads the round.").investor == "Accel");
  CHECK(funding_of("haalt drie miljoen euro op bij Newion").amount == "drie miljoen euro");
  CHECK(funding_of("haalt drie miljoen euro op bij Newion").investor == "Newion");
  CHECK(funding_of("raccoglie cinque milioni di euro").amount == "cinque milioni di euro");
  CHECK(funding_of("recebeu cinco milhões de euros da Indico Capital").amount == "cinco milhões de euros");
  CHECK(funding_of("recebeu cinco milhões de euros da Indico Capital").investor == "Indico Capital");
}

TEST_CASE("old news decays, by its date and by the year it speaks of") {
  const std::string_view text = "Acme opens a new office in Zurich.";
  const auto of = [&](const char* date, std::string_view words) {
    const auto found = find_growth({words, text_kind::news, parse_rfc3339(date), "Acme"}, now);
    return found.empty() ? 0 : found[0].confidence;
  };
  CHECK(of("2026-11-01T00:00:00Z", text) > 0.8);
  CHECK(of("2025-11-22T00:00:00Z", text) == Approx(0.425).epsilon(0.02));
  CHECK(of("2024-11-22T00:00:00Z", text) == Approx(0.2125).epsilon(0.02));
  CHECK(of("2015-01-01T00:00:00Z", text) == 0.05);
  CHECK(of("2026-11-01T00:00:00Z", "In 2019 Acme opened a new office in Zurich.") == 0);
  CHECK(of("2026-11-01T00:00:00Z", "Ten years ago Acme opened a new office in Zurich.") == 0);
  CHECK(of("2026-11-01T00:00:00Z", "Last year Acme opened a new office in Zurich.") < 0.7);
}

TEST_CASE("a day that the sentence names is the day of its news") {
  const auto found = find_growth({"On 3 March 2026 Acme opened a new office in Zurich.", text_kind::news,
                                  parse_rfc3339("2026-11-01T00:00:00Z"), "Acme"},
                                 now);
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].date);
  CHECK(to_iso(*found[0].date) == "2026-03-03");
  CHECK(found[0].confidence < 0.6);
}

TEST_CASE("one text gives one confidence all day long") {
  const auto at = [](const char* moment) {
    return find_growth({"Acme opens a new office in Zurich.", text_kind::news,
                        parse_rfc3339("2026-06-01T00:00:00Z"), "Acme"},
                       *parse_rfc3339(moment))
        .at(0)
        .confidence;
  };
  CHECK(at("2026-11-22T01:00:00Z") == at("2026-11-22T23:00:00Z"));
}

TEST_CASE("each part of a sentence tells its own news") {
  const auto found =
      find_growth({"Acme raised $10 million, hired 40 people and opened its second office in Berlin.",
                   text_kind::news, now, "Acme"},
                  now);
  REQUIRE(found.size() == 3);
  CHECK(found[0].type == growth_type::funding_announcements);
  CHECK(found[1].type == growth_type::hiring_spree);
  CHECK(found[2].type == growth_type::new_office_locations);
}

TEST_CASE("another company's news is not the company's") {
  const auto count = [](std::string_view text, std::string_view company) {
    return find_growth({text, text_kind::news, now, company}, now).size();
  };
  CHECK(count("Betacorp raised $5 million in seed funding.", "Acme") == 0);
  CHECK(count("Betacorp raised $5 million in seed funding.", "Betacorp AG") == 1);
  CHECK(count("Betacorp raised $5 million in seed funding.", "") == 1);
  CHECK(count("The company raised $5 million in seed funding.", "Acme") == 1);
  CHECK(count("Kestrel Systems, founded by two former Acme employees, raised $4m.", "Acme") == 0);
  CHECK(count("Former Acme staff found jobs at Kestrel, which hired 30 people.", "Acme") == 0);
  CHECK(count("Our landlord Kestrel Estates opened a new office in Madrid.", "Acme") == 0);
  CHECK(count("Accel leads a $15m investment in Acme.", "Acme") == 1);
  CHECK(count("Swiss startup Kestrel raises $5m.", "Swiss Solar AG") == 0);
  CHECK(count("Brightwell raises $12m.", "Brightwell Labs") == 1);
  CHECK(count("Brightwell Foods raises $12m.", "Brightwell Labs") == 0);
  CHECK(count("Die Kestrel AG hat 20 Millionen Euro von Investoren erhalten.", "Acme") == 0);
}
