#include "domain/enrich/classify.hpp"
#include "app/try/handlers.hpp"
#include "app/try/input.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::app {

result<done> try_classify(const nlohmann::json& request, json::writer& answer) {
  const auto text = required_text(request, "text");
  const auto title = text_of(request, "title");
  if (!text || !title) {
    return text ? title.problem() : text.problem();
  }
  const enrich::classification told = enrich::classify(*text, *title);
  const enrich::industry_guess best = told.answer.value_or(enrich::industry_guess{});
  answer.member_or_null("industry", best.industry).member_or_null("naics", best.naics);
  answer.member("confidence", told.confidence).key("alternatives").begin_array();
  for (const enrich::industry_guess& each : told.alternatives) {
    answer.begin_object().member("industry", each.industry).member("naics", each.naics);
    answer.member("confidence", each.confidence).end_object();
  }
  answer.end_array();
  return done{};
}

} // namespace leadstream::app
