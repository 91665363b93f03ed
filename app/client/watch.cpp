#include "app/client/watch.hpp"

#include "app/client/terminal.hpp"
#include "app/client/views.hpp"
#include "app/interrupt_watch.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/model/job.hpp"
#include "domain/model/uuid.hpp"
#include "net/client/websocket_client.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <thread>
#include <unistd.h>

namespace leadstream::app {
namespace {

using namespace std::chrono_literals;
using client::websocket_client;

constexpr auto connect_timeout = 5'000ms;
constexpr auto patience = 500ms;     ///< one wait for a message
constexpr int polls_until_asked = 6; ///< waits without a message until the job's state is asked for
constexpr int reconnects = 10;
constexpr int exit_interrupted = 130;
constexpr std::uint64_t most_a_page = 100;

std::string subscription(const std::string& job_id, const std::optional<position>& since) {
  std::string text;
  json::writer w(text);
  w.begin_object().member("type", "subscribe").member("job_id", job_id);
  if (since) {
    w.key("since").begin_object().member("epoch", since->epoch).member("seq", since->seq).end_object();
  }
  w.end_object();
  return text;
}

result<std::unique_ptr<websocket_client>> subscribe(const api& server, const std::string& job_id,
                                                    const std::optional<position>& since) {
  auto socket = websocket_client::connect(server.server(), "/ws/leads", connect_timeout, server.key(),
                                          server.believed());
  if (!socket) {
    return socket;
  }
  if (const auto sent = (*socket)->send(subscription(job_id, since)); !sent) {
    return sent.problem();
  }
  return socket;
}

position position_of(const nlohmann::json& message) {
  return {text_at(message, "epoch"), static_cast<std::uint64_t>(number_at(message, "seq"))};
}

bool has_ended(const nlohmann::json& job) {
  const auto status = parse_job_status(text_at(job, "status"));
  return status && is_final(*status);
}

/// One job being watched, over as many connections as it takes.
class job_watch {
public:
  job_watch(api& server, std::string job_id, std::optional<position> since, const watch_options& how)
      : server_(server), job_id_(std::move(job_id)), since_(std::move(since)), how_(how), line_(how.quiet),
        color_(may_color(STDOUT_FILENO)) {}

  int run() {
    for (int failures = 0; failures <= reconnects; ++failures) {
      auto socket = subscribe(server_, job_id_, since_);
      if (socket) {
        failures = heard_ ? 0 : failures;
        heard_ = false;
        read_all(**socket);
      } else {
        problem_ = socket.problem();
      }
      if (interrupt_watch::interrupted()) {
        return leave();
      }
      if (ended_) {
        return finish();
      }
      line_.show("connection lost, trying again …");
      std::this_thread::sleep_for(std::min(failures + 1, 5) * 500ms);
    }
    line_.clear();
    return report(problem_);
  }

private:
  /// Until the job has ended or the connection has.
  void read_all(websocket_client& socket) {
    ended_ = !since_ && ask_state(); // what ended before we listened is never told
    for (int silent = 0; !ended_ && !interrupt_watch::interrupted();) {
      const auto message = socket.receive(patience);
      if (!message) {
        problem_ = message.problem();
        return;
      }
      if (*message) {
        silent = 0;
        heard_ = true;
        handle(**message);
      } else if (++silent % polls_until_asked == 0) {
        ended_ = ask_state();
      }
    }
  }

  void handle(const std::string& text) {
    const auto message = leadstream::json::read_lenient(text, {16u << 20, 64});
    if (!message || !message->is_object()) {
      return;
    }
    const std::string type = text_at(*message, "type");
    if (type == "subscribed" || type == "position") {
      tell_gap(*message);
      since_ = position_of(*message);
    } else if (type == "company_update" || type == "job_update") {
      if (since_) {
        since_->seq = static_cast<std::uint64_t>(number_at(*message, "seq"));
      }
      show_update(type, *message, text);
    } else if (type == "error") {
      line_.clear();
      std::fprintf(stderr, "leadstream: %s\n", printable(text).c_str());
    }
  }

  void tell_gap(const nlohmann::json& message) {
    if (since_ && message.value("recovered", true) == false) {
      line_.clear();
      std::fputs("leadstream: some updates were missed; `leadstream leads list` shows all leads\n", stderr);
    }
  }

  void show_update(const std::string& type, const nlohmann::json& message, const std::string& text) {
    const auto data = message.find("data");
    if (data == message.end() || !data->is_object()) {
      return;
    }
    if (type == "company_update") {
      show_lead(*data, text);
    } else if (how_.json) {
      line_.print(text);
    }
    if (type == "job_update") {
      line_.show(job_line(*data));
      ended_ = has_ended(*data);
    }
  }

  /// A lead that is new, or that reads differently than before.
  void show_lead(const nlohmann::json& lead, const std::string& message) {
    auto& before = shown_[text_at(lead, "id")];
    std::string text = lead_line(lead, '~', color_);
    if (how_.json) {
      line_.print(message);
    } else if (text != before) {
      line_.print(before.empty() ? lead_line(lead, '+', color_) : text);
    }
    before = std::move(text);
  }

  /// The leads of the job that were stored before and read as they did: no update told of them.
  result<done> show_known() {
    std::string cursor;
    do {
      const auto page = server_.get(target("/api/v1/leads")
                                        .with("job_id", job_id_)
                                        .with("limit", most_a_page)
                                        .with("cursor", cursor)
                                        .text());
      if (!page) {
        return page.problem();
      }
      for (const nlohmann::json& lead : page->at("leads")) {
        if (!shown_.contains(text_at(lead, "id"))) {
          line_.print(how_.json
                          ? R"({"type":"company_known","data":)" +
                                lead.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "}"
                          : lead_line(lead, '=', color_));
        }
      }
      cursor = text_at(page->at("pagination"), "next_cursor");
    } while (!cursor.empty() && !interrupt_watch::interrupted());
    return done{};
  }

  bool ask_state() {
    const auto job = server_.get("/api/v1/scrape/status/" + job_id_);
    if (!job) {
      problem_ = job.problem();
      gone_ = job.problem().code == error_code::not_found;
      return gone_;
    }
    line_.show(job_line(*job));
    return has_ended(*job);
  }

  int leave() {
    line_.clear();
    std::fprintf(stderr, "the job goes on; watch it again with: leadstream jobs watch %s\n", job_id_.c_str());
    return exit_interrupted;
  }

  int finish() {
    line_.clear();
    const auto job =
        gone_ ? result<nlohmann::json>(problem_) : server_.get("/api/v1/scrape/status/" + job_id_);
    if (!job) {
      return report(job.problem());
    }
    if (const auto known = show_known(); !known) {
      return report(known.problem());
    }
    if (!how_.quiet) {
      std::fputs(job_sheet(*job).c_str(), stderr);
    }
    const auto errors = job->find("errors");
    if (text_at(*job, "status") != "completed") {
      return exit_failure;
    }
    return errors != job->end() && !errors->empty() ? exit_partial : exit_ok;
  }

  api& server_;
  std::string job_id_;
  std::optional<position> since_;
  watch_options how_;
  progress_line line_;
  bool color_;
  bool ended_ = false;
  bool heard_ = false;
  bool gone_ = false;
  error problem_;
  std::map<std::string, std::string> shown_; ///< the line of each lead, by id
};

} // namespace

result<position> current_position(const api& server) {
  // Of a job that does not exist: the position is all that is wanted.
  const auto nothing = to_string(make_uuid_v7(system_wall_time(), system_random));
  const auto socket = subscribe(server, nothing, std::nullopt);
  if (!socket) {
    return socket.problem();
  }
  const auto message = (*socket)->receive(connect_timeout);
  if (!message) {
    return message.problem();
  }
  const auto answer = leadstream::json::read_lenient(*message ? **message : std::string());
  if (!answer || !answer->is_object() || text_at(*answer, "type") != "subscribed") {
    return error{error_code::timed_out, server.server() + " does not confirm a subscription; try again", {}};
  }
  return position_of(*answer);
}

int watch_job(api& server, const std::string& job_id, std::optional<position> since,
              const watch_options& how) {
  const interrupt_watch guard;
  return job_watch(server, job_id, std::move(since), how).run();
}

} // namespace leadstream::app
