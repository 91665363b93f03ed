#include "storage/postgres/session.hpp"

#include "storage/postgres/problem.hpp"

#include <pqxx/pqxx>

namespace leadstream::storage::postgres {
namespace {

class answer : public rows {
public:
  explicit answer(const pqxx::result& given) : given_(given) {}
  int size() const override { return static_cast<int>(given_.size()); }
  bool is_null(int row, int column) const override { return cell(row, column).is_null(); }
  std::string_view text(int row, int column) const override {
    const pqxx::field found = cell(row, column);
    return {found.c_str(), found.size()};
  }
  std::int64_t changed() const override { return static_cast<std::int64_t>(given_.affected_rows()); }

private:
  pqxx::field cell(int row, int column) const {
    return given_[static_cast<pqxx::result::size_type>(row)][static_cast<pqxx::row::size_type>(column)];
  }

  pqxx::result given_;
};

/// A server that does not answer at all is given up after some seconds.
std::string with_defaults(const std::string& url) {
  std::string full = url;
  for (const std::string parameter :
       {"connect_timeout=5", "application_name=leadstream", "client_encoding=UTF8"}) {
    if (full.find(parameter.substr(0, parameter.find('=') + 1)) == std::string::npos) {
      full += (full.find('?') == std::string::npos ? '?' : '&') + parameter;
    }
  }
  return full;
}

/// The size of the UTF-8 sequence that `text` begins with; 0 when it begins with none, or with NUL.
std::size_t sequence_size(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  const std::size_t size = first < 0x80   ? 1
                           : first < 0xC2 ? 0
                           : first < 0xE0 ? 2
                           : first < 0xF0 ? 3
                           : first < 0xF5 ? 4
                                          : 0;
  if (size == 0 || size > text.size() || first == 0) {
    return 0;
  }
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return 0;
    }
  }
  const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool beyond = (first == 0xED && byte(1) >= 0xA0) || (first == 0xF4 && byte(1) >= 0x90);
  return overlong || beyond ? 0 : size;
}

/// Text that PostgreSQL takes.
std::string cleaned(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const std::size_t size = sequence_size(text);
    size == 0 ? clean.append("\xEF\xBF\xBD") : clean.append(text.substr(0, size));
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return clean;
}

} // namespace

struct session::parts {
  explicit parts(const std::string& url) : connection(url), quiet(connection), work(connection) {}

  pqxx::connection connection;
  pqxx::quiet_errorhandler quiet;
  pqxx::nontransaction work;
};

session::session(const address& where) {
  try {
    parts_ = std::make_unique<parts>(with_defaults(where.url));
  } catch (const std::exception& problem) {
    const std::string text = problem.what();
    throw lost_connection(error_code::unavailable,
                          "the database " + where.without_secret +
                              " cannot be reached: " + text.substr(0, text.find('\n')),
                          "storage.url");
  }
}

session::~session() = default;

std::unique_ptr<rows> session::exec(const std::string& sql) {
  try {
    return std::make_unique<answer>(parts_->work.exec(sql));
  } catch (const pqxx::broken_connection&) {
    throw lost_connection(error_code::unavailable,
                          "the connection to the database was lost; try again later");
  } catch (const pqxx::sql_error& problem) {
    if (!parts_->connection.is_open()) {
      throw lost_connection(error_code::unavailable,
                            "the connection to the database was lost; try again later");
    }
    fail(problem.sqlstate(), problem.what());
  }
}

std::string session::quote(std::string_view text) const {
  return parts_->work.quote(cleaned(text));
}

bool session::behind_pooler() {
  const auto server = exec("SELECT pg_backend_pid()");
  return server->text(0, 0) != std::to_string(parts_->connection.backendpid());
}

} // namespace leadstream::storage::postgres
