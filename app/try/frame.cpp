#include "app/try/frame.hpp"

#include "app/context.hpp"
#include "app/try/id_text.hpp"
#include "app/try/line_reader.hpp"
#include "config/nearest.hpp"
#include "domain/json/read.hpp"

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <deque>
#include <future>
#include <system_error>

namespace leadstream::app {
namespace {

constexpr json::read_limits line_limits{128U << 20U, 64};
constexpr std::size_t batch_lines = 64;
constexpr std::size_t batch_bytes = 1U << 20U;

error wrong(std::string message) {
  return {error_code::invalid_argument, std::move(message), {}};
}

/// The request of a line, or why it is none.
result<nlohmann::json> read_request(std::string_view line, const std::vector<std::string>& keys) {
  auto request = json::read(line, line_limits);
  if (!request) {
    return request;
  }
  if (!request->is_object()) {
    return wrong("a request is a JSON object");
  }
  for (const auto& [key, value] : request->items()) {
    if (key != "id" && std::find(keys.begin(), keys.end(), key) == keys.end()) {
      const std::string near = config::nearest(key, keys);
      return wrong("unknown key \"" + key + "\"" + (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
    }
  }
  return request;
}

std::string begin_answer(std::string_view line) {
  return "{\"id\":" + std::string(id_text(line));
}

std::string error_answer(std::string_view line, const error& problem) {
  std::string out = begin_answer(line) + ",\"error\":";
  json::append_string(out, problem.message);
  return out + "}\n";
}

/// The handler's own words, whatever it throws.
result<std::string> members_of(const nlohmann::json& request, const handler& answer) {
  std::string text = "{";
  json::writer members(text);
  try {
    if (const auto answered = answer(request, members); !answered) {
      return answered.problem();
    }
  } catch (const std::exception& problem) {
    return error{error_code::internal, problem.what(), {}};
  }
  return text.substr(1);
}

std::string full_answer(std::string_view line, std::string_view members) {
  std::string out = begin_answer(line);
  if (!members.empty()) {
    out.append(",").append(members);
  }
  return out + "}\n";
}

struct batch {
  std::vector<std::string> lines;
  std::string answers;
  bool failed = false;
};

batch read_batch(line_reader& input) {
  batch next;
  std::size_t bytes = 0;
  std::string line;
  while (next.lines.size() < batch_lines && bytes < batch_bytes && (next.lines.empty() || input.ready()) &&
         input.next(line)) {
    bytes += line.size();
    next.lines.push_back(line);
  }
  return next;
}

batch answered(batch work, const std::vector<std::string>& keys, const handler& answer) {
  for (const std::string& line : work.lines) {
    bool failed = false;
    work.answers += answer_line(line, keys, answer, failed);
    work.failed = work.failed || failed;
  }
  return work;
}

/// Answers in the order of the input while up to `limit` batches are worked on.
class ordered_output {
public:
  void add(std::future<batch> work) { working_.push_back(std::move(work)); }
  void drain(std::size_t keep) {
    for (; working_.size() > keep; working_.pop_front()) {
      const batch finished = working_.front().get();
      std::fwrite(finished.answers.data(), 1, finished.answers.size(), stdout);
      failed_ = failed_ || finished.failed;
    }
  }
  bool failed() const { return failed_; }

private:
  std::deque<std::future<batch>> working_;
  bool failed_ = false;
};

/// Whether all answers were written; says why not.
bool flushed() {
  const int reason = std::fflush(stdout) != 0 ? errno : 0;
  if (reason == 0 && std::ferror(stdout) == 0) {
    return true;
  }
  const std::string why = reason == 0 ? "an earlier write failed" : std::generic_category().message(reason);
  report({error_code::unavailable, "the answers cannot be written to standard output: " + why, {}});
  return false;
}

} // namespace

std::string answer_line(std::string_view line, const std::vector<std::string>& keys, const handler& answer,
                        bool& failed) {
  const auto request = read_request(line, keys);
  const auto members = request ? members_of(*request, answer) : result<std::string>(request.problem());
  failed = !members;
  return members ? full_answer(line, *members) : error_answer(line, members.problem());
}

int answer_lines(const std::vector<std::string>& keys, const handler& answer, unsigned jobs) {
  line_reader input(STDIN_FILENO, line_limits.bytes);
  ordered_output output;
  const auto policy = jobs > 1 ? std::launch::async : std::launch::deferred;
  for (batch next = read_batch(input); !next.lines.empty(); next = read_batch(input)) {
    output.add(std::async(policy, [&keys, &answer, work = std::move(next)]() mutable {
      return answered(std::move(work), keys, answer);
    }));
    output.drain(jobs - 1);
    if (!input.ready()) {
      output.drain(0);
      std::fflush(stdout);
    }
  }
  output.drain(0);
  return !flushed() || output.failed() ? exit_failure : exit_ok;
}

int answer_whole(const std::vector<std::string>& keys, const whole_handler& answer) {
  line_reader input(STDIN_FILENO, line_limits.bytes);
  std::vector<std::string> answers;
  std::vector<std::size_t> places;
  std::vector<nlohmann::json> requests;
  for (std::string line; input.next(line);) {
    auto request = read_request(line, keys);
    answers.push_back(request ? begin_answer(line) : error_answer(line, request.problem()));
    if (request) {
      places.push_back(answers.size() - 1);
      requests.push_back(std::move(*request));
    }
  }
  std::vector<std::string> members(requests.size());
  answer(requests, members);
  for (std::size_t i = 0; i < members.size(); ++i) {
    answers[places[i]] += (members[i].empty() ? "" : ",") + members[i] + "}\n";
  }
  for (const std::string& line : answers) {
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  return !flushed() || requests.size() < answers.size() ? exit_failure : exit_ok;
}

} // namespace leadstream::app
