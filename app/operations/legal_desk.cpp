#include "app/operations/legal_desk.hpp"

#include "app/operations/wait_for.hpp"
#include "domain/delivery/signature.hpp"
#include "domain/law/erased_text.hpp"
#include "domain/url/url.hpp"
#include "storage/sql/law.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace leadstream::app {
namespace {

constexpr std::chrono::hours token_life{1};

/// Collects leads one after the other.
struct lead_collection : std::enable_shared_from_this<lead_collection> {
  std::shared_ptr<tenant_store> from;
  std::vector<uuid> ids;
  std::vector<lead> found;
  completion<std::vector<lead>> done;

  void next() {
    if (found.size() == ids.size()) {
      return done(std::move(found));
    }
    from->find_lead(ids[found.size()], [self = shared_from_this()](result<lead> one) {
      if (!one) {
        return self->done(one.problem());
      }
      self->found.push_back(std::move(*one));
      self->next();
    });
  }
};

/// Where the public page is reached; nothing when it is not, or nobody said from where.
std::string opt_out_page(const config::settings& s) {
  return s.law.opt_out && !s.server.public_url.empty() ? s.server.public_url + "/opt-out" : "";
}

/// Whose pages of the archive may hold a subject.
std::vector<std::string> hosts_of(const law::subject& who, const std::vector<std::string>& places) {
  std::set<std::string> hosts;
  for (const std::string& place : places) {
    if (const auto address = parse_url(place)) {
      hosts.insert(address->host);
    }
  }
  const std::string domain = who.value.substr(who.value.find('@') + 1);
  if (who.kind != law::subject_kind::phone && !registrable_domain(domain).empty()) {
    hosts.insert(domain); // all of it
  }
  return {hosts.begin(), hosts.end()};
}

/// Takes somebody out of the archive: hosts one after the other, then answers of interfaces.
struct host_erasure : std::enable_shared_from_this<host_erasure> {
  host_erasure(std::shared_ptr<page_archive> from, std::vector<std::string> hosts)
      : archive(std::move(from)), waiting(std::move(hosts)) {}
  std::shared_ptr<page_archive> archive;
  std::vector<std::string> waiting;

  /// Once no host is left, the answers of interfaces that mention `who`.
  void next(const law::subject& who, const completion<leadstream::done>& answer) {
    if (waiting.empty()) {
      return archive->erase_answers([who](const page& kept) { return law::may_mention(kept.body, who); },
                                    [answer](const result<std::uint64_t>& count) {
                                      count ? answer(leadstream::done{}) : answer(count.problem());
                                    });
    }
    const std::string host = std::move(waiting.back());
    waiting.pop_back();
    archive->erase_host(host, [self = shared_from_this(), who, answer](const result<std::uint64_t>& count) {
      count ? self->next(who, answer) : answer(count.problem());
    });
  }
};

} // namespace

legal_desk::legal_desk(const config::settings& s, std::shared_ptr<storage::connections> database,
                       leadstream::store& leads)
    : store_(storage::sql::make_law_store(std::move(database), s.score)),
      leads_(leads), controller_{s.law.controller, s.law.basis, opt_out_page(s), ""}, opt_out_(s.law.opt_out),
      page_secret_(delivery::make_secret(system_random)), retention_(*store_, s.law.retention) {
  controller_.retention = retention_.in_words();
}

result<done> legal_desk::load() {
  const auto all = wait_for<std::vector<law::suppression>>([this](auto answer) { store_->load(answer); });
  if (!all) {
    return all.problem();
  }
  for (const law::suppression& s : *all) {
    list_->add(s.tenant, s.kind, s.hash);
  }
  return done{};
}

void legal_desk::when_current(std::function<void()> then) {
  retention_.when_current(std::move(then));
}

bool legal_desk::forbids(const tenant_id& tenant, const law::subject& who) const {
  switch (who.kind) {
  case law::subject_kind::email:
    return list_->forbids_email(tenant, who.value);
  case law::subject_kind::phone:
    return list_->forbids_phone(tenant, who.value);
  case law::subject_kind::domain:
    break;
  }
  return list_->forbids_url(tenant, "https://" + who.value + "/");
}

void legal_desk::erase(const tenant_id& tenant, const law::subject& who, const std::string& reason,
                       completion<law::receipt> done) {
  // Before the erasure, so that what is crawled meanwhile does not bring it back.
  list_->add(tenant, who.kind, law::hash_of(who));
  const auto proof_id = make_uuid_v7(system_wall_time(), system_random);
  if (archive_ == nullptr) {
    return store_->erase(tenant, who, proof_id, reason, std::move(done));
  }
  store_->places_of(
      tenant, who,
      [this, tenant, who, reason, proof_id, done](const result<std::vector<std::string>>& places) {
        if (!places) {
          return done(places.problem());
        }
        auto gone = std::make_shared<host_erasure>(archive_, hosts_of(who, *places));
        gone->next(who, [this, tenant, who, reason, proof_id, done](const result<leadstream::done>& erased) {
          store_->erase(tenant, who, proof_id, reason, [erased, done](const result<law::receipt>& proof) {
            done(proof.ok() && !erased.ok() ? erased.problem() : proof);
          });
        });
      });
}

void legal_desk::lift(const tenant_id& tenant, law::subject_kind kind, const std::string& hash,
                      completion<leadstream::done> done) {
  store_->remove(
      tenant, kind, hash,
      [list = list_, tenant, kind, hash, done = std::move(done)](const result<leadstream::done>& gone) {
        if (gone) {
          list->remove(tenant, kind, hash);
        }
        done(gone);
      });
}

void legal_desk::access(const tenant_id& tenant, const law::subject& who, completion<law::disclosure> done) {
  auto collection = std::make_shared<lead_collection>();
  collection->from = leads_.scope(tenant);
  collection->done = [this, tenant, who, done = std::move(done)](result<std::vector<lead>> found) {
    found ? disclose(tenant, who, *std::move(found), done) : done(found.problem());
  };
  store_->known_by(tenant, who, [collection](result<std::vector<uuid>> ids) {
    if (!ids) {
      return collection->done(ids.problem());
    }
    collection->ids = std::move(*ids);
    collection->next();
  });
}

void legal_desk::disclose(const tenant_id& tenant, const law::subject& who, const std::vector<lead>& known,
                          const completion<law::disclosure>& done) {
  auto told = std::make_shared<law::disclosure>();
  std::vector<uuid> ids;
  for (const lead& whole : known) {
    told->leads.push_back(law::own_data(whole, who));
    ids.push_back(whole.company.id);
    for (const contact& person : told->leads.back().contacts) {
      ids.push_back(person.id);
    }
  }
  if (known.empty()) {
    return done(std::move(*told));
  }
  store_->recipients_of(tenant, ids, [told, done](result<std::vector<law::recipient>> all) {
    if (!all) {
      return done(all.problem());
    }
    told->recipients = *std::move(all);
    done(std::move(*told));
  });
}

std::string legal_desk::opt_out_token(const law::subject& who) const {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(system_wall_time().time_since_epoch());
  std::string token = delivery::sign(page_secret_, law::to_string(who.kind), hours / token_life, who.value);
  std::erase_if(token, [](char c) { return c == '+' || c == '/' || c == '=' || c == ','; });
  return token;
}

} // namespace leadstream::app
