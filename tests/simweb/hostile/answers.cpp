#include "tests/simweb/hostile/cases.hpp"

#include <utility>

namespace leadstream::simweb {

std::string ok(const std::string& body, const std::string& headers) {
  return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

std::string sound_page(const std::string& host, const std::string& more) {
  return "<!DOCTYPE html><html lang=\"en\"><head><title>" + host + "</title></head><body><h1>" + host +
         "</h1><p>Write to <a href=\"mailto:hello@" + host + "\">hello@" + host + "</a>.</p>" + more +
         "</body></html>";
}

hostile_case page_case(std::string name,
                       std::function<void(const hostile_request&, test::raw_connection&)> answer) {
  return {std::move(name),
          [answer = std::move(answer)](const hostile_request& asked, test::raw_connection& connection) {
            const bool side_file = asked.path == "/robots.txt" || asked.path.starts_with("/sitemap");
            if (side_file) {
              connection.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            } else {
              answer(asked, connection);
            }
          }};
}

hostile_case fixed_case(std::string name, std::string bytes) {
  return page_case(std::move(name),
                   [bytes = std::move(bytes)](const hostile_request&, test::raw_connection& connection) {
                     connection.write(bytes);
                   });
}

hostile_case endless_case(std::string name, std::string head, std::string piece) {
  return page_case(std::move(name), [head = std::move(head), piece = std::move(piece)](
                                        const hostile_request&, test::raw_connection& connection) {
    connection.write(head);
    while (connection.write(piece)) {
    }
  });
}

} // namespace leadstream::simweb
