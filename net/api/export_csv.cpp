#include "net/api/csv.hpp"
#include "net/api/problem.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"
#include "net/api/text.hpp"

#include <algorithm>

namespace leadstream::api {
namespace {

using column_list = std::vector<const csv_column*>;

constexpr std::size_t rows_per_piece = 500;

/// Pulls leads from a cursor and makes lines of them, a piece at a time.
class csv_source : public body_source, public std::enable_shared_from_this<csv_source> {
public:
  csv_source(std::shared_ptr<lead_cursor> leads, column_list columns)
      : leads_(std::move(leads)), columns_(std::move(columns)) {}

  void next(completion<std::string> done) override {
    if (ended_) {
      return done(std::string());
    }
    leads_->next(rows_per_piece, [self = shared_from_this(), done](result<std::vector<lead_row>> rows) {
      done(rows ? result<std::string>(self->lines(*rows)) : rows.problem());
    });
  }

private:
  std::string lines(const std::vector<lead_row>& rows) {
    std::string text;
    text.reserve(100 * (rows.size() + 1));
    if (!begun_) {
      append_header(text, columns_);
      begun_ = true;
    }
    for (const lead_row& row : rows) {
      append_row(text, columns_, row);
    }
    ended_ = rows.empty();
    return text;
  }

  std::shared_ptr<lead_cursor> leads_;
  column_list columns_;
  bool begun_ = false;
  bool ended_ = false;
};

std::string known_fields() {
  std::string names;
  for (const csv_column& column : csv_columns()) {
    names.append(names.empty() ? "" : ", ").append(column.name);
  }
  return names;
}

column_list read_fields(query_reader& query) {
  const bool given = query.has("fields");
  const std::string chosen = query.raw("fields");
  column_list columns;
  for (const std::string_view name :
       split(given ? std::string_view(chosen) : "name,email,phone,score", ',')) {
    const csv_column* column = find_column(name);
    if (column == nullptr) {
      query.fault("fields", "\"" + std::string(name) + "\" is no field; there are " + known_fields());
    } else if (std::find(columns.begin(), columns.end(), column) != columns.end()) {
      query.fault("fields", "\"" + std::string(name) + "\" comes twice; name each field once");
    } else {
      columns.push_back(column);
    }
  }
  if (given && chosen.empty()) {
    query.fault("fields", "names no field; leave it out for name,email,phone,score");
  }
  return columns;
}

} // namespace

void export_csv(const call_ptr& call) {
  query_reader query(call->asked.query);
  lead_query wanted;
  wanted.ids = query.ids("lead_ids");
  column_list columns = read_fields(query);
  read_filters(query, wanted);
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  auto encode = [columns](const http_call&, std::shared_ptr<lead_cursor>& leads) {
    response r;
    r.content_type = "text/csv; charset=utf-8; header=present";
    r.headers.push_back({"Content-Disposition", "attachment; filename=\"leads.csv\""});
    r.stream = std::make_shared<csv_source>(std::move(leads), columns);
    return r;
  };
  call->around.inside->open_leads(call->around.tenant, wanted,
                                  answer<std::shared_ptr<lead_cursor>>(call, encode));
}

} // namespace leadstream::api
