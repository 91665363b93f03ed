#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/law/law_store.hpp"
#include "domain/law/notice.hpp"
#include "net/api/lead_document.hpp"
#include "net/api/legal.hpp"
#include "net/api/problem.hpp"
#include "net/api/routes.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::api {
namespace {

using json::writer;
using law::subject;
using law::subject_kind;

/// What a client names, or what is wrong with it.
struct named_subject {
  std::optional<subject> who;
  std::string hash; ///< of `who`, or sent instead of it
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

named_subject read_named(const std::string& body, bool reason_too) {
  named_subject read;
  const auto parsed = leadstream::json::read(body);
  if (!parsed || !parsed->is_object()) {
    read.faults.push_back({"", parsed ? "the content is not a JSON object" : parsed.problem().message});
    return read;
  }
  for (const auto& [name, value] : parsed->items()) {
    if (const auto kind = law::parse_subject_kind(name)) {
      read_value(read, *kind, value);
    } else if (name == "reason" && reason_too && value.is_string() &&
               value.get_ref<const std::string&>().size() <= 200) {
      read.reason = value.get<std::string>();
    } else {
      read.faults.push_back({name, "not known here; send email, domain or phone" +
                                       std::string(reason_too ? ", and a reason" : "")});
    }
  }
  if (read.faults.empty() && (!read.who || parsed->size() > (read.reason.empty() ? 1U : 2U))) {
    read.faults.push_back({"", "send one of email, domain and phone"});
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
  w.member_or_null("reason", s.reason).member("at", to_rfc3339(s.at)).end_object();
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

template <class T, class Append>
auto show_all(const char* name, Append append) {
  return [name, append](const http_call&, const std::vector<T>& all) {
    response r;
    writer w(r.body);
    w.begin_object().key(name).begin_array();
    for (const T& one : all) {
      append(w, one);
    }
    w.end_array().end_object();
    return r;
  };
}

} // namespace

void erase_subject(const call_ptr& call) {
  const named_subject named = read_named(call->asked.body, false);
  if (!named.faults.empty()) {
    return call->done(problem(400, "nobody is named", named.faults));
  }
  call->around.legal->erase(call->around.tenant, *named.who, show_receipt(call, 200));
}

void list_erasures(const call_ptr& call) {
  call->around.legal->store().receipts(
      call->around.tenant,
      answer<std::vector<law::receipt>>(call, show_all<law::receipt>("erasures", append_receipt)));
}

void add_suppression(const call_ptr& call) {
  const named_subject named = read_named(call->asked.body, true);
  if (!named.faults.empty()) {
    return call->done(problem(400, "nobody is named", named.faults));
  }
  call->around.legal->erase(call->around.tenant, *named.who, show_receipt(call, 201));
}

void list_suppressions(const call_ptr& call) {
  call->around.legal->store().list(call->around.tenant,
                                   answer<std::vector<law::suppression>>(
                                       call, show_all<law::suppression>("suppressions", append_suppression)));
}

void remove_suppression(const call_ptr& call) {
  const named_subject named = read_named(call->asked.body, false);
  if (!named.faults.empty()) {
    return call->done(problem(400, "nobody is named", named.faults));
  }
  auto encode = [](const http_call&, const done&) {
    response r;
    r.body = R"({"removed":true})";
    return r;
  };
  call->around.legal->lift(call->around.tenant, named.who->kind, named.hash, answer<done>(call, encode));
}

void show_access(const call_ptr& call) {
  const named_subject named = read_named(call->asked.body, false);
  if (!named.faults.empty()) {
    return call->done(problem(400, "nobody is named", named.faults));
  }
  if (call->around.legal->forbids(call->around.tenant, *named.who)) {
    return call->done(
        problem(451, "this person or company is on the suppression list; nothing is kept of it"));
  }
  auto encode = [](const http_call&, const std::vector<lead>& known) {
    response r;
    writer w(r.body);
    w.begin_object().key("leads").begin_array();
    for (const lead& one : known) {
      std::string whole;
      append_lead(whole, one);
      w.raw(whole);
    }
    w.end_array().end_object();
    return r;
  };
  call->around.legal->access(call->around.tenant, *named.who, answer<std::vector<lead>>(call, encode));
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
