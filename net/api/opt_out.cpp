#include "net/api/legal.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"

#include <openssl/crypto.h>

namespace leadstream::api {
namespace {

using law::subject;
using law::subject_kind;

constexpr const char* page_policy =
    "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

std::string escaped(std::string_view text) {
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

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      out += c;
    } else {
      out += '%';
      out += digits[static_cast<unsigned char>(c) >> 4U];
      out += digits[static_cast<unsigned char>(c) & 15U];
    }
  }
  return out;
}

response page(int status, const std::string& content) {
  response r;
  r.status = status;
  r.content_type = "text/html; charset=utf-8";
  r.headers = {{"Content-Security-Policy", page_policy},
               {"Cache-Control", "no-store"},
               {"Referrer-Policy", "no-referrer"}};
  r.body = "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>Opt out</title>\n"
           "<main><h1>Opt out</h1>\n" +
           content + "</main></html>\n";
  return r;
}

response form_page(int status, const std::string& problem, const std::string& controller) {
  return page(status,
              (problem.empty() ? "" : "<p role=\"alert\">" + escaped(problem) + "</p>\n") +
                  "<p>Enter the e-mail address or the telephone number that we shall forget and never "
                  "contact.</p>\n<form method=\"get\" action=\"/opt-out\">\n"
                  "<p><label>E-mail address <input type=\"email\" name=\"email\"></label></p>\n"
                  "<p><label>or telephone number, as +41 44 668 18 00 <input type=\"tel\" name=\"phone\">"
                  "</label></p>\n<p><button>Continue</button></p></form>\n" +
                  (controller.empty() ? "" : "<p>Responsible: " + escaped(controller) + "</p>\n"));
}

/// What the query names: nothing, somebody, or something that is neither.
result<std::optional<subject>> named_in(query_reader& query) {
  const std::string email = query.raw("email");
  const std::string phone = query.raw("phone");
  if (email.empty() && phone.empty()) {
    return std::optional<subject>();
  }
  const auto who = email.empty() ? law::read_subject(subject_kind::phone, phone)
                                 : law::read_subject(subject_kind::email, email);
  return who ? result<std::optional<subject>>(*who) : who.problem();
}

bool closed(const call_ptr& call) {
  if (call->around.legal != nullptr && call->around.legal->opt_out_open()) {
    return false;
  }
  call->done(error{error_code::not_found, "there is no such resource", {}});
  return true;
}

bool same(const std::string& a, const std::string& b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace

void show_opt_out(const call_ptr& call) {
  if (closed(call)) {
    return;
  }
  const std::string& controller = call->around.legal->controller().identity;
  query_reader query(call->asked.query);
  const auto who = named_in(query);
  if (!query.finish().empty() || !who) {
    return call->done(form_page(400, who ? "The link is not complete." : who.problem().message, controller));
  }
  if (!*who) {
    return call->done(form_page(200, "", controller));
  }
  const subject& named = **who;
  const std::string target = std::string("/opt-out?") + law::to_string(named.kind) + "=" +
                             percent_encoded(named.value) +
                             "&token=" + call->around.legal->opt_out_token(named);
  call->done(page(200, "<p>We will erase all that we know of <strong>" + escaped(named.value) +
                           "</strong> and keep a fingerprint alone, so that it does not come back.</p>\n"
                           "<form method=\"post\" action=\"" +
                           escaped(target) +
                           "\"><p><button>Erase and never contact me</button></p></form>\n"));
}

void confirm_opt_out(const call_ptr& call) {
  if (closed(call)) {
    return;
  }
  query_reader query(call->asked.query);
  const auto who = named_in(query);
  const std::string token = query.raw("token");
  if (!query.finish().empty() || !who || !*who || !same(token, call->around.legal->opt_out_token(**who))) {
    return call->done(form_page(403, "This confirmation is not valid any more. Please begin again.",
                                call->around.legal->controller().identity));
  }
  auto encode = [](const http_call&, const law::receipt& proof) {
    return page(200, "<p>Done. Your receipt: <code>" + to_string(proof.id) + "</code></p>\n");
  };
  call->around.legal->erase({"*"}, **who, answer<law::receipt>(call, encode));
}

} // namespace leadstream::api
