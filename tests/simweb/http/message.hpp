#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadstream::simweb {

/// A request as it was read.
struct request {
  std::string method;
  std::string path;                                         ///< without the query
  std::string query;                                        ///< after the question mark
  std::string host;                                         ///< lower case, without the port
  std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case
  std::string body;
  bool keep_alive = true;

  std::string_view header(std::string_view lower_case_name) const;
};

/// How an answer reaches the client.
enum class delivery {
  whole,        ///< with Content-Length
  chunked,      ///< in chunks of 4 KB
  drip,         ///< in twenty pieces over `duration`
  reset,        ///< half of it, then a reset
  cut_short,    ///< half of it, then a close
  broken_chunk, ///< chunks, one with a size that is none
  close,        ///< nothing, then a close
  hang,         ///< nothing until the client goes
  endless_body,
  endless_headers
};

/// An answer.
struct reply {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  delivery how = delivery::whole;
  std::chrono::milliseconds duration{0};
  std::string fault{}; ///< for the log: what was done wrong on purpose
};

} // namespace leadstream::simweb
