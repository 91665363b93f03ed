#include "domain/enrich/industry.hpp"

#include "domain/enrich/catalog.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::enrich;

namespace {

bool asks_for(const std::vector<osm_filter>& filters, const osm_filter& wanted) {
  return std::find(filters.begin(), filters.end(), wanted) != filters.end();
}

} // namespace

TEST_CASE("an industry is found by its words in many languages and numbers") {
  const std::pair<const char*, const char*> cases[] = {
      {"dentist", "dentist"},
      {"Dentists", "dentist"},
      {"Zahnarzt", "dentist"},
      {"ZAHNÄRZTE", "dentist"},
      {"dentiste", "dentist"},
      {"clínica dental", "dentist"},
      {"Friseur", "hairdresser"},
      {"friseure", "hairdresser"},
      {"peluquería", "hairdresser"},
      {"Hotels", "hotel"},
      {"hôtel", "hotel"},
      {"bakeries", "bakery"},
      {"Bäckereien", "bakery"},
      {"Boulangeries", "bakery"},
      {"law firm", "lawyer"},
      {"Rechtsanwälte", "lawyer"},
      {"banks", "bank"},
      {"shops", "shop"},
      {"IT", "it"},
      {"software", "it"},
      {"Restaurants", "restaurant"},
      {"ristoranti", "restaurant"},
      {"piekarnia", "bakery"},
      {"tandartsen", "dentist"},
      {"ресторан", "restaurant"},
      {"Рестораны", "restaurant"},
      {"レストラン", "restaurant"},
      {"магазин", "shop"},
      {"kuaför", "hairdresser"},
      {"готелі", "hotel"},
      {"ΞΕΝΟΔΟΧΕΊΑ", "hotel"},
      {"牙科", "dentist"},
      {"약국", "pharmacy"},
      {"مطاعم", "restaurant"},
      {"עורך דין", "lawyer"},
      {"बैंक", "bank"},
      {"e-cigarette maker", ""},
      {"", ""},
  };
  for (const auto& [word, wanted] : cases) {
    CAPTURE(word);
    CHECK(canonical_industry(word) == wanted);
  }
}

TEST_CASE("a search asks for exactly the tags of its industry") {
  CHECK(osm_filters("restaurant") == std::vector<osm_filter>{{"amenity", "restaurant", false}});
  CHECK(osm_filters("hotel") == std::vector<osm_filter>{{"tourism", "hotel", false}});
  CHECK(osm_filters("Coiffeur") == std::vector<osm_filter>{{"shop", "hairdresser", false}});
  CHECK(osm_filters("shop") == std::vector<osm_filter>{{"shop", "", false}});
  CHECK(osm_filters("dentist").size() == 2);
}

TEST_CASE("several industries are asked for at once, if all of them are known") {
  const std::vector<osm_filter> both{{"tourism", "hotel", false}, {"amenity", "restaurant", false}};
  for (const char* words :
       {"hotels and restaurants", "Hotels & Restaurants", "hotels, restaurants", "hotel/restaurant",
        "Hotels und Restaurants", "отели и рестораны", "酒店和餐厅", "فنادق ومطاعم"}) {
    CAPTURE(words);
    CHECK(osm_filters(words) == both);
    CHECK(osm_name_filters(words).empty());
    CHECK(same_industry(words, "hotel"));
    CHECK_FALSE(same_industry(words, "bank"));
  }
  CHECK(osm_filters("bed and breakfast").size() == 1);
  CHECK_FALSE(osm_name_filters("hotels and unicorns").empty());
}

TEST_CASE("an unknown word is looked for as a tag's value, and in names where no element has that tag") {
  const auto filters = osm_filters("Model Railway (H0)");
  CHECK(asks_for(filters, {"shop", "model_railway_h0", false}));
  CHECK(std::none_of(filters.begin(), filters.end(), [](const osm_filter& one) { return one.is_pattern; }));
  CHECK(osm_name_filters("Model Railway (H0)") ==
        std::vector<osm_filter>{{"name", "(^|[^[:alpha:]])Model Railway \\(H0\\)([^[:alpha:]]|$)", true}});
}

TEST_CASE("names are not searched for a word that an industry or one of its tags says") {
  const std::string word = GENERATE(as<std::string>{}, "car", "Cars", "art", "ski", "pet", "hotel");
  CAPTURE(word);
  CHECK(osm_name_filters(word).empty());
}

TEST_CASE("a shop is found by what it sells") {
  for (const char* word :
       {"clothes shop", "Clothing Store", "Kleidergeschäft", "Kleiderladen", "magasin de vêtements",
        "tienda de ropa", "negozio di abbigliamento", "clothes shops"}) {
    CAPTURE(word);
    CHECK(canonical_industry(word) == "clothing store");
    CHECK(osm_name_filters(word).empty());
  }
  CHECK(asks_for(osm_filters("pet shop"), {"shop", "pet", false}));
  CHECK(canonical_industry("hotel shop").empty());
}

TEST_CASE("a tag as the map writes it is taken as it is") {
  CHECK(osm_filters("amenity=restaurant") == std::vector<osm_filter>{{"amenity", "restaurant", false}});
  CHECK(osm_filters("shop=*") == std::vector<osm_filter>{{"shop", "", false}});
  CHECK(osm_name_filters("amenity=restaurant").empty());
  CHECK(same_industry("amenity=restaurant", "restaurant"));
  CHECK_FALSE(same_industry("amenity=restaurant", "hotel"));
}

TEST_CASE("a word that is a tag's value asks for that tag and means its industry") {
  CHECK(asks_for(osm_filters("Cars"), {"shop", "car", false}));
  CHECK(asks_for(osm_filters("orthodontics"), {"healthcare:speciality", "orthodontics", false}));
  CHECK(same_industry("car", "car dealer"));
  CHECK_FALSE(same_industry("car", "car repair"));
}

TEST_CASE("the tags of an element name its industry and say which of them did") {
  struct tagged {
    std::vector<std::pair<std::string, std::string>> tags;
    const char* industry;
    const char* told_by;
  };
  const tagged cases[] = {
      {{{"amenity", "dentist"}, {"healthcare", "dentist"}}, "dentist", "amenity=dentist"},
      {{{"amenity", "restaurant"}, {"tourism", "hotel"}}, "hotel", "tourism=hotel"},
      {{{"shop", "car;car_repair"}}, "car dealer", "shop=car"},
      {{{"shop", "model_trains"}}, "model trains", "shop=model_trains"},
      {{{"shop", "yes"}}, "shop", "shop=yes"},
      {{{"healthcare", "yes"}}, "healthcare", "healthcare=yes"},
      {{{"office", "company"}}, "company", "office=company"},
      {{{"shop", "vacant"}}, "", ""},
      {{{"highway", "bus_stop"}}, "", ""},
  };
  for (const tagged& wanted : cases) {
    const fact told = industry_of_tags(wanted.tags);
    CHECK(told.value == wanted.industry);
    CHECK(told.detail == wanted.told_by);
  }
}

TEST_CASE("a search means the same industry by any word, and all members of a group") {
  CHECK(same_industry("Zahnarzt", "dentist"));
  CHECK(same_industry("shop", "bakery"));
  CHECK(same_industry("gastronomy", "pub"));
  CHECK(same_industry("Model Trains", "model trains"));
  CHECK_FALSE(same_industry("bakery", "shop"));
  CHECK_FALSE(same_industry("dentist", "doctor"));
  CHECK_FALSE(same_industry("", ""));
}

TEST_CASE("industries and NAICS codes lead to each other") {
  CHECK(naics_of("Zahnarzt") == "621210");
  CHECK(industry_of_naics("621210") == "dentist");
  CHECK(industry_of_naics("541512") == "it");
  CHECK(industry_of_naics("99").empty());
}

TEST_CASE("the catalog is broad and no word means two industries") {
  const catalog& all = catalog::standard();
  CHECK(all.industries().size() >= 150);
  CAPTURE(all.ambiguous_words());
  CHECK(all.ambiguous_words().empty());
  for (const industry& each : all.industries()) {
    CAPTURE(each.name);
    CHECK(each.naics.size() == 6);
    CHECK(each.name.size() <= 50);
  }
}
