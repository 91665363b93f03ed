#include "domain/sources/job_board.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::sources;

TEST_CASE("given links and embeds of boards in either region, then each is asked at its own endpoint") {
  const board_addresses where{"http://gh", "http://gh-eu", "http://lv", "http://lv-eu", "http://ab"};
  struct link {
    const char* markup;
    const char* asked;
  };
  for (const link& one :
       {link{"<a href='https://boards.greenhouse.io/acme/jobs/1'>", "http://gh/v1/boards/acme/jobs"},
        link{"<a href='https://job-boards.greenhouse.io/acme'>", "http://gh/v1/boards/acme/jobs"},
        link{"<script src='https://boards.greenhouse.io/embed/job_board/js?for=acme'>",
             "http://gh/v1/boards/acme/jobs"},
        link{"<iframe src='https://boards.greenhouse.io/embed/job_board?for=acme&b=1'>",
             "http://gh/v1/boards/acme/jobs"},
        link{"<a href='https://job-boards.eu.greenhouse.io/acme'>", "http://gh-eu/v1/boards/acme/jobs"},
        link{"<a href='https://jobs.lever.co/acme8'>", "http://lv/v0/postings/acme8?mode=json"},
        link{"<a href='https://jobs.eu.lever.co/acme8'>", "http://lv-eu/v0/postings/acme8?mode=json"},
        link{"fetch('https://api.eu.lever.co/v0/postings/acme8')",
             "http://lv-eu/v0/postings/acme8?mode=json"},
        link{"<a href='https://jobs.ashbyhq.com/acme'>", "http://ab/posting-api/job-board/acme"},
        link{"<a href='https://jobs.ashbyhq.com/Acme%20Bread%20Co/1'>",
             "http://ab/posting-api/job-board/Acme%20Bread%20Co"}}) {
    INFO(one.markup);
    const auto boards = find_job_boards(one.markup);
    REQUIRE(boards.size() == 1);
    CHECK(ask_job_board(where, boards[0]).url == one.asked);
    CHECK(parse_job_board(to_string(boards[0])) == boards[0]);
  }
  CHECK_FALSE(parse_job_board("vanity:acme"));
}

TEST_CASE("given a board whose name holds what no token does, then its beginning is not asked for") {
  CHECK(find_job_boards("<a href='https://jobs.ashbyhq.com/Acme+Sons'>").empty());
  CHECK(find_job_boards("https://jobs.lever.co/" + std::string(101, 'a')).empty());
}

TEST_CASE("given posts that collect applications or are not listed, then they are no open positions") {
  struct board {
    board_maker maker;
    const char* answer;
  };
  for (const board& one :
       {board{board_maker::greenhouse, R"({"jobs":[{"title":"Baker","internal_job_id":7},{"title":"Cook"},
                                          {"title":"Talent Pool","internal_job_id":null}]})"},
        board{board_maker::ashby, R"({"jobs":[{"title":"Baker","isListed":true},{"title":"Cook"},
                                     {"title":"Secret Post","isListed":false}]})"}}) {
    const auto found = read_job_board(one.maker, one.answer);
    REQUIRE(found.ok());
    REQUIRE(found->facts.size() == 2);
    CHECK(found->facts[0].value == "Baker");
    CHECK(found->facts[1].value == "Cook");
  }
}
