#include "tests/simweb/http/reply.hpp"

#include <fmt/format.h>

namespace leadstream::simweb {
namespace {

const char* reason(int status) {
  switch (status) {
  case 200:
    return "OK";
  case 301:
    return "Moved Permanently";
  case 302:
    return "Found";
  case 304:
    return "Not Modified";
  case 400:
    return "Bad Request";
  case 403:
    return "Forbidden";
  case 404:
    return "Not Found";
  case 405:
    return "Method Not Allowed";
  case 406:
    return "Not Acceptable";
  case 429:
    return "Too Many Requests";
  case 500:
    return "Internal Server Error";
  case 503:
    return "Service Unavailable";
  case 504:
    return "Gateway Timeout";
  default:
    return "Answer";
  }
}

bool in_chunks(const reply& made) {
  return made.how == delivery::chunked || made.how == delivery::broken_chunk ||
         made.how == delivery::endless_body;
}

void append_chunks(std::string& out, std::string_view body, bool broken) {
  constexpr std::size_t size = 4096;
  for (std::size_t at = 0; at < body.size(); at += size) {
    const auto piece = body.substr(at, size);
    out += fmt::format("{:x}\r\n", piece.size());
    out += piece;
    out += "\r\n";
    if (broken) {
      out += "zz\r\n";
      return;
    }
  }
  out += "0\r\n\r\n";
}

} // namespace

bool closes(const request& asked, const reply& made) {
  return !asked.keep_alive ||
         (made.how != delivery::whole && made.how != delivery::chunked && made.how != delivery::drip);
}

std::string encode_reply(const request& asked, const reply& made) {
  if (made.how == delivery::close || made.how == delivery::hang)
    return {};
  std::string out = fmt::format("HTTP/1.1 {} {}\r\n", made.status, reason(made.status));
  for (const auto& [name, value] : made.headers)
    out += fmt::format("{}: {}\r\n", name, value);
  if (made.how == delivery::endless_headers)
    return out;
  if (closes(asked, made))
    out += "Connection: close\r\n";
  const bool bodiless = made.status == 204 || made.status == 304;
  if (in_chunks(made))
    out += "Transfer-Encoding: chunked\r\n";
  else if (!bodiless)
    out += fmt::format("Content-Length: {}\r\n", made.body.size());
  out += "\r\n";
  if (asked.method == "HEAD" || bodiless)
    return out;
  if (made.how == delivery::chunked || made.how == delivery::broken_chunk)
    append_chunks(out, made.body, made.how == delivery::broken_chunk);
  else if (made.how == delivery::reset || made.how == delivery::cut_short)
    out += std::string_view(made.body).substr(0, made.body.size() / 2);
  else
    out += made.body;
  return out;
}

} // namespace leadstream::simweb
