#include "tests/bench/companies.hpp"

#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>

namespace {

void write_field(std::ostream& out, const std::string& field) {
  if (field.find_first_of(",\"") == std::string::npos) {
    out << field;
    return;
  }
  out << '"' << field << '"';
}

} // namespace

/// generate_companies COUNT SEED RECORDS.csv TRUTH.csv
int main(int argc, char** argv) {
  std::size_t count = 0;
  std::uint64_t seed = 0;
  if (argc != 5 || std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), count).ec != std::errc() ||
      std::from_chars(argv[2], argv[2] + std::strlen(argv[2]), seed).ec != std::errc()) {
    std::fputs("usage: generate_companies COUNT SEED RECORDS.csv TRUTH.csv\n", stderr);
    return 2;
  }
  std::ofstream records(argv[3]);
  std::ofstream truth(argv[4]);
  records << "id,name,website,phone,email,street,city,postal_code,country,category\n";
  truth << "id,cluster\n";
  std::size_t id = 0;
  bench::make_companies(count, seed, [&](const bench::company_record& r) {
    records << ++id;
    for (const std::string* field : {&r.name, &r.website, &r.phone, &r.email, &r.street, &r.city,
                                     &r.postal_code, &r.country, &r.category}) {
      records << ',';
      write_field(records, *field);
    }
    records << '\n';
    truth << id << ',' << r.truth << '\n';
  });
  return records.flush() && truth.flush() ? 0 : 1;
}
