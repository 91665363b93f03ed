#pragma once
#include "actors/source_gate.hpp"
#include "tests/actors/support/scripted_fetcher.hpp"
#include "tests/actors/support/system.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::test {

/// One gate that serves the whole web, and somebody who asks it.
struct gate_world : actor_world {
  scripted_fetcher web;
  std::shared_ptr<actors::gate_directory> gates = std::make_shared<actors::gate_directory>();
  std::shared_ptr<actors::byte_budget> budget = std::make_shared<actors::byte_budget>(1U << 20U);
  actors::gate_context context;
  actors::source_gate gate;
  std::vector<actors::fetch_answer> answers;
  std::uint64_t seed = 1;

  gate_world() {
    context.fetcher = &web;
    context.budget = budget;
    context.gates = gates;
    context.random = [this] { return seed = seed * 6364136223846793005ULL + 1442695040888963407ULL; };
    context.started_at = system.clock().now() - std::chrono::hours(1);
    context.rules.user_agents = {"LeadstreamBot/1.0 (a)", "LeadstreamBot/1.0 (b)"};
  }

  ~gate_world() {
    web.stop();
    settle();
    caf::anon_send_exit(gate, caf::exit_reason::user_shutdown);
    gates->set_web({});
    gate = nullptr;
    settle();
  }

  void open() {
    gate = system.spawn(actors::run_source_gate, context);
    gates->set_web({gate});
  }

  void ask(const std::string& url, actors::cancel_flag cancelled = nullptr) {
    actors::fetch_order order;
    order.source = "website";
    order.request.url = url;
    order.cancelled = std::move(cancelled);
    // An actor without arguments would dereference a null pointer inside CAF.
    const auto ask_gate = [this](caf::event_based_actor* actor, const actors::fetch_order& what) {
      actor->request(gate, std::chrono::minutes(60), what)
          .then([this](const actors::fetch_answer& answer) { answers.push_back(answer); },
                [](const caf::error&) {});
    };
    system.spawn(ask_gate, order);
    settle();
  }

  /// Lets time and the web go on.
  void live(std::chrono::milliseconds by) {
    for (std::chrono::milliseconds done{0}; done < by; done += std::chrono::milliseconds(100)) {
      while (web.complete_all() > 0) {
        settle();
      }
      advance(std::chrono::milliseconds(100));
    }
  }

  std::size_t requests_for(const std::string& url) const {
    std::size_t count = 0;
    for (const auto& r : web.log) {
      count += r.url == url ? 1U : 0U;
    }
    return count;
  }
};

} // namespace leadstream::test
