#include "domain/json/writer.hpp"
#include "net/api/problem.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"

#include <cmath>

namespace leadstream::api {
namespace {

using json::writer;

void append_counts(writer& w, std::string_view name, std::string_view what,
                   const std::vector<lead_count>& counts) {
  w.key(name).begin_array();
  for (const lead_count& c : counts) {
    w.begin_object().member_or_null(what, c.value).member("leads", c.leads).end_object();
  }
  w.end_array();
}

void append_distribution(writer& w, const std::vector<std::uint64_t>& buckets) {
  w.key("score_distribution").begin_array();
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    const bool last = i + 1 == buckets.size();
    w.begin_object().member("from", static_cast<std::uint64_t>(i * 10));
    w.member("to", static_cast<std::uint64_t>(last ? 100 : i * 10 + 9))
        .member("leads", buckets[i])
        .end_object();
  }
  w.end_array();
}

void append_categories(writer& w, const std::vector<std::uint64_t>& buckets) {
  const auto sum = [&](std::size_t from, std::size_t to) {
    std::uint64_t total = 0;
    for (std::size_t i = from; i < to && i < buckets.size(); ++i) {
      total += buckets[i];
    }
    return total;
  };
  w.key("by_category").begin_object();
  w.member("hot", sum(8, 10)).member("warm", sum(6, 8)).member("cold", sum(4, 6)).member("poor", sum(0, 4));
  w.end_object();
}

response figures_document(const http_call&, const lead_figures& f) {
  response r;
  writer w(r.body);
  w.begin_object().key("totals").begin_object().member("leads", f.leads);
  w.member("with_email", f.with_email).member("with_phone", f.with_phone);
  w.member("average_score", std::round(f.average_score * 10) / 10).end_object();
  append_distribution(w, f.by_score);
  append_categories(w, f.by_score);
  append_counts(w, "by_industry", "industry", f.by_industry);
  append_counts(w, "by_source", "source", f.by_source);
  append_counts(w, "by_technology", "technology", f.by_technology);
  append_counts(w, "by_signal", "signal", f.by_signal);
  append_counts(w, "by_size", "size_category", f.by_size);
  append_counts(w, "by_status", "status", f.by_status);
  append_counts(w, "by_tag", "tag", f.by_tag);
  append_counts(w, "over_time", "day", f.by_day);
  w.end_object();
  return r;
}

} // namespace

void show_figures(const call_ptr& call) {
  query_reader query(call->asked.query);
  figure_query wanted;
  wanted.since = query.time("since").value_or(call->around.clock() - std::chrono::days(90));
  wanted.most = static_cast<std::uint32_t>(query.number("limit", 20, 1, 100));
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  call->around.inside->count_leads(call->around.tenant, wanted, answer<lead_figures>(call, figures_document));
}

} // namespace leadstream::api
