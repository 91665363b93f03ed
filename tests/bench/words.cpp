#include "tests/bench/words.hpp"

#include <array>

namespace bench {
namespace {

using words = const char* const;
using kinds = const std::pair<const char*, const char*>;

words german_surnames[] = {"Müller",  "Schmidt",  "Schneider", "Fischer", "Weber",    "Meier",      "Wagner",
                           "Becker",  "Schulz",   "Hoffmann",  "Schäfer", "Koch",     "Bauer",      "Richter",
                           "Klein",   "Wolf",     "Schröder",  "Neumann", "Schwarz",  "Zimmermann", "Braun",
                           "Krüger",  "Hofmann",  "Hartmann",  "Lange",   "Werner",   "Krause",     "Lehmann",
                           "Köhler",  "Herrmann", "König",     "Walter",  "Huber",    "Kaiser",     "Fuchs",
                           "Vogel",   "Frick",    "Beck",      "Marxer",  "Hasler",   "Büchel",     "Ospelt",
                           "Gassner", "Wanger",   "Kindle",    "Nägele",  "Sprenger", "Göldi"};
words german_trades[] = {"Bäckerei",   "Metzgerei",  "Schreinerei",    "Elektro",       "Treuhand",
                         "Apotheke",   "Garage",     "Zahnarztpraxis", "Restaurant",    "Gasthof",
                         "Bau",        "Maler",      "Sanitär",        "Informatik",    "Architektur",
                         "Immobilien", "Optik",      "Coiffeur",       "Gartenbau",     "Versicherung",
                         "Druckerei",  "Transporte", "Metallbau",      "Physiotherapie"};
words german_forms[] = {"GmbH", "AG", "GmbH & Co. KG", "KG", "e.K.", "OHG", "UG (haftungsbeschränkt)", ""};
words german_cities[] = {"Zürich",   "Bern",   "Vaduz",     "Schaan",     "Berlin",     "Hamburg",
                         "München",  "Köln",   "Stuttgart", "Düsseldorf", "Leipzig",    "Dresden",
                         "Nürnberg", "Bremen", "Basel",     "Luzern",     "St. Gallen", "Winterthur",
                         "Freiburg", "Mainz",  "Kassel",    "Augsburg",   "Ulm",        "Konstanz"};
words german_streets[] = {"Haupt",    "Bahnhof", "Garten", "Schul",     "Dorf",      "Berg",  "Kirch",
                          "Wald",     "Linden",  "Ring",   "Mühlen",    "Wiesen",    "Rosen", "Goethe",
                          "Schiller", "Post",    "Markt",  "Industrie", "See",       "Feld",  "Birken",
                          "Burg",     "Park",    "Sonnen", "Neu",       "Alte Land", "Werk",  "Hafen"};
kinds german_kinds[] = {
    {"strasse", "str."}, {"straße", "str."}, {"weg", "weg"}, {"gasse", "gasse"}, {"platz", "pl."}};

words english_surnames[] = {"Smith",    "Johnson", "Williams", "Brown",    "Jones",  "Garcia",  "Miller",
                            "Davis",    "Wilson",  "Anderson", "Taylor",   "Thomas", "Moore",   "Jackson",
                            "Martin",   "Lee",     "Thompson", "White",    "Harris", "Clark",   "Lewis",
                            "Robinson", "Walker",  "Young",    "Allen",    "King",   "Wright",  "Scott",
                            "Hill",     "Green",   "Adams",    "Baker",    "Nelson", "Carter",  "Mitchell",
                            "Roberts",  "Turner",  "Phillips", "Parker",   "Evans",  "O'Brien", "McDonald",
                            "Sullivan", "Murphy",  "Reynolds", "Hamilton", "Graham", "Woods"};
words english_trades[] = {
    "Plumbing",    "Dental",      "Roofing",  "Bakery",     "Law Firm", "Accounting",
    "Auto Repair", "Cafe",        "Grill",    "Consulting", "Electric", "Landscaping",
    "Insurance",   "Realty",      "Fitness",  "Florist",    "Pharmacy", "Construction",
    "Cleaning",    "Photography", "Catering", "Logistics",  "Software", "Veterinary Clinic"};
words english_forms[] = {"Inc.", "LLC", "Ltd", "Ltd.", "Corp.", "Co.", "Limited", "PLC", ""};
words english_cities[] = {"London",  "Manchester", "Leeds",     "Bristol",  "Chicago",     "Houston",
                          "Phoenix", "Dallas",     "Austin",    "Columbus", "Denver",      "Boston",
                          "Seattle", "Portland",   "Las Vegas", "Atlanta",  "Miami",       "Oakland",
                          "Tulsa",   "Wichita",    "Cleveland", "Tampa",    "Springfield", "Salem"};
words english_streets[] = {"Main",   "Oak",     "Park",  "Maple",      "Cedar",   "Pine",     "Lake",
                           "Hill",   "Church",  "High",  "Washington", "Lincoln", "Elm",      "Walnut",
                           "Sunset", "Madison", "River", "Station",    "Mill",    "Victoria", "Queen",
                           "King",   "Albert",  "North", "2nd",        "5th",     "14th",     "Jefferson"};
kinds english_kinds[] = {
    {"Street", "St."}, {"Avenue", "Ave"}, {"Road", "Rd."}, {"Boulevard", "Blvd"}, {"Lane", "Ln"}};

words french_surnames[] = {
    "Martin",   "Bernard",  "Dubois",  "Thomas",  "Robert", "Richard",  "Petit",  "Durand",   "Leroy",
    "Moreau",   "Simon",    "Laurent", "Lefèvre", "Michel", "Garcia",   "David",  "Bertrand", "Roux",
    "Vincent",  "Fournier", "Morel",   "Girard",  "André",  "Mercier",  "Dupont", "Lambert",  "Bonnet",
    "François", "Martinez", "Legrand", "Garnier", "Faure",  "Rousseau", "Blanc",  "Guérin",   "Müller"};
words french_trades[] = {"Boulangerie", "Pharmacie",        "Garage",    "Restaurant",   "Plomberie",
                         "Électricité", "Menuiserie",       "Coiffure",  "Immobilier",   "Assurances",
                         "Boucherie",   "Fleuriste",        "Optique",   "Imprimerie",   "Transports",
                         "Maçonnerie",  "Cabinet Dentaire", "Brasserie", "Informatique", "Paysages"};
words french_forms[] = {"SARL", "SAS", "SA", "EURL", "S.A.R.L.", ""};
words french_cities[] = {"Paris",         "Lyon",       "Marseille", "Toulouse", "Nice",   "Nantes",
                         "Montpellier",   "Strasbourg", "Bordeaux",  "Lille",    "Rennes", "Reims",
                         "Saint-Étienne", "Le Havre",   "Grenoble",  "Dijon",    "Angers", "Nîmes",
                         "Genève",        "Lausanne",   "Fribourg",  "Neuchâtel"};
words french_streets[] = {"de la République", "Victor Hugo",    "du Général de Gaulle",
                          "des Lilas",        "de la Gare",     "Pasteur",
                          "Jean Jaurès",      "de l'Église",    "du Moulin",
                          "des Écoles",       "Gambetta",       "de la Paix",
                          "Voltaire",         "des Acacias",    "de Verdun",
                          "du Stade",         "de la Fontaine", "Émile Zola",
                          "de Lyon",          "du Lac"};
kinds french_kinds[] = {{"rue", "r."}, {"avenue", "av."}, {"boulevard", "bd"}, {"place", "pl."}};

constexpr std::array<country, 4> all{{{"DE", "49", "de", false, german_surnames, german_trades, german_forms,
                                       german_cities, german_streets, german_kinds},
                                      {"CH", "41", "ch", false, german_surnames, german_trades, german_forms,
                                       german_cities, german_streets, german_kinds},
                                      {"US", "1", "com", true, english_surnames, english_trades,
                                       english_forms, english_cities, english_streets, english_kinds},
                                      {"FR", "33", "fr", true, french_surnames, french_trades, french_forms,
                                       french_cities, french_streets, french_kinds}}};

words parts[] = {"al",  "bel", "cor", "dyn", "el",  "fan", "gor", "hel", "in",  "jor", "kal", "lum",
                 "mer", "nov", "or",  "pra", "qui", "ra",  "sol", "tri", "ul",  "ven", "wes", "xan",
                 "yor", "zen", "ax",  "bri", "cas", "del", "eri", "flu", "gra", "hyp", "ist", "kor",
                 "lan", "mi",  "nex", "opt", "pol", "ro",  "syn", "ta",  "vi"};

} // namespace

std::span<const country> countries() {
  return all;
}

std::span<const char* const> syllables() {
  return parts;
}

} // namespace bench
