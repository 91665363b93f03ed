#include "tests/simweb/hostile/cases.hpp"

namespace leadstream::simweb {
namespace {

std::string moved(const std::string& to, int status = 302) {
  return "HTTP/1.1 " + std::to_string(status) + " Moved\r\nLocation: " + to +
         "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

hostile_case to(std::string name, const std::string& target, int status = 302) {
  return fixed_case(std::move(name), moved(target, status));
}

} // namespace

std::vector<hostile_case> redirect_cases(int canary) {
  const std::string port = ":" + std::to_string(canary) + "/";
  std::vector<hostile_case> all{
      to("redirect-loop", "/"),
      page_case("redirect-endless",
                [](const hostile_request& asked, test::raw_connection& connection) {
                  connection.write(moved(asked.path + "x"));
                }),
      to("redirect-loopback", "http://127.0.0.1" + port),
      to("redirect-loopback-v6", "http://[::1]" + port),
      to("redirect-mapped", "http://[::ffff:127.0.0.1]" + port),
      to("redirect-nat64", "http://[64:ff9b::7f00:1]" + port),
      to("redirect-6to4", "http://[2002:7f00:1::]" + port),
      to("redirect-decimal", "http://2130706433" + port),
      to("redirect-hexadecimal", "http://0x7f.1" + port),
      to("redirect-octal", "http://0177.0.0.1" + port),
      to("redirect-localhost", "http://localhost" + port),
      to("redirect-metadata", "http://169.254.169.254/latest/meta-data/"),
      to("redirect-private", "http://10.0.0.1/"),
      to("redirect-port", "http://redirect-port.example:22/"),
      to("redirect-credentials", "http://user:secret@127.0.0.1" + port),
      to("redirect-backslash", "http://redirect-backslash.hostile.test\\@127.0.0.1" + port),
      to("redirect-file", "file:///etc/passwd"),
      to("redirect-gopher", "gopher://127.0.0.1" + port),
      to("redirect-dict", "dict://127.0.0.1" + port),
      to("redirect-ftp", "ftp://127.0.0.1" + port),
      to("redirect-data", "data:text/html,hello"),
      to("redirect-javascript", "javascript:alert(1)"),
      to("redirect-split", "http://redirect-split.hostile.test/%0d%0aX: y\tz"),
  };
  for (const int status : {301, 303, 307, 308}) {
    all.push_back(to("redirect-" + std::to_string(status), "http://127.0.0.1" + port, status));
  }
  return all;
}

} // namespace leadstream::simweb
