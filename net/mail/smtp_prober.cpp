#include "net/mail/smtp_prober.hpp"

#include "domain/flow/circuit_breaker.hpp"
#include "domain/flow/token_bucket.hpp"
#include "domain/url/url.hpp"
#include "net/fetch/egress.hpp"
#include "net/mail/mailbox_memory.hpp"
#include "net/mail/smtp_conversation.hpp"

#include <algorithm>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace leadstream::net {
namespace {

using clock = std::chrono::steady_clock;
using kind = mailbox_answer::kind;

constexpr std::size_t most_servers = 2;
constexpr std::size_t most_addresses = 4;
constexpr std::size_t most_lanes = 10'000;

struct question {
  std::string address;
  mail_records mail;
  completion<mailbox_answer> done;
};

/// What is known of the servers of one registrable domain.
struct lane {
  explicit lane(double per_minute) : turns(per_minute, 2, clock::now(), false) {}

  flow::token_bucket turns;
  flow::circuit_breaker breaker{{3, std::chrono::minutes(5), std::chrono::minutes(60)}};
};

/// Where a server stands, or why nobody connects to it.
struct whereabouts {
  std::vector<tcp::endpoint> endpoints;
  std::string obstacle;
};

error cancelled() {
  return {error_code::cancelled, "the program ends", {}};
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

mailbox_answer unknown(std::string why) {
  return {kind::unknown, std::move(why), {}};
}

/// Everything but lines_ belongs to the thread.
class smtp_prober final : public mailbox_prober {
public:
  explicit smtp_prober(smtp_prober_options options)
      : options_(std::move(options)),
        egress_(options_.overrides, {}, {options_.port}, address_guard(options_.allowed_networks)),
        names_(options_.names ? std::move(options_.names) : make_dns_resolver()),
        turns_(options_.per_minute, 10, clock::now(), false), thread_([this] { io_.run(); }) {}
  ~smtp_prober() override { smtp_prober::stop(); }

  void ask(const std::string& address, const mail_records& mail, completion<mailbox_answer> done) override {
    const std::string domain = address.substr(address.rfind('@') + 1);
    std::unique_lock lock(mutex_);
    if (stopped_) {
      lock.unlock();
      done(cancelled());
      return;
    }
    auto& line = lines_[domain];
    line.push_back({address, mail, std::move(done)});
    const bool first = line.size() == 1;
    lock.unlock();
    if (first) {
      asio::co_spawn(io_, serve(domain), asio::detached);
    }
  }

  void stop() override {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    io_.stop();
    if (thread_.joinable()) {
      thread_.join();
    }
    for (const auto& [domain, line] : std::exchange(lines_, {})) {
      for (const question& each : line) {
        each.done(cancelled());
      }
    }
  }

private:
  /// Answers the questions of one domain in their order, so that the first one tells whether it is a
  /// catch-all.
  asio::awaitable<void> serve(std::string domain) {
    for (bool more = true; more;) {
      const auto first = first_of(domain);
      mailbox_answer said;
      try {
        said = co_await find_out(first.first, first.second);
      } catch (const std::exception& problem) {
        said = unknown(problem.what());
      }
      more = answer_first(domain, std::move(said));
    }
  }

  std::pair<std::string, mail_records> first_of(const std::string& domain) {
    const std::lock_guard lock(mutex_);
    const question& first = lines_[domain].front();
    return {first.address, first.mail};
  }

  /// Whether another one waits.
  bool answer_first(const std::string& domain, mailbox_answer said) {
    std::unique_lock lock(mutex_);
    auto& line = lines_[domain];
    const auto done = std::move(line.front().done);
    line.pop_front();
    const bool more = !line.empty();
    if (!more) {
      lines_.erase(domain);
    }
    lock.unlock();
    done(std::move(said));
    return more;
  }

  asio::awaitable<mailbox_answer> find_out(std::string address, mail_records mail) {
    const auto asked = clean_email(address);
    if (!asked || !is_ascii(asked->local)) {
      co_return mailbox_answer{};
    }
    if (const mailbox_answer* known = memory_.find(*asked, clock::now())) {
      co_return *known;
    }
    mailbox_answer said = unknown("no mail server is named");
    for (std::size_t i = 0; i < std::min(most_servers, mail.hosts.size()); ++i) {
      smtp_dialog dialog(*asked, "x" + std::to_string(options_.random()), options_.me);
      co_await ask_server(mail.hosts[i], dialog);
      said = dialog.answer();
      if (dialog.answered()) {
        break;
      }
    }
    memory_.store(*asked, said, clock::now());
    co_return said;
  }

  asio::awaitable<void> ask_server(std::string host, smtp_dialog& dialog) {
    const std::shared_ptr<lane> of = lane_of(host);
    const auto permit = of->breaker.enter(clock::now());
    const auto way_out = permit ? reach_.enter(clock::now()) : std::nullopt;
    if (!way_out) {
      dialog.lose(permit ? "no mail server was reached lately; outgoing port 25 may be closed"
                         : host + " failed lately and is left alone");
      if (permit) {
        of->breaker.ended(*permit);
      }
      co_return;
    }
    const bool asked = co_await ask_in_turn(of->turns, host, dialog);
    settle(of->breaker, *permit, asked, dialog.answered());
    settle(reach_, *way_out, asked, !dialog.answer().replies.empty());
  }

  static void settle(flow::circuit_breaker& breaker, std::uint64_t permit, bool asked, bool well) {
    if (!asked) {
      breaker.ended(permit);
    } else if (well) {
      breaker.succeeded(permit);
    } else {
      breaker.failed(permit, clock::now());
    }
  }

  /// Whether a connection was tried.
  asio::awaitable<bool> ask_in_turn(flow::token_bucket& turns, std::string host, smtp_dialog& dialog) {
    const bool turn = co_await await_turn(turns);
    if (!turn) {
      dialog.lose(host + " was asked too often lately");
      co_return false;
    }
    const whereabouts there = co_await locate(host);
    if (there.endpoints.empty()) {
      dialog.lose(there.obstacle);
      co_return false;
    }
    co_await converse(there.endpoints, dialog, options_.timeout);
    co_return true;
  }

  asio::awaitable<bool> await_turn(flow::token_bucket& turns) {
    const auto until = clock::now() + options_.timeout;
    for (;;) {
      const auto ready = std::max(turns_.ready_at(), turns.ready_at());
      if (ready <= clock::now()) {
        co_return turns_.take(clock::now()) && turns.take(clock::now());
      }
      if (ready > until) {
        co_return false;
      }
      asio::steady_timer wait(io_, ready);
      co_await wait.async_wait(asio::use_awaitable);
    }
  }

  asio::awaitable<whereabouts> locate(std::string host) {
    url target;
    target.host = host;
    target.port = options_.port;
    auto planned = egress_.plan(target);
    if (const auto* refused = std::get_if<refusal>(&planned)) {
      co_return whereabouts{{}, refused->message};
    }
    auto& way = std::get<route>(planned);
    if (way.addresses.empty()) {
      const name_answer said = co_await resolve(host);
      way.addresses = said.addresses;
      if (const auto refused = egress_.judge(way, way.addresses)) {
        co_return whereabouts{{}, refused->message};
      }
    }
    whereabouts out{{}, "DNS gave no address of " + host};
    for (const ip_address& each : way.addresses) {
      if (out.endpoints.size() < most_addresses) {
        out.endpoints.emplace_back(asio::ip::make_address(to_string(each)),
                                   way.substitute ? way.substitute->port : options_.port);
      }
    }
    co_return out;
  }

  asio::awaitable<name_answer> resolve(std::string host) {
    struct arrival {
      explicit arrival(asio::io_context& io) : bell(io, clock::time_point::max()) {}
      asio::steady_timer bell;
      name_answer said;
    };
    const auto awaited = std::make_shared<arrival>(io_);
    names_->resolve(host, [this, awaited](name_answer said) {
      asio::post(io_, [awaited, said = std::move(said)]() mutable {
        awaited->said = std::move(said);
        awaited->bell.expires_at(clock::time_point::min());
      });
    });
    boost::system::error_code ignored;
    co_await awaited->bell.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    co_return awaited->said;
  }

  std::shared_ptr<lane> lane_of(const std::string& host) {
    if (lanes_.size() >= most_lanes) {
      std::erase_if(lanes_, [](const auto& each) {
        return each.second->breaker.pristine() && each.second->turns.full(clock::now());
      });
    }
    const std::string registrable = registrable_domain(host);
    std::shared_ptr<lane>& found = lanes_[registrable.empty() ? host : registrable];
    found = found ? found : std::make_shared<lane>(options_.per_host);
    return found;
  }

  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
  smtp_prober_options options_;
  egress egress_;
  std::shared_ptr<name_resolver> names_;
  mailbox_memory memory_;
  flow::token_bucket turns_;
  flow::circuit_breaker reach_{flow::breaker_rules{10, std::chrono::minutes(5), std::chrono::minutes(60)}};
  std::map<std::string, std::shared_ptr<lane>> lanes_; ///< by registrable domain
  std::mutex mutex_;
  std::map<std::string, std::deque<question>> lines_; ///< by domain; the first of a line is under way
  bool stopped_ = false;
  std::thread thread_;
};

} // namespace

std::string machine_name() {
  boost::system::error_code ignored;
  const std::string name = asio::ip::host_name(ignored);
  return name.empty() ? "localhost" : name;
}

std::unique_ptr<mailbox_prober> make_mailbox_prober(smtp_prober_options options) {
  return std::make_unique<smtp_prober>(std::move(options));
}

} // namespace leadstream::net
