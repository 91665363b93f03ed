#include "storage/postgres/session.hpp"
#include "tests/conformance/adapters.hpp"

using namespace leadstream;
using namespace leadstream::conformance;

namespace {

/// Somebody who writes to the tables of a store without the program.
class sql_writer {
public:
  explicit sql_writer(const test_store& s) : session_(storage::postgres::read_address(s.options.database)) {}

  void run(const std::string& sql) {
    try {
      session_.exec("BEGIN; SET LOCAL leadstream.writer = ''; SET LOCAL app.tenant_id = 'default'; " + sql +
                    "; COMMIT");
    } catch (...) {
      session_.exec("ROLLBACK");
      throw;
    }
  }
  std::string ask(const std::string& sql) {
    run("CREATE TEMP TABLE answer ON COMMIT DROP AS SELECT (" + sql +
        ")::text AS answer; DO $$ BEGIN "
        "PERFORM set_config('test.answer', coalesce((SELECT answer FROM answer), 'null'), false); END $$");
    return std::string(session_.exec("SELECT current_setting('test.answer')")->text(0, 0));
  }

private:
  storage::postgres::session session_;
};

/// On PostgreSQL, the one database that others write to by SQL.
std::vector<adapter> servers() {
  std::vector<adapter> all = adapters();
  std::erase_if(all, [](adapter kind) { return kind != adapter::postgres; });
  return all;
}

lead_row only_lead(test_store& s, const lead_query& query = {}) {
  const lead_page page = s.list(query);
  REQUIRE(page.leads.size() == 1);
  return page.leads.front();
}

lead_query words(const std::string& text) {
  lead_query query;
  query.text = text;
  return query;
}

lead_query with(const std::string& kind, const std::string& value) {
  lead_query query;
  query.having = {{kind, value}};
  return query;
}

} // namespace

TEST_CASE("a company that was written by SQL is a whole lead, found by all that it has") {
  for (const adapter kind : servers()) {
    test_store s(kind);
    sql_writer writer(s);
    writer.run("INSERT INTO companies (tenant_id, name, industry, size_category, tags) "
               "VALUES ('default', 'Straßenbau Öz', 'Bau', '11-50', '[\"VIP\"]')");
    writer.run("INSERT INTO contacts (tenant_id, company_id, name, email, phone) "
               "SELECT tenant_id, id, 'Ada', 'ada@oz.test', '+423 1' FROM companies");

    const lead_row row = only_lead(s);
    const lead full = s.find_lead(row.id);
    CHECK(full.intelligence == intelligence{});
    CHECK(full.contacts.size() == 1);
    CHECK(row.email == "ada@oz.test");
    CHECK(row.phone == "+423 1");
    for (const char* text : {"Straßenbau", "strassenbau", "oz", "Ada", "ada@oz.test"}) {
      INFO(text);
      CHECK(s.list(words(text)).total_count == 1);
    }
    CHECK(s.list(with(facets::has, "email")).total_count == 1);
    CHECK(s.list(with(facets::has, "phone")).total_count == 1);
    CHECK(s.list(with(facets::size, "11-50")).total_count == 1);
    CHECK(s.list(with(facets::tag, "vip")).total_count == 1);
    const auto figures = wait_for<lead_figures>([&](auto done) { s.scope()->count_leads({}, done); });
    CHECK(figures->with_email == 1);

    writer.run("INSERT INTO scraped_data (tenant_id, id, company_id, source, data_type) "
               "SELECT tenant_id, gen_random_uuid(), id, 'Fair', 'company_info' FROM companies");
    CHECK(s.list(with(facets::source, "fair")).total_count == 1);

    writer.run("UPDATE companies SET name = 'Tiefbau', size_category = NULL, tags = '[]'");
    CHECK(s.list(words("strassenbau")).total_count == 0);
    CHECK(s.list(words("tiefbau")).total_count == 1);
    CHECK(s.list(with(facets::size, "11-50")).total_count == 0);
  }
}

TEST_CASE("a company's row follows its contacts, whoever writes them") {
  for (const adapter kind : servers()) {
    test_store s(kind);
    sql_writer writer(s);
    writer.run("INSERT INTO companies (tenant_id, name) VALUES ('default', 'Muster')");
    writer.run("INSERT INTO contacts (tenant_id, company_id, name, email) "
               "SELECT tenant_id, id, 'Ada', 'old@muster.test' FROM companies");
    writer.run("INSERT INTO contacts (tenant_id, company_id, name, email, phone) "
               "SELECT tenant_id, id, 'Bo', 'bo@muster.test', '+423 2' FROM companies");
    CHECK(writer.ask("SELECT string_agg(position::text, ' ' ORDER BY name) FROM contacts") == "0 1");
    CHECK(only_lead(s).email == "old@muster.test");
    CHECK(only_lead(s).phone == "+423 2");

    writer.run("UPDATE contacts SET email = 'new@muster.test' WHERE name = 'Ada'");
    CHECK(only_lead(s).email == "new@muster.test");

    writer.run("DELETE FROM contacts WHERE name = 'Ada'");
    CHECK(only_lead(s).email == "bo@muster.test");

    writer.run("DELETE FROM contacts");
    CHECK(only_lead(s).email.empty());
    CHECK(only_lead(s).phone.empty());
    CHECK(only_lead(s).contact_count == 0);
    CHECK(s.list(with(facets::has, "email")).total_count == 0);
    CHECK(s.list(words("bo@muster.test")).total_count == 0);
  }
}

TEST_CASE("a place is the same in its columns and in its document") {
  for (const adapter kind : servers()) {
    test_store s(kind);
    sql_writer writer(s);
    const auto found = [&](const std::string& place) {
      return writer.ask("SELECT count(*) FROM search_leads(p_location => '" + place + "')");
    };
    SECTION("written as a document") {
      writer.run("INSERT INTO companies (tenant_id, name, location) VALUES "
                 "('default', 'Muster', '{\"city\":\"Vaduz\",\"country\":\"LI\",\"latitude\":47.1,"
                 "\"longitude\":9.5}')");
      CHECK(only_lead(s).location.city == "Vaduz");
      CHECK(only_lead(s).location.has_point);
      CHECK(found("vaduz") == "1");
      writer.run(R"(UPDATE companies SET location = '{"city":"Schaan"}')");
      CHECK(only_lead(s).location.city == "Schaan");
      CHECK(found("vaduz") == "0");
    }
    SECTION("written in columns") {
      writer.run("INSERT INTO companies (tenant_id, name, city) VALUES ('default', 'Muster', 'Vaduz')");
      CHECK(writer.ask("SELECT location ->> 'city' FROM search_leads()") == "Vaduz");
      writer.run("UPDATE companies SET city = 'Schaan'");
      CHECK(writer.ask("SELECT location ->> 'city' FROM search_leads()") == "Schaan");
    }
  }
}

TEST_CASE("search_leads takes null for all") {
  for (const adapter kind : servers()) {
    test_store s(kind);
    sql_writer writer(s);
    writer.run("INSERT INTO companies (tenant_id, name) VALUES ('default', 'Muster')");
    CHECK(writer.ask("SELECT count(*) FROM search_leads(NULL, NULL, NULL, NULL, NULL)") == "1");
    CHECK(writer.ask("SELECT count(*) FROM search_leads(p_limit => -1)") == "0");
  }
}

TEST_CASE("the audit log cannot be emptied") {
  for (const adapter kind : servers()) {
    test_store s(kind);
    sql_writer writer(s);
    CHECK_THROWS(writer.run("TRUNCATE audit_log"));
    CHECK_THROWS(writer.run("TRUNCATE audit_heads"));
  }
}

TEST_CASE("a value that stands in the database against its form is a fault of ours, not of who asks") {
  for (const adapter kind : servers()) {
    test_store s(kind);
    sql_writer writer(s);
    writer.run("INSERT INTO companies (tenant_id, name) VALUES ('default', 'Muster')");
    const uuid id = only_lead(s).id;
    writer.run("UPDATE lead_details SET intelligence = '{}'");
    CHECK(s.find_lead(id).intelligence == intelligence{});

    writer.run("UPDATE lead_details SET intelligence = '{\"growth_signals\":1}'");
    const auto read = wait_for<lead>([&](auto done) { s.scope()->find_lead(id, done); });
    CHECK(read.problem().code == error_code::internal);
  }
}
