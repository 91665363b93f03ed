#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/law/notice.hpp"
#include "net/api/lead_document.hpp"
#include "net/api/legal.hpp"
#include "net/api/list_answer.hpp"
#include "net/api/problem.hpp"
#include "net/api/routes.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::api {
namespace {

using json::writer;
using law::subject;
using law::subject_kind;

/// The tenant of what holds for all.
constexpr const char* everybody = "*";

/// What a client names, or what is wrong with it.
struct named_subject {
  std::optional<subject> who;
  bool of_everyone = false; ///< what holds for all tenants is meant
  std::string hash;         ///< of `who`, or sent instead of it
  std::string reason;
  std::vector<field_error> faults;
};

void read_value(named_subject& read, subject_kind kind, const nlohmann::json& value) {
  const auto who = value.is_string()
                       ? law::read_subject(kind, value.get_ref<const std::string&>())
                       : result<subject>(error{error_code::invalid_argument, "not a string", {}});
  if (!who) {
    read.faults.push_back({law::to_string(kind), who.problem().message});
    return;
  }
  read.who = *who;
  read.hash = law::hash_of(*who);
}

/// What may stand beside the subject.
enum class beside : std::uint8_t { nothing, reason, scope };

/// Takes that member; false when it is none of those.
bool read_beside(named_subject& read, beside what, const std::string& name, const nlohmann::json& value) {
  if (what == beside::reason && name == "reason" && value.is_string() &&
      value.get_ref<const std::string&>().size() <= 200) {
    read.reason = value.get<std::string>();
    return true;
  }
  const bool scope = what == beside::scope && name == "scope" && (value == "tenant" || value == "everyone");
  read.of_everyone = scope && value == "everyone";
  return scope;
}

named_subject read_named(const std::string& body, beside what = beside::nothing) {
  named_subject read;
  const auto parsed = leadstream::json::read(body);
  if (!parsed || !parsed->is_object()) {
    read.faults.push_back({"body", parsed ? "the content is not a JSON object" : parsed.problem().message});
    return read;
  }
  std::size_t subjects = 0;
  for (const auto& [name, value] : parsed->items()) {
    if (const auto kind = law::parse_subject_kind(name)) {
      read_value(read, *kind, value);
      ++subjects;
    } else if (!read_beside(read, what, name, value)) {
      read.faults.push_back({name, "not known here; send email, domain or phone" +
                                       std::string(what == beside::reason  ? ", and a reason"
                                                   : what == beside::scope ? ", and scope: tenant or everyone"
                                                                           : "")});
    }
  }
  if (read.faults.empty() && subjects != 1) {
    read.faults.push_back({"body", "send one of email, domain and phone"});
  }
  return read;
}

void append_receipt(writer& w, const law::receipt& r) {
  w.begin_object()
      .member("id", to_string(r.id))
      .member("kind", law::to_string(r.kind))
      .member("sha256", r.hash);
  w.member("leads", r.leads).member("observations", r.observations).member("other_values", r.values);
  w.member("at", to_rfc3339(r.at)).end_object();
}

void append_suppression(writer& w, const law::suppression& s) {
  w.begin_object().member("kind", law::to_string(s.kind)).member("sha256", s.hash);
  w.member("scope", s.tenant.value == everybody ? "everyone" : "tenant");
  w.member_or_null("reason", s.reason).member("at", to_rfc3339(s.at)).end_object();
}

void append_own(writer& w, const lead& own) {
  const company& c = own.company;
  w.begin_object().key("company").begin_object().member("id", to_string(c.id)).member("name", c.name);
  w.member_or_null("industry", c.industry).member_or_null("website", c.website);
  w.member_or_null("city", c.location.city).member_or_null("country", c.location.country).end_object();
  w.member("lead_score", c.lead_score).key("contacts").begin_array();
  for (const contact& person : own.contacts) {
    w.begin_object().member_or_null("name", person.name).member_or_null("title", person.title);
    w.member_or_null("email", person.email).member_or_null("phone", person.phone);
    w.member_or_null("linkedin_url", person.linkedin_url)
        .member("is_decision_maker", person.is_decision_maker);
    w.end_object();
  }
  w.end_array().key("provenance").begin_array();
  for (const provenance& p : own.provenance) {
    w.begin_object().member("field", p.field).member("value", p.value).member("source", p.source);
    w.member_or_null("url", p.url).member("fetched_at", to_rfc3339(p.fetched_at)).end_object();
  }
  w.end_array().end_object();
}

/// All that GDPR Art. 15 asks for.
void append_disclosure(std::string& out, const law::disclosure& known, const law::controller& who) {
  writer w(out);
  w.begin_object().member_or_null("controller", who.identity).member("purpose", law::purpose);
  w.member("lawful_basis", law::basis_text(who.basis)).member_or_null("retention", who.retention);
  w.member_or_null("opt_out", who.opt_out).key("leads").begin_array();
  for (const lead& own : known.leads) {
    append_own(w, own);
  }
  w.end_array().key("recipients").begin_array();
  for (const law::recipient& r : known.recipients) {
    w.begin_object().member("kind", r.kind).member("name", r.name);
    w.member_or_null("last_at", r.last ? to_rfc3339(*r.last) : "").end_object();
  }
  w.end_array().end_object();
}

/// A completion that answers with the receipt of an erasure.
completion<law::receipt> show_receipt(const call_ptr& call, int status) {
  return answer<law::receipt>(call, [status](const http_call&, const law::receipt& proof) {
    response r;
    r.status = status;
    writer w(r.body);
    append_receipt(w, proof);
    return r;
  });
}

} // namespace

void erase_subject(const call_ptr& call) {
  const named_subject named = read_named(call->asked.body);
  if (!named.faults.empty()) {
    return call->done(problem(400, "nobody is named", named.faults));
  }
  call->around.legal->erase(call->around.tenant, *named.who, "erasure", show_receipt(call, 200));
}

void list_erasures(const call_ptr& call) {
  call->around.legal->store().receipts(call->around.tenant,
                                       answer_list<law::receipt>(call, "erasures", append_receipt));
}

void add_suppression(const call_ptr& call) {
  const named_subject named = read_named(call->asked.body, beside::reason);
  if (!named.faults.empty()) {
    return call->done(problem(400, "nobody is named", named.faults));
  }
  call->around.legal->erase(call->around.tenant, *named.who, named.reason.empty() ? "manual" : named.reason,
                            show_receipt(call, 201));
}

void list_suppressions(const call_ptr& call) {
  call->around.legal->store().list(call->around.tenant,
                                   answer_list<law::suppression>(call, "suppressions", append_suppression));
}

void remove_suppression(const call_ptr& call) {
  const named_subject named = read_named(call->asked.body, beside::scope);
  if (!named.faults.empty()) {
    return call->done(problem(400, "nobody is named", named.faults));
  }
  if (named.of_everyone && !runs_server(*call)) {
    return call->done(operators_only());
  }
  const tenant_id whose = named.of_everyone ? tenant_id{everybody} : call->around.tenant;
  auto encode = [](const http_call&, const done&) {
    response r;
    r.body = R"({"removed":true})";
    return r;
  };
  call->around.legal->lift(whose, named.who->kind, named.hash, answer<done>(call, encode));
}

void show_access(const call_ptr& call) {
  const named_subject named = read_named(call->asked.body);
  if (!named.faults.empty()) {
    return call->done(problem(400, "nobody is named", named.faults));
  }
  if (call->around.legal->forbids(call->around.tenant, *named.who)) {
    return call->done(
        problem(451, "this person or company is on the suppression list; nothing is kept of it"));
  }
  auto encode = [](const http_call& asked, const law::disclosure& known) {
    response r;
    append_disclosure(r.body, known, asked.around.legal->controller());
    return r;
  };
  call->around.legal->access(call->around.tenant, *named.who, answer<law::disclosure>(call, encode));
}

void show_notice(const call_ptr& call) {
  const auto id = path_id(call, "lead");
  if (!id) {
    return;
  }
  auto encode = [](const http_call& asked, const lead& whole) {
    response r;
    r.content_type = "text/plain; charset=utf-8";
    r.body = law::first_contact_notice(whole, asked.around.legal->controller());
    return r;
  };
  call->around.inside->find_lead(call->around.tenant, *id,
                                 answer_lead(call, *id, answer<lead>(call, encode)));
}

} // namespace leadstream::api
