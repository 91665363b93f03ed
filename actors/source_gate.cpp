#include "actors/source_gate.hpp"

#include "actors/gate_desk.hpp"
#include "domain/flow/shard.hpp"
#include "domain/url/url.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace leadstream::actors {
namespace {

using namespace std::chrono_literals;

/// Longer than any chain of waits, retries and redirects may take.
constexpr auto forward_timeout = 60min;

/// The gate's actor as its desk sees it.
class actor_hands : public gate_hands {
public:
  actor_hands(source_gate::pointer self, const gate_context& context)
      : self_(self), fetcher_(*context.fetcher), gates_(context.gates), archive_(context.archive) {}

  monotonic_time now() override { return self_->clock().now(); }

  void fetch(std::uint64_t id, http_request request, const fetch_limits& limits) override {
    auto to = caf::actor_cast<source_gate>(self_);
    fetcher_.fetch(std::move(request), limits, [to, id](fetch_outcome outcome) {
      caf::anon_send(to, hop_ended{id, std::make_shared<const fetch_outcome>(std::move(outcome))});
    });
  }

  void find_kept(std::uint64_t id, const std::string& url) override {
    auto to = caf::actor_cast<source_gate>(self_);
    archive_->find(url, [to, id](std::shared_ptr<const page> content) {
      caf::anon_send(to, kept_found{id, std::move(content)});
    });
  }

  void wake(const std::string& lane, monotonic_time at) override {
    self_->delayed_send(self_, at - now(), lane_due{lane});
  }

  void call_back(std::uint64_t id, monotonic_time at) override {
    self_->delayed_send(self_, at - now(), retry_due{id});
  }

  void forward(fetch_order order, std::function<void(fetch_answer)> done) override {
    const source_gate* to = gates_->find(order.source, order.request.url);
    if (to == nullptr) {
      done({nullptr, "invalid_redirect", "the redirect leads to no valid URL"});
      return;
    }
    self_->request(*to, forward_timeout, std::move(order))
        .then([done](fetch_answer& answer) { done(std::move(answer)); },
              [done](const caf::error&) {
                done({nullptr, "cancelled", "the service stops"});
              });
  }

private:
  source_gate::pointer self_;
  page_fetcher& fetcher_;
  std::shared_ptr<const gate_directory> gates_;
  std::shared_ptr<page_archive> archive_;
};

/// Desk and hands, kept together.
struct furnished_desk : actor_hands, gate_desk {
  furnished_desk(source_gate::pointer self, const gate_context& context)
      : actor_hands(self, context), gate_desk(context, *this) {}
};

} // namespace

const source_gate* gate_directory::find(const std::string& source, const std::string& url) const {
  if (const auto api = apis_.find(source); api != apis_.end()) {
    return &api->second;
  }
  const auto address = parse_url(url);
  return address && !web_.empty() ? &web_[flow::shard_of_host(address->host) % web_.size()] : nullptr;
}

std::vector<source_gate> gate_directory::serving(const std::string& source) const {
  const auto api = apis_.find(source);
  return api == apis_.end() ? web_ : std::vector{api->second};
}

std::vector<source_gate> gate_directory::all() const {
  std::vector<source_gate> gates = web_;
  for (const auto& [source, gate] : apis_) {
    gates.push_back(gate);
  }
  return gates;
}

source_gate_state::source_gate_state(source_gate::pointer actor) : self(actor) {}
source_gate_state::~source_gate_state() = default;

source_gate::behavior_type run_source_gate(source_gate::stateful_pointer<source_gate_state> self,
                                           const gate_context& context) {
  self->state.desk = std::make_unique<furnished_desk>(self, context);
  gate_desk* desk = self->state.desk.get();
  return {
      [self, desk](fetch_order& order) {
        auto answer = self->make_response_promise<fetch_answer>();
        desk->take(std::move(order),
                   [answer](fetch_answer content) mutable { answer.deliver(std::move(content)); });
        return answer;
      },
      [desk](const kept_found& found) { desk->kept(found.id, found.content); },
      [desk](const hop_ended& hop) { desk->ended(hop.id, *hop.outcome); },
      [desk](const lane_due& due) { desk->pump(due.lane); },
      [desk](const retry_due& due) { desk->due(due.id); },
      [desk](const reset_order& order) { desk->reset(order.source, order.lanes); },
  };
}

} // namespace leadstream::actors
