#pragma once
#include "net/fetch/answer.hpp"
#include "net/fetch/fetch_job.hpp"
#include "net/fetch/fetcher.hpp"

#include <array>
#include <curl/curl.h>
#include <memory>
#include <string>

namespace leadstream::net {

/// One libcurl easy handle with what it works on, used again and again. Belongs to one loop's thread.
class transfer {
public:
  transfer(const fetcher_options& options, const egress& rules);
  transfer(const transfer&) = delete;
  transfer& operator=(const transfer&) = delete;

  /// Prepares the handle: the caller adds it to its multi handle.
  void begin(fetch_job job, route way);
  /// What came of it, after the caller removed the handle.
  fetch_outcome finish(CURLcode code);
  /// Gives the job back, to be completed by the caller.
  fetch_job take_job() { return std::move(job_); }

  CURL* handle() const { return easy_.get(); }
  /// The loop's: the connection that the transfer waits for.
  void uses(curl_socket_t socket) { socket_ = socket; }

private:
  struct easy_closer {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  };
  struct share_closer {
    void operator()(CURLSH* share) const { curl_share_cleanup(share); }
  };
  struct list_closer {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  using list = std::unique_ptr<curl_slist, list_closer>;

  void set_constants(const fetcher_options& options);
  void set_callbacks();
  void set_method();
  void set_headers();
  void set_way();
  void set_limits();
  void begin_body();
  void watch_chunks();
  bool check_wire(std::uint64_t body);
  bool may_open(const curl_sockaddr& to);
  refusal reason(CURLcode code) const;
  std::shared_ptr<const page> make_page();

  static void append(list& to, const std::string& line);

  const egress& rules_;
  wall_clock clock_;
  std::uint32_t min_speed_;
  std::unique_ptr<CURLSH, share_closer> names_; ///< a DNS cache of its own, so that nobody scans a shared one
  std::unique_ptr<CURL, easy_closer> easy_;
  list headers_;
  list resolve_;
  list connect_to_;
  std::string pinned_; ///< host:port that names_ holds
  fetch_job job_;
  route way_;
  answer answer_;
  bool body_begun_ = false;
  curl_socket_t socket_ = CURL_SOCKET_BAD;
  std::optional<std::uint64_t> before_chunks_; ///< bytes that the connection had received; none: no chunks
  unsigned looks_ = 0;
  bool address_refused_ = false;
  std::array<char, CURL_ERROR_SIZE> detail_{};
};

} // namespace leadstream::net
