#include "actors/scrapers/website.hpp"
#include "domain/json/findings.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::actors {
namespace {

observation read_carried(const nlohmann::json& one) {
  observation seen;
  seen.source = one.at("source").get<std::string>();
  seen.record_id = one.at("record").get<std::string>();
  seen.source_url = one.at("url").get<std::string>();
  seen.fetched_at = wall_time{std::chrono::milliseconds(one.at("at").get<std::int64_t>())};
  seen.type = data_type::company_info;
  if (auto raw = json::read_findings(one.at("raw").get_ref<const std::string&>())) {
    seen.raw = *std::move(raw);
  }
  return seen;
}

} // namespace

std::string website_payload::save() const {
  std::string out;
  json::writer w(out);
  w.begin_object()
      .member("url", address)
      .member("region", region)
      .member("guessed", guessed)
      .key("subjects")
      .begin_array();
  for (const uuid& subject : subjects) {
    w.value(to_string(subject));
  }
  w.end_array().key("carried").begin_array();
  for (const observation& seen : carried) {
    std::string raw;
    json::append(raw, seen.raw);
    w.begin_object().member("source", seen.source).member("record", seen.record_id);
    w.member("url", seen.source_url).member("raw", raw);
    w.member("at", static_cast<std::int64_t>(seen.fetched_at.time_since_epoch().count())).end_object();
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
    payload.guessed = parsed->value("guessed", false);
    for (const auto& subject : parsed->at("subjects")) {
      payload.subjects.push_back(parse_uuid(subject.get<std::string>()).value_or(uuid{}));
    }
    if (parsed->contains("carried")) {
      for (const auto& one : parsed->at("carried")) {
        payload.carried.push_back(read_carried(one));
      }
    }
    return payload;
  } catch (const nlohmann::json::exception& problem) {
    return error{
        error_code::malformed, std::string("a website's task does not have its form: ") + problem.what(), {}};
  }
}

} // namespace leadstream::actors
