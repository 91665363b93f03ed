#include "domain/delivery/crm.hpp"

#include "domain/json/writer.hpp"

namespace leadstream::delivery {

std::string encode(const crm_record& record) {
  std::string out;
  json::writer w(out);
  w.begin_object();
  for (const auto& [name, value] : record.properties) {
    w.member(name, value);
  }
  w.end_object();
  return out;
}

} // namespace leadstream::delivery
