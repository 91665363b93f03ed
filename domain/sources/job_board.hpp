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

/// A company's board.
struct job_board {
  board_maker maker = board_maker::greenhouse;
  std::string token;     ///< the company's name there: letters, digits, '-', '_', '.'
  bool european = false; ///< kept in the maker's European region, which has an endpoint of its own

  bool operator==(const job_board&) const = default;
};
/// "lever:acme", "lever_eu:acme".
std::string to_string(const job_board& board);
std::optional<job_board> parse_job_board(std::string_view text);

/// Base URLs of the endpoints.
struct board_addresses {
  std::string greenhouse;
  std::string greenhouse_eu;
  std::string lever;
  std::string lever_eu;
  std::string ashby;
};

/// The boards that a page links to or embeds, in its order, without repeats. Linear in the page.
std::vector<job_board> find_job_boards(std::string_view markup);

http_request ask_job_board(const board_addresses& where, const job_board& board);

/// The open positions: facts of field::job_posting with their dates, at most 500.
result<findings> read_job_board(board_maker maker, std::string_view body);

} // namespace leadstream::sources
