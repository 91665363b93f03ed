#include "net/api/html.hpp"

namespace leadstream::api {
namespace {

constexpr const char* page_policy =
    "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

} // namespace

std::string html_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      out += c;
    }
  }
  return out;
}

response html_page(int status, std::string_view title, std::string_view content) {
  const std::string name = html_escaped(title);
  response r;
  r.status = status;
  r.content_type = "text/html; charset=utf-8";
  r.headers = {{"Content-Security-Policy", page_policy},
               {"Cache-Control", "no-store"},
               {"Referrer-Policy", "same-origin"}};
  r.body = "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>" +
           name + "</title>\n<main><h1>" + name + "</h1>\n";
  r.body.append(content).append("</main></html>\n");
  return r;
}

} // namespace leadstream::api
