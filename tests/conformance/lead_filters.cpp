#include "domain/text/plain_words.hpp"
#include "tests/conformance/adapters.hpp"

#include <algorithm>
#include <random>
#include <set>

using namespace leadstream;
using namespace leadstream::conformance;

namespace {

/// Leads that differ in everything that can be asked for, and which of them a query should find.
class small_market {
public:
  explicit small_market(test_store& s) : store_(s) {
    unit_of_work searched = new_unit();
    searched.new_jobs = {make_job(job)};
    store_.commit(searched);
    for (std::uint64_t number = 1; number <= 60; ++number) {
      add(number);
    }
  }

  std::vector<uuid> expected(const lead_query& query) {
    std::vector<const lead*> fitting;
    for (const lead& l : all_) {
      if (fits(l, query)) {
        fitting.push_back(&l);
      }
    }
    std::sort(fitting.begin(), fitting.end(),
              [&](const lead* a, const lead* b) { return before(*a, *b, query); });
    std::vector<uuid> ids;
    ids.reserve(fitting.size());
    for (const lead* l : fitting) {
      ids.push_back(l->company.id);
    }
    return ids;
  }

  std::size_t pick(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }
  bool sometimes() { return pick(4) == 0; }

  const uuid job = id_of(7'000);

private:
  void add(std::uint64_t number) {
    lead l = make_lead(id_of(number),
                       std::string(1, static_cast<char>('A' + pick(26))) + "sh" + std::to_string(number),
                       static_cast<int>(pick(101)));
    l.company.created_at = at(static_cast<std::int64_t>(pick(20)));
    l.company.updated_at = at(static_cast<std::int64_t>(100 + pick(20)));
    l.company.size = sometimes() ? std::optional(size_category::s51_200) : std::nullopt;
    l.intelligence.technology_stack =
        sometimes() ? std::vector<std::string>{"WordPress", "Nginx"} : std::vector<std::string>{"nginx"};
    l.provenance.push_back({"name", "x", sometimes() ? "overpass" : "website", "", at(1), "m", 1, ""});
    if (sometimes()) {
      l.provenance.push_back(
          {"growth_signal", "Raised money", "website", "", at(1), "m", 1, "funding|2026-01-01|"});
    }
    for (contact& c : l.contacts) {
      c.phone = sometimes() ? "" : c.phone;
    }
    l.company.industry = sometimes() ? "Dentist" : "Bank";
    l.company.location.city = sometimes() ? "Vaduz" : "Schaan";
    l.marks.owner = sometimes() ? "ada" : "";
    l.marks.status = sometimes() ? lead_status::contacted : lead_status::fresh;
    l.marks.tags = sometimes() ? std::vector<std::string>{"spring", "vip"} : std::vector<std::string>{};
    unit_of_work unit = new_unit();
    unit.leads = {make_change(l)};
    if (sometimes()) {
      unit.job_id = job;
      of_job_.insert(l.company.id);
    }
    REQUIRE(store_.commit(unit).outcome == commit_outcome::committed);
    if (sometimes()) {
      change(l);
    }
    all_.push_back(l);
  }

  /// What it is counted by changes once more.
  void change(lead& l) {
    l.version = 1;
    l.company.lead_score = static_cast<int>(pick(101));
    l.company.industry = "Dental laboratory";
    l.marks.tags = {"late"};
    unit_of_work unit = new_unit();
    unit.leads = {make_change(l)};
    REQUIRE(store_.commit(unit).outcome == commit_outcome::committed);
  }

  bool fits(const lead& l, const lead_query& query) const {
    const auto facets = facets_of(l);
    const auto has = [&](const facet& f) {
      return std::any_of(facets.begin(), facets.end(), [&](const facet& own) {
        return own.kind == f.kind && (f.value.empty() || own.value == f.value);
      });
    };
    return l.company.lead_score >= query.score_min && l.company.lead_score <= query.score_max &&
           std::all_of(query.having.begin(), query.having.end(), has) &&
           std::none_of(query.lacking.begin(), query.lacking.end(), has) &&
           (query.industry.empty() || l.company.industry.starts_with("Dent")) &&
           (query.location.empty() || l.company.location.city == "Vaduz") &&
           (query.job.is_nil() || of_job_.contains(l.company.id)) &&
           (query.owner.empty() || l.marks.owner == query.owner) &&
           (!query.created_since || l.company.created_at >= *query.created_since) &&
           (query.text.empty() || has_word(search_text(l), plain_words(query.text)));
  }

  static bool has_word(const std::string& text, const std::string& beginning) {
    const auto words = split_words(text);
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view w) { return w.starts_with(beginning); });
  }

  static bool before(const lead& a, const lead& b, const lead_query& query) {
    const auto key = [&](const lead& l) {
      std::string name = l.company.name;
      std::transform(name.begin(), name.end(), name.begin(),
                     [](char c) { return static_cast<char>(std::tolower(c)); });
      const bool named = query.order == lead_order::name;
      const std::int64_t first = query.order == lead_order::score ? l.company.lead_score
                                 : query.order == lead_order::updated
                                     ? l.company.updated_at.time_since_epoch().count()
                                 : named ? 0
                                         : l.company.created_at.time_since_epoch().count();
      const std::int64_t second =
          query.order == lead_order::score ? l.company.created_at.time_since_epoch().count() : 0;
      return std::tuple(named ? name : "", first, second);
    };
    if (key(a) != key(b)) {
      return (key(a) < key(b)) == query.ascending;
    }
    return (a.company.id < b.company.id) != query.ascending;
  }

  test_store& store_;
  std::mt19937 random_{7};
  std::vector<lead> all_;
  std::set<uuid> of_job_;
};

lead_query random_query(small_market& market) {
  lead_query query;
  query.order = static_cast<lead_order>(market.pick(4));
  query.ascending = market.pick(2) == 0;
  const std::vector<facet> facets{
      {facets::technology, "wordpress"}, {facets::technology, "nginx"}, {facets::signal, "funding"},
      {facets::source, "overpass"},      {facets::tag, "vip"},          {facets::status, "contacted"},
      {facets::size, "51-200"},          {facets::has, "phone"}};
  for (std::size_t i = market.pick(3); i > 0; --i) {
    query.having.push_back(facets[market.pick(facets.size())]);
  }
  if (market.sometimes()) {
    query.lacking.push_back(market.sometimes() ? facet{facets::has, "phone"} : facet{facets::status, ""});
  }
  query.score_min = market.sometimes() ? 40 : 0;
  query.score_max = market.sometimes() ? 80 : 100;
  query.job = market.sometimes() ? market.job : uuid{};
  query.industry = market.sometimes() ? "DENT" : "";
  query.location = market.sometimes() ? "vaduz" : "";
  query.owner = market.sometimes() ? "ada" : "";
  query.text = market.sometimes() ? "Ash" : "";
  if (market.sometimes()) {
    query.created_since = at(10);
  }
  return query;
}

/// All of them as an export reads them: in their order by an index, however few they are.
std::vector<uuid> streamed(test_store& s, const lead_query& query) {
  const auto cursor =
      wait_for<std::shared_ptr<lead_cursor>>([&](auto done) { s.scope()->open_leads(query, done); }).value();
  std::vector<uuid> ids;
  for (bool more = true; more;) {
    const auto rows = wait_for<std::vector<lead_row>>([&](auto done) { cursor->next(25, done); }).value();
    for (const lead_row& row : rows) {
      ids.push_back(row.id);
    }
    more = !rows.empty();
  }
  return ids;
}

lead_position position_of(const lead_row& row) {
  return {row.lead_score, row.created_at, row.updated_at, row.company_name, row.id};
}

} // namespace

TEST_CASE("whatever is asked for, the leads that fit come in their order, page by page") {
  test_store s(EACH_ADAPTER);
  small_market market(s);
  for (int round = 0; round < 300; ++round) {
    lead_query query = random_query(market);
    const auto expected = market.expected(query);
    CHECK(streamed(s, query) == expected);
    query.limit = static_cast<std::uint32_t>(1 + market.pick(20));
    std::vector<uuid> found;
    for (bool more = true; more;) {
      const lead_page page = s.list(query);
      CHECK(page.total_count == expected.size());
      for (const lead_row& row : page.leads) {
        found.push_back(row.id);
      }
      more = page.has_more;
      if (more) {
        query.after = position_of(page.leads.back());
      }
    }
    INFO("round " << round);
    REQUIRE(found == expected);
  }
}

TEST_CASE("the marks of a lead are changed under its version alone and outlive what sources say") {
  test_store s(EACH_ADAPTER);
  unit_of_work first = new_unit();
  first.leads = {make_change(make_lead(id_of(1), "muster"))};
  s.commit(first);
  const lead_marks marks{lead_status::qualified, {"vip"}, "Called.", "ada"};

  unit_of_work edit = new_unit();
  edit.marks = {{id_of(1), 1, marks}};
  CHECK(s.commit(edit).outcome == commit_outcome::committed);
  unit_of_work stale = new_unit();
  stale.marks = {{id_of(1), 1, {}}};
  CHECK(s.commit(stale).outcome == commit_outcome::conflict);

  CHECK(s.find_lead(id_of(1)).marks == marks);
  CHECK(s.find_lead(id_of(1)).version == 2);
  lead_query tagged;
  tagged.having = {{facets::tag, "vip"}};
  CHECK(s.list(tagged).total_count == 1);
}

TEST_CASE("figures count what is stored") {
  test_store s(EACH_ADAPTER);
  small_market market(s);
  const auto figures = wait_for<lead_figures>([&](auto done) {
                         s.scope()->count_leads({at(0), 5}, done);
                       }).value();
  CHECK(figures.leads == 60);
  std::uint64_t sum = 0;
  for (const std::uint64_t bucket : figures.by_score) {
    sum += bucket;
  }
  CHECK(sum == 60);
  lead_query phones;
  phones.having = {{facets::has, "phone"}};
  CHECK(figures.with_phone == s.list(phones).total_count);
  REQUIRE_FALSE(figures.by_technology.empty());
  CHECK(figures.by_technology.front() == lead_count{"nginx", 60});
  REQUIRE(figures.by_day.size() == 1);
  CHECK(figures.by_day.front().leads == 60);
}

TEST_CASE("a job keeps its log") {
  test_store s(EACH_ADAPTER);
  unit_of_work unit = new_unit();
  unit.new_jobs = {make_job(id_of(1))};
  for (int i = 0; i < 3; ++i) {
    event_draft entry;
    entry.header.type = job_log_event;
    entry.header.job_id = id_of(1);
    entry.payload = std::to_string(i);
    unit.events.push_back(entry);
  }
  s.commit(unit);
  const auto read = [&](std::uint64_t after, std::size_t limit) {
    return wait_for<job_log_page>([&](auto done) { s.scope()->read_job_log(id_of(1), after, limit, done); })
        .value();
  };
  const auto head = read(0, 2);
  REQUIRE(head.entries.size() == 2);
  CHECK(head.has_more);
  CHECK(*head.entries[1].payload == "1");
  const auto tail = read(head.entries[1].seq, 2);
  REQUIRE(tail.entries.size() == 1);
  CHECK_FALSE(tail.has_more);
  const auto none = wait_for<job_log_page>([&](auto done) { s.scope()->read_job_log(id_of(9), 0, 1, done); });
  CHECK(none.problem().code == error_code::not_found);
}

TEST_CASE("an industry is counted whatever its case and shown as most leads write it") {
  test_store s(EACH_ADAPTER);
  unit_of_work unit = new_unit();
  const char* spellings[] = {"STRASSENBAU", "Straßenbau", "Straßenbau"};
  for (std::uint64_t i = 0; i < 3; ++i) {
    lead each = make_lead(id_of(1 + i), "Muster " + std::to_string(i));
    each.company.industry = spellings[i];
    unit.leads.push_back(make_change(each));
  }
  REQUIRE(s.commit(unit).outcome == commit_outcome::committed);
  const auto figures = wait_for<lead_figures>([&](auto done) { s.scope()->count_leads({}, done); });
  REQUIRE(figures->by_industry.size() == 1);
  CHECK(figures->by_industry.front().value == "Straßenbau");
  CHECK(figures->by_industry.front().leads == 3);
}
