#include "domain/sources/job_board.hpp"

#include "domain/json/member.hpp"
#include "domain/json/read.hpp"
#include "domain/text/ascii.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace leadstream::sources {
namespace {

using leadstream::json::text_at;
using nlohmann::json;

constexpr std::array maker_names{"greenhouse", "lever", "ashby"};
constexpr leadstream::json::read_limits answer_limits{16U << 20U, 24};
constexpr std::size_t most_postings = 500;
constexpr std::size_t most_boards = 5;
constexpr std::size_t longest_token = 100;

constexpr std::string_view european_mark = "_eu";

struct trace {
  std::string_view before; ///< what stands before the token
  board_maker maker;
  bool european = false;
};

constexpr std::array traces{
    trace{"boards.greenhouse.io/embed/job_board?for=", board_maker::greenhouse},
    trace{"boards.greenhouse.io/embed/job_board/js?for=", board_maker::greenhouse},
    trace{"boards.eu.greenhouse.io/embed/job_board?for=", board_maker::greenhouse, true},
    trace{"boards.eu.greenhouse.io/embed/job_board/js?for=", board_maker::greenhouse, true},
    trace{"boards.greenhouse.io/", board_maker::greenhouse}, // also job-boards.greenhouse.io
    trace{"boards.eu.greenhouse.io/", board_maker::greenhouse, true},
    trace{"boards-api.greenhouse.io/v1/boards/", board_maker::greenhouse},
    trace{"boards-api.eu.greenhouse.io/v1/boards/", board_maker::greenhouse, true},
    trace{"jobs.lever.co/", board_maker::lever},
    trace{"jobs.eu.lever.co/", board_maker::lever, true},
    trace{"api.lever.co/v0/postings/", board_maker::lever},
    trace{"api.eu.lever.co/v0/postings/", board_maker::lever, true},
    trace{"jobs.ashbyhq.com/", board_maker::ashby},
    trace{"api.ashbyhq.com/posting-api/job-board/", board_maker::ashby},
};

const char* name_of(board_maker maker) {
  return maker_names[static_cast<std::size_t>(maker)];
}

/// The token as the link has it ("The%20Browser%20Company"); empty when it holds what no token does, as what
/// is before that is another company's.
std::string token_at(std::string_view text) {
  const std::string_view token = text.substr(0, text.find_first_of("/?#&\"'<>\\)],;`}| \t\r\n"));
  const auto fits = [](char c) { return is_word(c) || c == '-' || c == '_' || c == '.' || c == '%'; };
  const bool whole = token.size() <= longest_token && std::all_of(token.begin(), token.end(), fits);
  return whole ? std::string(token) : std::string{};
}

/// The list of an answer: Lever's is bare.
const json& jobs_of(const json& answer) {
  static const json none = json::array();
  if (answer.is_array()) {
    return answer;
  }
  const auto found = answer.is_object() ? answer.find("jobs") : answer.end();
  return found != answer.end() && found->is_array() ? *found : none;
}

std::string date_of(board_maker maker, const json& job) {
  if (maker == board_maker::lever) {
    const auto created = job.is_object() ? job.find("createdAt") : job.end();
    return created != job.end() && created->is_number_integer()
               ? to_rfc3339(wall_time{std::chrono::milliseconds(created->get<std::int64_t>())}).substr(0, 10)
               : std::string{};
  }
  // Of Greenhouse the first publication: each edit moves the other date.
  const std::string date = text_at(job, maker == board_maker::greenhouse ? "first_published" : "publishedAt");
  return date.substr(0, 10);
}

/// Of Greenhouse a post without a job behind it collects applications for later; of Ashby some are reached by
/// their link alone.
bool is_open(const json& job) {
  const auto behind = job.find("internal_job_id");
  const auto listed = job.find("isListed");
  return (behind == job.end() || !behind->is_null()) && (listed == job.end() || *listed != false);
}

} // namespace

std::string to_string(const job_board& board) {
  return name_of(board.maker) + std::string(board.european ? european_mark : "") + ":" + board.token;
}

std::optional<job_board> parse_job_board(std::string_view text) {
  const auto colon = text.find(':');
  std::string_view name = text.substr(0, colon);
  const bool european = name.ends_with(european_mark);
  name.remove_suffix(european ? european_mark.size() : 0);
  const auto found = std::find(maker_names.begin(), maker_names.end(), name);
  if (colon == std::string_view::npos || found == maker_names.end()) {
    return std::nullopt;
  }
  return job_board{static_cast<board_maker>(found - maker_names.begin()), std::string(text.substr(colon + 1)),
                   european};
}

std::vector<job_board> find_job_boards(std::string_view markup) {
  std::vector<job_board> boards;
  for (const trace& one : traces) {
    for (auto at = markup.find(one.before); at != std::string_view::npos && boards.size() < most_boards;
         at = markup.find(one.before, at + 1)) {
      job_board board{one.maker, token_at(markup.substr(at + one.before.size())), one.european};
      const bool real = !board.token.empty() && board.token != "embed" && board.token != "api";
      if (real && std::find(boards.begin(), boards.end(), board) == boards.end()) {
        boards.push_back(std::move(board));
      }
    }
  }
  return boards;
}

http_request ask_job_board(const board_addresses& where, const job_board& board) {
  http_request request;
  switch (board.maker) {
  case board_maker::greenhouse:
    request.url =
        (board.european ? where.greenhouse_eu : where.greenhouse) + "/v1/boards/" + board.token + "/jobs";
    break;
  case board_maker::lever:
    request.url =
        (board.european ? where.lever_eu : where.lever) + "/v0/postings/" + board.token + "?mode=json";
    break;
  case board_maker::ashby:
    request.url = where.ashby + "/posting-api/job-board/" + board.token;
    break;
  }
  return request;
}

result<findings> read_job_board(board_maker maker, std::string_view body) {
  const auto parsed = leadstream::json::read_lenient(body, answer_limits);
  if (!parsed) {
    return parsed.problem();
  }
  findings out;
  for (const json& job : jobs_of(*parsed)) {
    std::string title = text_at(job, maker == board_maker::lever ? "text" : "title");
    if (!title.empty() && is_open(job) && out.facts.size() < most_postings) {
      out.facts.push_back({field::job_posting, std::move(title), name_of(maker), 0.95, date_of(maker, job)});
    }
  }
  return out;
}

} // namespace leadstream::sources
