#include "app/operations/legal_desk.hpp"

#include "app/operations/wait_for.hpp"
#include "config/value.hpp"
#include "domain/delivery/signature.hpp"
#include "domain/law/erased_text.hpp"
#include "domain/url/url.hpp"
#include "storage/sql/law.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

namespace leadstream::app {
namespace {

constexpr std::chrono::milliseconds longest_pause{std::chrono::minutes(60)};
constexpr std::chrono::milliseconds shortest_pause{std::chrono::seconds(1)};
/// Data are swept sixty times in their life; who asks for them in between gets none that is over for longer
/// than a part of it, or than two seconds.
constexpr int sweeps_in_a_life = 60;
constexpr int lateness_in_a_life = 3'600;
constexpr std::chrono::milliseconds longest_lateness{std::chrono::seconds(2)};
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

/// "data from places for 30 days"
std::string words_of(const std::string& source, std::chrono::milliseconds life) {
  constexpr std::array units{std::pair{std::chrono::milliseconds(std::chrono::hours(24)), "day"},
                             std::pair{std::chrono::milliseconds(std::chrono::hours(1)), "hour"},
                             std::pair{std::chrono::milliseconds(std::chrono::minutes(1)), "minute"}};
  const auto unit = std::find_if(units.begin(), units.end(),
                                 [&](const auto& u) { return life % u.first == u.first.zero(); });
  const auto count = unit == units.end() ? life / std::chrono::seconds(1) : life / unit->first;
  return "data from " + (source == "*" ? "all other sources" : source) + " for " + std::to_string(count) +
         " " + (unit == units.end() ? "second" : unit->second) + (count == 1 ? "" : "s");
}

/// When the oldest of what is left must be gone, in milliseconds since the epoch.
std::int64_t due_of(const law::expiry& left, std::chrono::milliseconds life) {
  const auto late = std::min(life / lateness_in_a_life, longest_lateness);
  return left.oldest ? (*left.oldest + life + late).time_since_epoch().count()
                     : std::numeric_limits<std::int64_t>::max();
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
      page_secret_(delivery::make_secret(system_random)) {
  for (const std::string& line : s.law.retention) {
    const auto equals = line.find('=');
    const std::string source = line.substr(0, line.find_last_not_of(' ', equals - 1) + 1);
    const auto life =
        config::parse_number(config::kind::duration, line.substr(line.find_first_not_of("= ", equals)));
    retention_.push_back({source, std::chrono::milliseconds(static_cast<std::int64_t>(life.value_or(0)))});
    controller_.retention +=
        (controller_.retention.empty() ? "" : ", ") + words_of(source, retention_.back().life);
  }
}

legal_desk::~legal_desk() {
  stop();
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

void legal_desk::start() {
  {
    const std::lock_guard lock(guard_);
    running_ = true;
  }
  thread_ = std::thread([this] { run(); });
}

void legal_desk::stop() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void legal_desk::run() {
  std::unique_lock lock(guard_);
  while (!stopping_) {
    const auto served = std::exchange(waiting_, {});
    lock.unlock();
    expire();
    for (const auto& then : served) {
      then();
    }
    lock.lock();
    wake_.wait_for(lock, pause(), [this] { return stopping_ || !waiting_.empty(); });
  }
  for (const auto& then : std::exchange(waiting_, {})) {
    then();
  }
}

void legal_desk::when_current(std::function<void()> then) {
  {
    const std::lock_guard lock(guard_);
    const auto now = system_wall_time().time_since_epoch().count();
    if (running_ && !stopping_ && due_ <= now) {
      waiting_.push_back(std::move(then));
      wake_.notify_all();
      return;
    }
  }
  then();
}

void legal_desk::heed(const std::vector<sources::description>& all) {
  for (const sources::description& about : all) {
    if (const auto life = about.storage.shortest()) {
      terms_.push_back({about.name, *life});
    }
  }
}

void legal_desk::expire() {
  std::int64_t due = never;
  std::vector<std::string> named;
  for (const rule& r : retention_) {
    named.push_back(r.source);
  }
  for (const rule& r : retention_) {
    due = std::min(due, expire_by_age(r, named));
  }
  for (const rule& r : terms_) {
    due = std::min(due, expire_by_terms(r));
  }
  due_ = due;
}

/// Sweeps often enough for the shortest life, and when something is over.
std::chrono::milliseconds legal_desk::pause() const {
  auto most = longest_pause;
  for (const rule& r : retention_) {
    most = std::min(most, r.life / sweeps_in_a_life);
  }
  const auto now = system_wall_time().time_since_epoch();
  const auto until = std::chrono::milliseconds(std::max(due_.load(), now.count()) - now.count());
  return std::max(std::min(most, until), shortest_pause);
}

std::int64_t legal_desk::expire_by_terms(const rule& r) {
  for (;;) {
    const auto left = wait_for<law::expiry>(
        [&](auto answer) { store_->expire_passing(r.source, system_wall_time() - r.life, answer); });
    if (!left || left->gone == 0) {
      return due_of(left ? *left : law::expiry{}, r.life);
    }
  }
}

std::int64_t legal_desk::expire_by_age(const rule& r, const std::vector<std::string>& named) {
  if (r.life.count() <= 0) {
    return never;
  }
  for (;;) {
    const auto left = wait_for<law::expiry>(
        [&](auto answer) { store_->expire(r.source, named, system_wall_time() - r.life, answer); });
    if (!left || left->gone == 0) {
      return due_of(left ? *left : law::expiry{}, r.life);
    }
  }
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
