#include "tests/simweb/hostile/hostile_web.hpp"

#include "tests/simweb/hostile/cases.hpp"
#include "tests/simweb/hostile/tls_hosts.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

namespace leadstream::simweb {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

hostile_request parse(std::string bytes) {
  hostile_request asked;
  const auto space = bytes.find(' ');
  const auto end = bytes.find(' ', space + 1);
  if (space != std::string::npos && end != std::string::npos) {
    asked.path = bytes.substr(space + 1, end - space - 1);
  }
  const std::string small = lower(bytes);
  if (const auto host = small.find("\r\nhost:"); host != std::string::npos) {
    const auto from = small.find_first_not_of(' ', host + 7);
    asked.host = small.substr(from, small.find_first_of(":\r", from) - from);
  }
  asked.bytes = std::move(bytes);
  return asked;
}

using case_table = std::map<std::string, hostile_case>;

case_table make_cases(int canary) {
  case_table all;
  for (auto&& group : {encoding_cases(), framing_cases(), redirect_cases(canary), content_cases(canary),
                       robots_cases(canary)}) {
    for (const auto& one : group) {
      all.emplace(one.name, one);
    }
  }
  return all;
}

void answer(const case_table& cases, test::raw_connection& connection) {
  const auto asked = parse(connection.read_request());
  const auto found = cases.find(asked.host.substr(0, asked.host.find(".hostile.test")));
  if (found == cases.end()) {
    connection.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  } else {
    found->second.answer(asked, connection);
  }
}

} // namespace

struct hostile_web::parts {
  explicit parts(int canary, const std::string& authority_file)
      : cases(make_cases(canary)), secure(authority_file),
        http([this](test::raw_connection& connection) { answer(cases, connection); }),
        https([this](test::raw_connection& connection) { secure.serve(connection); }) {}

  case_table cases;
  tls_hosts secure;
  test::raw_server http;
  test::raw_server https;
};

hostile_web::hostile_web(const std::string& file, int canary)
    : parts_(std::make_unique<parts>(canary, file + ".ca.pem")) {
  auto names = nlohmann::json::array();
  for (const auto& [name, one] : parts_->cases) {
    names.push_back(name);
  }
  std::ofstream(file) << nlohmann::json{{"http", parts_->http.port()},
                                        {"https", parts_->https.port()},
                                        {"ca", file + ".ca.pem"},
                                        {"cases", names},
                                        {"tls", parts_->secure.names()}};
}

hostile_web::~hostile_web() = default;

} // namespace leadstream::simweb
