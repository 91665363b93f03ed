#include "storage/postgres/backup.hpp"

#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "storage/failure.hpp"
#include "storage/migration.hpp"
#include "storage/postgres/packed_lines.hpp"
#include "storage/postgres/postgres_database.hpp"
#include "storage/sql/backup.hpp"
#include "storage/sql/migrate.hpp"
#include "storage/sql/transaction.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace leadstream::storage::postgres {
namespace {

constexpr std::int64_t form = 1;
constexpr std::size_t rows_at_once = 200;
constexpr std::size_t bytes_at_once = 1U << 20U;

/// Tables in the order in which they refer to each other: what is referred to was made before.
std::vector<std::string> tables_of(sql::connection& db) {
  sql::statement row(db, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                         "CAST(current_schema() AS regnamespace) AND relname <> 'schema_migrations' AND "
                         "EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND "
                         "attname = 'tenant_id') ORDER BY oid");
  std::vector<std::string> names;
  while (row.step()) {
    names.push_back(row.text());
  }
  return names;
}

std::vector<int> steps_done(sql::connection& db) {
  std::vector<int> numbers;
  for (const schema_step& step : sql::steps_of(db)) {
    if (step.applied_at) {
      numbers.push_back(step.number);
    }
  }
  return numbers;
}

std::string head_line(const std::vector<int>& steps, wall_time now) {
  std::string line;
  json::writer w(line);
  w.begin_object()
      .member("leadstream_backup", form)
      .member("at", to_rfc3339(now))
      .key("schema")
      .begin_array();
  for (const int step : steps) {
    w.value(step);
  }
  w.end_array().end_object();
  return line;
}

std::string line_of(std::string_view name, const std::string& text) {
  std::string line;
  json::writer(line).begin_object().member(name, text).end_object();
  return line;
}

std::uint64_t copy_rows(sql::connection& db, const std::string& table, packed_writer& to) {
  to.line(line_of("table", table));
  sql::statement row(db, sql::interned("SELECT CAST(row_to_json(t) AS text) FROM \"" + table + "\" t"));
  row.read_in_pieces();
  std::uint64_t rows = 0;
  for (; row.step(); ++rows) {
    to.line(row.view());
  }
  return rows;
}

using tree = nlohmann::json;

tree parsed(const std::string& line) {
  auto value = json::read(line, {256U << 20U, 64});
  return value && value->is_object() ? *std::move(value) : tree::object();
}

[[noreturn]] void refuse(const std::string& why) {
  throw failure(error_code::malformed, "the backup cannot be restored: " + why, "file");
}

/// A backup on its way in; knows a row of a table from the lines between.
class backup_reader {
public:
  explicit backup_reader(const std::filesystem::path& file) : lines_(file) {
    std::string line;
    const tree head = lines_.next(line) ? parsed(line) : tree::object();
    if (head.value("leadstream_backup", std::int64_t{0}) != form) {
      refuse("it is none of PostgreSQL by this program");
    }
    steps_ = head.at("schema").get<std::vector<int>>();
  }

  const std::vector<int>& steps() const { return steps_; }

  /// Gives each row to `take(table, line)`; throws at the end when something is missing.
  template <class Take>
  void each(Take take) {
    std::string line;
    std::string table;
    std::uint64_t rows = 0;
    while (lines_.next(line)) {
      if (line.starts_with("{\"table\":")) {
        table = parsed(line).value("table", "");
      } else if (line.starts_with("{\"end\":")) {
        if (parsed(line).value("end", "") != std::to_string(rows) || lines_.next(line)) {
          refuse("it is damaged");
        }
        return;
      } else {
        ++rows;
        take(table, line);
      }
    }
    refuse("it ends early");
  }

private:
  packed_reader lines_;
  std::vector<int> steps_;
};

/// Rows of one table, put in some hundreds at a time.
class table_filler {
public:
  table_filler(sql::connection& db, std::vector<std::string> tables) : db_(db), tables_(std::move(tables)) {}

  void take(const std::string& table, const std::string& row) {
    if (table != table_) {
      put();
      if (std::find(tables_.begin(), tables_.end(), table) == tables_.end()) {
        refuse("it has a table that this program does not know: " + table);
      }
      table_ = table;
    }
    rows_.append(rows_.empty() ? "[" : ",").append(row);
    if (++count_ == rows_at_once || rows_.size() > bytes_at_once) {
      put();
    }
  }
  void put() {
    if (rows_.empty()) {
      return;
    }
    rows_ += ']';
    db_.run(sql::interned("INSERT INTO \"" + table_ +
                          "\" OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(CAST(NULL AS \"" +
                          table_ + "\"), CAST(? AS json))"),
            rows_);
    db_.flush();
    rows_.clear();
    count_ = 0;
  }

private:
  sql::connection& db_;
  std::vector<std::string> tables_;
  std::string table_;
  std::string rows_;
  std::size_t count_ = 0;
};

std::string quoted(const std::string& name) {
  return '"' + name + '"';
}

void on_each(sql::connection& db, const std::vector<std::string>& tables, const char* change) {
  for (const std::string& table : tables) {
    db.execute(std::string("ALTER TABLE ").append(quoted(table)).append(change).c_str());
  }
}

/// The counters of identity columns go on behind the rows that are there.
void move_counters(sql::connection& db, const std::vector<std::string>& tables) {
  for (const std::string& table : tables) {
    sql::statement column(db,
                          "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(CAST(? AS text)) "
                          "AND attidentity <> ''",
                          table);
    if (column.step()) {
      const std::string name = column.text();
      std::string text = "SELECT setval(pg_get_serial_sequence('";
      text.append(table).append("', '").append(name).append("'), coalesce(max(").append(quoted(name));
      text.append("), 0) + 1, false) FROM ").append(quoted(table));
      db.execute(text.c_str());
    }
  }
}

/// Puts everything in the place of what is there, in one transaction.
void fill(sql::connection& db, const std::filesystem::path& file) {
  sql::write_transaction whole(db);
  db.enter(sql::all_tenants());
  const auto tables = tables_of(db);
  std::string all;
  for (const std::string& table : tables) {
    all += (all.empty() ? "\"" : ",\"") + table + '"';
  }
  on_each(db, tables, " DISABLE TRIGGER USER");
  db.execute(("TRUNCATE " + all).c_str());
  table_filler filler(db, tables);
  backup_reader(file).each(
      [&](const std::string& table, const std::string& row) { filler.take(table, row); });
  filler.put();
  on_each(db, tables, " ENABLE TRIGGER USER");
  move_counters(db, tables);
  whole.commit();
}

/// Brings the schema to where it was when the backup was made.
void prepare(sql::connection& db, const std::vector<int>& steps, wall_time now) {
  const auto& known = migrations_of(sql::dialect::postgres);
  for (const int step : steps) {
    if (std::none_of(known.begin(), known.end(), [&](const auto& one) { return one.number == step; })) {
      refuse("it is of a newer schema; run the newer program");
    }
  }
  sql::migrate(db, now, &steps);
  if (steps_done(db) != steps) {
    refuse("it is of an older schema than the database; restore it into a new database");
  }
}

} // namespace

std::uint64_t back_up(const storage_options& options, const std::filesystem::path& file) {
  const auto db = connect_postgres(options);
  const sql::read_transaction whole(*db, sql::all_tenants());
  packed_writer to(file);
  to.line(head_line(steps_done(*db), options.now()));
  std::uint64_t rows = 0;
  for (const std::string& table : tables_of(*db)) {
    rows += copy_rows(*db, table, to);
  }
  to.line(line_of("end", std::to_string(rows)));
  to.close();
  return sql::count_all_leads(*db);
}

std::uint64_t restore(const storage_options& options, const std::filesystem::path& file, bool replace) {
  backup_reader whole(file);
  whole.each([](const std::string& /*table*/, const std::string& /*row*/) {});
  const auto db = connect_postgres(options, hold::alone);
  if (!replace && sql::holds_something(*db)) {
    throw failure(error_code::invalid_argument,
                  "the database holds something; --replace puts the backup in its place");
  }
  prepare(*db, whole.steps(), options.now());
  fill(*db, file);
  sql::migrate(*db, options.now());
  return sql::begin_streams_anew(*db, options);
}

} // namespace leadstream::storage::postgres
