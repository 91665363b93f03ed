#include "net/api/html.hpp"
#include "net/api/legal.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"

#include <openssl/crypto.h>

namespace leadstream::api {
namespace {

using law::subject;
using law::subject_kind;

response page(int status, const std::string& content) {
  return html_page(status, "Opt out", content);
}

response form_page(int status, const std::string& problem, const std::string& controller) {
  return page(status,
              (problem.empty() ? "" : "<p role=\"alert\">" + html_escaped(problem) + "</p>\n") +
                  "<p>Enter the e-mail address or the telephone number that we shall forget and never "
                  "contact.</p>\n<form method=\"post\" action=\"/opt-out\">\n"
                  "<p><label>E-mail address <input type=\"email\" name=\"email\"></label></p>\n"
                  "<p><label>or telephone number, as +41 44 668 18 00 <input type=\"tel\" name=\"phone\">"
                  "</label></p>\n<p><button>Continue</button></p></form>\n" +
                  (controller.empty() ? "" : "<p>Responsible: " + html_escaped(controller) + "</p>\n"));
}

/// What the form names: nothing, somebody, or something that is neither.
result<std::optional<subject>> named_in(query_reader& form) {
  const std::string email = form.raw("email");
  const std::string phone = form.raw("phone");
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

response confirmation_page(const subject& who, const std::string& token) {
  const std::string kind = law::to_string(who.kind);
  const std::string value = html_escaped(who.value);
  return page(200, "<p>We will erase all that we know of <strong>" + value +
                       "</strong> and keep a fingerprint alone, so that it does not come back.</p>\n"
                       R"(<form method="post" action="/opt-out"><input type="hidden" name=")" +
                       kind + R"(" value=")" + value + R"("><input type="hidden" name="token" value=")" +
                       html_escaped(token) +
                       R"("><p><button>Erase and never contact me</button></p></form>)" + "\n");
}

} // namespace

void show_opt_out(const call_ptr& call) {
  if (closed(call)) {
    return;
  }
  const bool plain = query_reader(call->asked.query).finish().empty();
  call->done(form_page(plain ? 200 : 400, plain ? "" : "This page takes nothing from its address.",
                       call->around.legal->controller().identity));
}

/// Both steps: without a token it asks for the confirmation, whose form brings one.
void confirm_opt_out(const call_ptr& call) {
  if (closed(call)) {
    return;
  }
  const std::string& controller = call->around.legal->controller().identity;
  query_reader form(call->asked.body);
  const auto who = named_in(form);
  const std::string given = form.raw("token");
  if (!form.finish().empty() || !who || !*who) {
    return call->done(
        form_page(400, who ? "Please name an address or a number." : who.problem().message, controller));
  }
  const std::string token = call->around.legal->opt_out_token(**who);
  if (given.empty()) {
    return call->done(confirmation_page(**who, token));
  }
  if (!same(given, token)) {
    return call->done(
        form_page(403, "This confirmation is not valid any more. Please begin again.", controller));
  }
  auto encode = [](const http_call&, const law::receipt& proof) {
    return page(200, "<p>Done. Your receipt: <code>" + to_string(proof.id) + "</code></p>\n");
  };
  call->around.legal->erase({"*"}, **who, "opt_out", answer<law::receipt>(call, encode));
}

} // namespace leadstream::api
