#include "storage/vault/sealed_webhooks.hpp"

#include "storage/failure.hpp"
#include "storage/sql/webhook_rows.hpp"

#include <future>
#include <utility>

namespace leadstream::storage {
namespace {

using delivery::delivery_query;
using delivery::endpoint;
using delivery::endpoint_change;
using delivery::lane_work;

std::string place_of(const tenant_id& tenant, const uuid& id, std::string_view kind) {
  return "webhook_endpoints/" + std::string(kind) + "/" + to_string(id) + "/" + tenant.value;
}

void seal_headers(const vault& with, const tenant_id& tenant, const uuid& id, std::vector<header>& headers) {
  for (header& each : headers) {
    each.value = with.seal(each.value, place_of(tenant, id, "header"));
  }
}

/// Both secrets have one place: the present one becomes the old one as it stands.
void open_endpoint(const vault& with, const tenant_id& tenant, endpoint& e) {
  const auto open = [&](std::string& text, std::string_view kind) {
    auto opened = with.open(text, place_of(tenant, e.id, kind));
    if (!opened) {
      throw failure(opened.problem().code, opened.problem().message);
    }
    text = *std::move(opened);
  };
  open(e.secret, "secret");
  open(e.old_secret, "secret");
  for (header& each : e.headers) {
    open(each.value, "header");
  }
}

endpoint sealed(const vault& with, const tenant_id& tenant, endpoint e) {
  e.secret = with.seal(e.secret, place_of(tenant, e.id, "secret"));
  e.old_secret = with.seal(e.old_secret, place_of(tenant, e.id, "secret"));
  seal_headers(with, tenant, e.id, e.headers);
  return e;
}

bool is_current(const vault& with, const endpoint& e) {
  bool all = with.is_current(e.secret) && with.is_current(e.old_secret);
  for (const header& each : e.headers) {
    all = all && with.is_current(each.value);
  }
  return all;
}

/// A completion that opens what it is given.
template <class T, class Open>
completion<T> opening(completion<T> done, Open open) {
  return [done = std::move(done), open = std::move(open)](result<T> found) {
    if (!found) {
      return done(std::move(found));
    }
    done(attempt<T>([&] {
      open(*found);
      return *std::move(found);
    }));
  };
}

class sealed_webhooks : public delivery::webhook_store {
public:
  sealed_webhooks(std::unique_ptr<delivery::webhook_store> inner, std::shared_ptr<const vault> with)
      : inner_(std::move(inner)), vault_(std::move(with)) {}

  void add(const tenant_id& tenant, const endpoint& made, completion<endpoint> done) override {
    inner_->add(tenant, sealed(*vault_, tenant, made), opened(tenant, std::move(done)));
  }
  void list(const tenant_id& tenant, completion<std::vector<endpoint>> done) override {
    inner_->list(tenant, opening(std::move(done), [with = vault_, tenant](std::vector<endpoint>& all) {
                   for (endpoint& each : all) {
                     open_endpoint(*with, tenant, each);
                   }
                 }));
  }
  void find(const tenant_id& tenant, const uuid& id, completion<endpoint> done) override {
    inner_->find(tenant, id, opened(tenant, std::move(done)));
  }
  void change(const tenant_id& tenant, const uuid& id, const endpoint_change& what,
              completion<endpoint> done) override {
    endpoint_change hidden = what;
    if (hidden.secret) {
      hidden.secret = vault_->seal(*hidden.secret, place_of(tenant, id, "secret"));
    }
    if (hidden.headers) {
      seal_headers(*vault_, tenant, id, *hidden.headers);
    }
    inner_->change(tenant, id, hidden, opened(tenant, std::move(done)));
  }
  void remove(const tenant_id& tenant, const uuid& id, completion<leadstream::done> done) override {
    inner_->remove(tenant, id, std::move(done));
  }

  void list_deliveries(const tenant_id& tenant, const delivery_query& query,
                       completion<std::vector<delivery::delivery>> done) override {
    inner_->list_deliveries(tenant, query, std::move(done));
  }
  void resend(const tenant_id& tenant, const delivery_query& query, completion<std::uint64_t> done) override {
    inner_->resend(tenant, query, std::move(done));
  }
  void enqueue(const tenant_id& tenant, const delivery::delivery& what,
               completion<leadstream::done> done) override {
    inner_->enqueue(tenant, what, std::move(done));
  }

  void due(wall_time now, std::size_t lanes, std::size_t depth,
           completion<std::vector<lane_work>> done) override {
    inner_->due(now, lanes, depth, opening(std::move(done), [with = vault_](std::vector<lane_work>& all) {
                  for (lane_work& each : all) {
                    open_endpoint(*with, each.tenant, each.to);
                  }
                }));
  }
  void record(const delivery::attempt& what, completion<leadstream::done> done) override {
    inner_->record(what, std::move(done));
  }
  void figures(completion<delivery::outbox_figures> done) override { inner_->figures(std::move(done)); }
  void prune(wall_time before, completion<leadstream::done> done) override {
    inner_->prune(before, std::move(done));
  }

private:
  completion<endpoint> opened(const tenant_id& tenant, completion<endpoint> done) const {
    return opening(std::move(done),
                   [with = vault_, tenant](endpoint& e) { open_endpoint(*with, tenant, e); });
  }

  std::unique_ptr<delivery::webhook_store> inner_;
  std::shared_ptr<const vault> vault_;
};

std::vector<lane_work> all_endpoints(sql::connection& db) {
  std::vector<lane_work> all;
  sql::statement row(db, "SELECT e.tenant_id, " LEADSTREAM_ENDPOINT_COLUMNS " FROM webhook_endpoints e");
  while (row.step()) {
    lane_work& each = all.emplace_back();
    each.tenant.value = row.text();
    each.to = sql::read_endpoint(row);
  }
  return all;
}

done seal_rows(sql::connection& db, const vault& with) {
  for (lane_work& each : all_endpoints(db)) {
    const bool current = is_current(with, each.to);
    open_endpoint(with, each.tenant, each.to);
    if (!current) {
      const endpoint hidden = sealed(with, each.tenant, each.to);
      db.run("UPDATE webhook_endpoints SET headers = ?, secret = ?, old_secret = ? "
             "WHERE tenant_id = ? AND id = ?",
             sql::header_lines(hidden.headers), hidden.secret, hidden.old_secret, each.tenant.value,
             hidden.id);
    }
  }
  return {};
}

} // namespace

std::unique_ptr<delivery::webhook_store> seal(std::unique_ptr<delivery::webhook_store> inner,
                                              std::shared_ptr<const vault> with) {
  return std::make_unique<sealed_webhooks>(std::move(inner), std::move(with));
}

result<done> seal_stored(connections& database, const std::shared_ptr<const vault>& with) {
  std::promise<result<done>> ended;
  auto outcome = ended.get_future();
  database.write<done>(
      sql::all_tenants(), [&ended](result<done> how) { ended.set_value(std::move(how)); },
      [with](sql::connection& db) { return seal_rows(db, *with); });
  return outcome.get();
}

} // namespace leadstream::storage
