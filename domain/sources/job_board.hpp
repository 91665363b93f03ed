#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/page.hpp"
#include "domain/model/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Job boards of companies, by the endpoints that their makers publish for programs.
namespace leadstream::sources {

enum class board_maker : std::uint8_t { greenhouse, lever, ashby };
const char* to_string(board_maker maker);
std::optional<board_maker> parse_board_maker(std::string_view text);

/// A company's board.
struct job_board {
  board_maker maker = board_maker::greenhouse;
  std::string token; ///< the company's name there: letters, digits, '-', '_', '.'

  bool operator==(const job_board&) const = default;
};

/// Base URLs of the endpoints.
struct board_addresses {
  std::string greenhouse;
  std::string lever;
  std::string ashby;
};

/// The boards that a page links to or embeds, in its order, without repeats. Linear in the page.
std::vector<job_board> find_job_boards(std::string_view markup);

http_request ask_job_board(const board_addresses& where, const job_board& board);

/// The open positions: facts of field::job_posting with their dates, at most 500.
result<findings> read_job_board(board_maker maker, std::string_view body);

} // namespace leadstream::sources
