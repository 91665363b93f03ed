#include "actors/scrapers/website.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::actors {

std::string website_payload::save() const {
  std::string out;
  json::writer w(out);
  w.begin_object().member("url", address).member("region", region).key("subjects").begin_array();
  for (const uuid& subject : subjects) {
    w.value(to_string(subject));
  }
  w.end_array().end_object();
  return out;
}

result<website_payload> website_payload::load(std::string_view text) {
  const auto parsed = json::read(text);
  if (!parsed) {
    return parsed.problem();
  }
  try {
    website_payload payload;
    payload.address = parsed->at("url").get<std::string>();
    payload.region = parsed->at("region").get<std::string>();
    for (const auto& subject : parsed->at("subjects")) {
      payload.subjects.push_back(parse_uuid(subject.get<std::string>()).value_or(uuid{}));
    }
    return payload;
  } catch (const nlohmann::json::exception& problem) {
    return error{
        error_code::malformed, std::string("a website's task does not have its form: ") + problem.what(), {}};
  }
}

} // namespace leadstream::actors
