#pragma once
#include "tests/simweb/http/access_log.hpp"
#include "tests/simweb/http/request.hpp"

#include <functional>
#include <optional>

namespace leadstream::simweb {

using handler = std::function<reply(const request&)>;

/// One client. Reads requests, answers them one after the other in the way that each reply asks for.
class connection {
public:
  connection(int socket, const handler& answer, access_log& log)
      : socket_(socket), answer_(answer), log_(log) {}
  ~connection();
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  /// Reads what there is and answers as far as possible. False: the connection is at its end.
  bool on_readable();
  /// Writes on. False: the connection is at its end.
  bool on_writable();
  /// The next piece of a slow answer is due. False: the connection is at its end.
  bool on_timer();

  bool wants_to_write() const { return sent_ < out_.size(); }
  /// When on_timer wants to be called.
  std::optional<clock::time_point> due() const { return due_; }

private:
  bool serve_next();
  void begin(reply made);
  bool write_out();
  bool after_write();
  bool refill();
  void finish();

  int socket_;
  const handler& answer_;
  access_log& log_;
  std::string in_;
  std::string out_;
  std::size_t sent_ = 0;
  std::string later_; ///< what a slow answer still has to send
  std::size_t piece_ = 0;
  std::optional<clock::time_point> due_;
  clock::time_point start_{};
  std::size_t bytes_ = 0;
  request asked_;
  reply reply_;
  bool busy_ = false;
  bool continued_ = false;
};

} // namespace leadstream::simweb
