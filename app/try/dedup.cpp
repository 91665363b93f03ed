#include "app/try/dedup.hpp"

#include "app/try/frame.hpp"
#include "domain/dedup/batch.hpp"
#include "domain/dedup/match.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_set>

namespace leadstream::app {
namespace {

const std::vector<std::string> keys{"name", "website",     "phone",   "email",   "street",
                                    "city", "postal_code", "country", "category"};

/// The text of a member, empty when it is absent or null; nothing when it is no text.
std::optional<std::string_view> text_of(const nlohmann::json& request, const std::string& key) {
  const auto member = request.find(key);
  if (member == request.end() || member->is_null()) {
    return std::string_view();
  }
  return member->is_string() ? std::optional<std::string_view>(member->get_ref<const std::string&>())
                             : std::nullopt;
}

/// Why a request cannot be answered; empty when it can.
std::string problem_of(const nlohmann::json& request) {
  for (const std::string& key : keys) {
    if (!text_of(request, key)) {
      return '"' + key + "\" is a text";
    }
  }
  return request.contains("name") ? std::string() : "\"name\" is missing";
}

dedup::profile profile_of(const nlohmann::json& request) {
  const auto get = [&](const char* key) { return *text_of(request, key); };
  dedup::business described;
  described.name = get("name");
  described.website = get("website");
  described.phones = {get("phone")};
  described.emails = {get("email")};
  described.street = get("street");
  described.city = get("city");
  described.postal_code = get("postal_code");
  described.country = get("country");
  described.category = get("category");
  return dedup::make_profile(described);
}

/// The valid requests of an input, compared, and where they stand in it.
struct records {
  explicit records(bool with_doubtful) : compared(with_doubtful) {}

  dedup::batch compared;
  std::vector<std::size_t> places; ///< of each record among the requests
};

std::string id_of(const nlohmann::json& request) {
  return request.contains("id") ? request["id"].dump() : "null";
}

/// What is to be said of each record: links within its cluster, and pairs that were nearly or for another
/// record's sake not joined.
struct pairs {
  std::map<std::uint32_t, std::vector<dedup::link>> joined;
  std::map<std::uint32_t, std::vector<dedup::link>> apart;

  void add(const dedup::link& found, const std::vector<std::uint32_t>& clusters) {
    auto& kept = clusters[found.a] == clusters[found.b] ? joined : apart;
    kept[found.a].push_back(found);
    kept[found.b].push_back({found.b, found.a, found.points});
  }
};

pairs pairs_of(records& from, const std::vector<std::uint32_t>& clusters) {
  pairs all;
  for (const dedup::link& found : from.compared.links()) {
    all.add(found, clusters);
  }
  for (const dedup::link& found : from.compared.doubtful()) {
    if (found.points < dedup::match_points && clusters[found.a] != clusters[found.b]) {
      all.add(found, clusters);
    }
  }
  return all;
}

void explain(const dedup::link& found, std::uint32_t number, const records& from,
             const std::vector<nlohmann::json>& requests, json::writer& out) {
  const std::uint32_t other = found.a == number ? found.b : found.a;
  std::vector<dedup::evidence> reasons;
  const auto compared = dedup::compare(from.compared.record(number), from.compared.record(other), &reasons);
  out.begin_object().key("with").raw(id_of(requests[from.places[other]]));
  out.member("score", dedup::probability(compared)).key("evidence").begin_array();
  for (const dedup::evidence& reason : reasons) {
    out.value(reason.what);
  }
  out.end_array().end_object();
}

void explain_all(const char* member, const std::map<std::uint32_t, std::vector<dedup::link>>& links,
                 std::uint32_t number, const records& from, const std::vector<nlohmann::json>& requests,
                 std::string& text) {
  text.append(",\"").append(member).append("\":[");
  json::writer out(text);
  if (const auto found = links.find(number); found != links.end()) {
    for (const dedup::link& each : found->second) {
      explain(each, number, from, requests, out);
    }
  }
  text += ']';
}

} // namespace

void answer_records(const std::vector<nlohmann::json>& requests, std::vector<std::string>& members,
                    bool with_reasons, bool& failed) {
  records from(with_reasons);
  std::unordered_set<std::string> ids;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    std::string problem = problem_of(requests[i]);
    if (problem.empty() && requests[i].contains("id") && !ids.insert(id_of(requests[i])).second) {
      problem = "an earlier record has the same \"id\": clusters could not be told apart; give each its own";
    }
    if (!problem.empty()) {
      members[i] = "\"error\":";
      json::append_string(members[i], problem);
      failed = true;
      continue;
    }
    from.places.push_back(i);
    from.compared.add(profile_of(requests[i]));
  }
  const auto clusters = from.compared.clusters();
  const pairs found = with_reasons ? pairs_of(from, clusters) : pairs();
  for (std::uint32_t number = 0; number < clusters.size(); ++number) {
    std::string& text = members[from.places[number]];
    text = "\"cluster\":" + id_of(requests[from.places[clusters[number]]]);
    if (with_reasons) {
      explain_all("because", found.joined, number, from, requests, text);
      explain_all("apart", found.apart, number, from, requests, text);
    }
  }
}

int try_dedup(bool with_reasons) {
  bool failed = false;
  const int status = answer_whole(keys, [&](const auto& requests, auto& members) {
    answer_records(requests, members, with_reasons, failed);
  });
  return failed && status == 0 ? 1 : status;
}

} // namespace leadstream::app
