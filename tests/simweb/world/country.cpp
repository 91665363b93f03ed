#include "tests/simweb/world/country.hpp"

#include <algorithm>
#include <strings.h>

namespace leadstream::simweb {
namespace {

constexpr town li[] = {{"Vaduz", 47.1410, 9.5215, "9490", "", "23", "de"},
                       {"Schaan", 47.1650, 9.5087, "9494", "", "23", "de"}};
constexpr town ch[] = {{"Zürich", 47.3769, 8.5417, "8001", "44", "2", "de"},
                       {"Genève", 46.2044, 6.1432, "1204", "22", "3", "fr"},
                       {"Lugano", 46.0037, 8.9511, "6900", "91", "9", "it"}};
constexpr town de[] = {{"Konstanz", 47.6779, 9.1732, "78462", "7531", "2", "de"},
                       {"München", 48.1372, 11.5756, "80331", "89", "23", "de"}};
constexpr town at[] = {{"Feldkirch", 47.2372, 9.5980, "6800", "5522", "7", "de"},
                       {"Salzburg", 47.8095, 13.0550, "5020", "662", "8", "de"}};
constexpr town fr[] = {{"Lyon", 45.7640, 4.8357, "69002", "4", "78", "fr"},
                       {"Strasbourg", 48.5734, 7.7521, "67000", "3", "88", "fr"}};
constexpr town it[] = {{"Milano", 45.4642, 9.1900, "20121", "02", "72", "it"},
                       {"Bolzano", 46.4983, 11.3548, "39100", "0471", "97", "it"}};
constexpr town es[] = {{"Sevilla", 37.3891, -5.9845, "41001", "954", "2", "es"},
                       {"Valencia", 39.4699, -0.3763, "46002", "963", "5", "es"}};
constexpr town nl[] = {{"Utrecht", 52.0907, 5.1214, "3511 AB", "30", "2", "nl"},
                       {"Rotterdam", 51.9244, 4.4777, "3011 CD", "10", "4", "nl"}};
constexpr town pl[] = {{"Kraków", 50.0647, 19.9450, "31-042", "12", "4", "pl"},
                       {"Gdańsk", 54.3520, 18.6466, "80-831", "58", "3", "pl"}};
constexpr town pt[] = {{"Porto", 41.1579, -8.6291, "4050-253", "22", "2", "pt"},
                       {"Lisboa", 38.7223, -9.1393, "1100-053", "21", "3", "pt"}};
constexpr town gb[] = {{"Manchester", 53.4808, -2.2426, "M1 1AE", "161", "2", "en"},
                       {"Edinburgh", 55.9533, -3.1883, "EH1 1YZ", "131", "5", "en"}};
constexpr town us[] = {{"Burlington", 44.4759, -73.2121, "05401", "802", "86", "en"},
                       {"Portland", 45.5152, -122.6784, "97204", "503", "22", "en"}};

constexpr country all[] = {
    {"LI", "Liechtenstein", "Liechtenstein", 1155955, "423", "", "322", {"AG", "Anstalt", "GmbH"}, li, "LI"},
    {"CH", "Switzerland", "Schweiz", 51701, "41", "0", "322", {"AG", "GmbH", "Sàrl"}, ch, "CHE-"},
    {"DE", "Germany", "Deutschland", 51477, "49", "0", "33", {"GmbH", "GmbH & Co. KG", "e.K."}, de, "DE"},
    {"AT", "Austria", "Österreich", 16239, "43", "0", "33", {"GmbH", "OG", "e.U."}, at, "ATU"},
    {"FR", "France", "France", 2202162, "33", "0", "2222", {"SARL", "SAS", "SA"}, fr, "FR"},
    {"IT", "Italy", "Italia", 365331, "39", "", "34", {"S.r.l.", "S.p.A.", "S.n.c."}, it, "IT"},
    {"ES", "Spain", "España", 1311341, "34", "", "222", {"S.L.", "S.A.", "S.L.U."}, es, "ES-B"},
    {"NL", "Netherlands", "Nederland", 2323309, "31", "0", "322", {"B.V.", "V.O.F.", "N.V."}, nl, "NL"},
    {"PL", "Poland", "Polska", 49715, "48", "", "322", {"Sp. z o.o.", "S.A.", "Sp. j."}, pl, "PL"},
    {"PT", "Portugal", "Portugal", 295480, "351", "", "34", {"Lda.", "S.A.", "Unipessoal Lda."}, pt, "PT"},
    {"GB", "United Kingdom", "United Kingdom", 62149, "44", "0", "34", {"Ltd", "Limited", "LLP"}, gb, "GB"},
    {"US", "United States", "United States", 148838, "1", "", "34", {"LLC", "Inc.", "Corp."}, us, "US-"},
};

} // namespace

std::span<const country> countries() {
  return all;
}

const country* find_country(std::string_view name) {
  const auto same = [&](std::string_view other) {
    return other.size() == name.size() && strncasecmp(other.data(), name.data(), name.size()) == 0;
  };
  const auto found = std::find_if(std::begin(all), std::end(all), [&](const country& one) {
    return same(one.code) || same(one.name) || same(one.local_name);
  });
  return found == std::end(all) ? nullptr : found;
}

} // namespace leadstream::simweb
