#include "net/fetch/transfer.hpp"

#include "domain/crawl/fetch_fields.hpp"
#include "net/fetch/failure.hpp"

#include <algorithm>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace leadstream::net {
namespace {

std::string bracketed(const ip_address& address) {
  return address.v6 ? "[" + to_string(address) + "]" : to_string(address);
}

std::string join(const std::vector<ip_address>& addresses) {
  std::string out;
  for (const auto& address : addresses) {
    out += (out.empty() ? "" : ",") + bracketed(address);
  }
  return out;
}

/// Bytes that a connection has received since it was opened (tcp(7)).
std::uint64_t received_by(curl_socket_t socket) {
  tcp_info info{};
  socklen_t size = sizeof info;
  return getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? info.tcpi_bytes_received : 0;
}

long milliseconds_left(std::chrono::milliseconds limit, monotonic_time since) {
  const auto spent = std::chrono::steady_clock::now() - since;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(limit - spent);
  return static_cast<long>(std::max<std::int64_t>(1, left.count()));
}

} // namespace

transfer::transfer(const fetcher_options& options, const egress& rules)
    : rules_(rules), clock_(options.clock), min_speed_(options.min_speed), names_(curl_share_init()),
      easy_(curl_easy_init()) {
  curl_share_setopt(names_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
  set_constants(options);
  set_callbacks();
}

void transfer::set_constants(const fetcher_options& options) {
  CURL* easy = handle();
  curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
  curl_easy_setopt(easy, CURLOPT_SHARE, names_.get());
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, detail_.data());
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, options.user_agent.c_str());
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.slow_time.count()));
  if (!options.ca_file.empty()) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, options.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
  }
}

void transfer::set_callbacks() {
  CURL* easy = handle();
  using callback = std::size_t (*)(char*, std::size_t, std::size_t, void*);
  const callback on_header = [](char* data, std::size_t, std::size_t size, void* self) -> std::size_t {
    return static_cast<transfer*>(self)->answer_.add_line({data, size}) ? size : 0;
  };
  const callback on_body = [](char* data, std::size_t, std::size_t size, void* self) -> std::size_t {
    auto& me = *static_cast<transfer*>(self);
    me.begin_body();
    return me.answer_.add_body({data, size}) ? size : 0;
  };
  const curl_xferinfo_callback on_progress = [](void* self, curl_off_t, curl_off_t now, curl_off_t,
                                                curl_off_t) {
    return static_cast<transfer*>(self)->check_wire(static_cast<std::uint64_t>(now)) ? 0 : 1;
  };
  const curl_opensocket_callback on_socket = [](void* self, curlsocktype,
                                                curl_sockaddr* to) -> curl_socket_t {
    return static_cast<transfer*>(self)->may_open(*to)
               ? ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol)
               : CURL_SOCKET_BAD;
  };
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt(easy, CURLOPT_XFERINFODATA, this);
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
}

void transfer::begin(fetch_job job, route way) {
  job_ = std::move(job);
  way_ = std::move(way);
  answer_.begin(job_.limits);
  body_begun_ = false;
  socket_ = CURL_SOCKET_BAD;
  before_chunks_.reset();
  looks_ = 0;
  address_refused_ = false;
  detail_[0] = '\0';
  curl_easy_setopt(handle(), CURLOPT_URL, to_string(job_.target).c_str());
  set_method();
  set_headers();
  set_way();
  set_limits();
}

void transfer::set_method() {
  const auto& request = job_.request;
  CURL* easy = handle();
  const bool posts = request.method == "POST" || !request.body.empty();
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, nullptr);
  curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
  // On a connection that was kept libcurl repeats by itself what got no answer: what changes something there
  // is not for it to repeat.
  const long changes = posts || (request.method != "GET" && request.method != "HEAD") ? 1L : 0L;
  curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, changes);
  if (request.method == "HEAD") {
    curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    return;
  }
  if (posts) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
  }
  if (request.method != (posts ? "POST" : "GET")) {
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
}

void transfer::append(list& to, const std::string& line) {
  curl_slist* longer = curl_slist_append(to.get(), line.c_str());
  if (longer != nullptr) {
    static_cast<void>(to.release());
    to.reset(longer);
  }
}

void transfer::set_headers() {
  headers_.reset();
  auto fields = job_.request.headers;
  crawl::add_fetch_fields(fields); // unpacked here: libcurl takes half a body for a whole
  for (const auto& field : fields) {
    append(headers_, field.value.empty() ? field.name + ";" : field.name + ": " + field.value);
  }
  append(headers_, "Expect:"); // no waiting for a permission to send the body
  curl_easy_setopt(handle(), CURLOPT_HTTPHEADER, headers_.get());
}

void transfer::set_way() {
  resolve_.reset();
  connect_to_.reset();
  const auto& other = way_.substitute;
  const bool literal = is_address(job_.target.host);
  if (other) {
    // The host keeps its name: libcurl looks at every idle connection of one name for each new transfer.
    const std::string address = literal ? bracketed(other->address) : "";
    append(connect_to_, "::" + address + ":" + std::to_string(other->port));
  }
  if (!literal) {
    const std::uint16_t port = other ? other->port : job_.target.port;
    const std::string place = job_.target.host + ":" + std::to_string(port);
    if (!pinned_.empty()) {
      append(resolve_, "-" + pinned_);
    }
    append(resolve_, place + ":" + join(other ? std::vector{other->address} : way_.addresses));
    pinned_ = place;
  }
  curl_easy_setopt(handle(), CURLOPT_RESOLVE, resolve_.get());
  curl_easy_setopt(handle(), CURLOPT_CONNECT_TO, connect_to_.get());
}

void transfer::set_limits() {
  CURL* easy = handle();
  const auto& limits = job_.limits;
  const bool any_length = job_.request.method == "HEAD" || limits.cut;
  const auto largest = any_length ? 0 : static_cast<curl_off_t>(limits.wire_bytes);
  curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, largest);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, milliseconds_left(limits.timeout, job_.started));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds_left(limits.connect_timeout, job_.started));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 0L);
}

/// The least speed holds for bodies alone: a server may think for long before it answers.
void transfer::begin_body() {
  if (!std::exchange(body_begun_, true)) {
    curl_easy_setopt(handle(), CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(min_speed_));
  }
}

void transfer::watch_chunks() {
  if (!before_chunks_ && socket_ != CURL_SOCKET_BAD && answer_.chunked()) {
    before_chunks_ = received_by(socket_);
  }
}

/// libcurl counts the body alone: what stands between chunks is seen only in what the connection received.
bool transfer::check_wire(std::uint64_t body) {
  constexpr unsigned calls_between_looks = 32;
  watch_chunks();
  if (before_chunks_ && ++looks_ % calls_between_looks == 0) {
    const std::uint64_t received = received_by(socket_) - *before_chunks_;
    const std::uint64_t framing = job_.limits.wire_bytes / 16 + (64U << 10U); // of TLS
    if (received > framing && !answer_.check_wire(received - framing)) {
      return false;
    }
  }
  return answer_.check_wire(body);
}

bool transfer::may_open(const curl_sockaddr& to) {
  const auto address = address_of(to.addr);
  const bool allowed = address && rules_.may_connect(way_, *address);
  address_refused_ = address_refused_ || !allowed;
  return allowed;
}

refusal transfer::reason(CURLcode code) const {
  if (answer_.stopped()) {
    return *answer_.stopped();
  }
  if (address_refused_ && code == CURLE_COULDNT_CONNECT) {
    return {fetch_failure::address_refused, "the host led to an address that is not on the public internet"};
  }
  return explain(code, detail_.data());
}

std::shared_ptr<const page> transfer::make_page() {
  long status = 0;
  curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
  auto content = std::make_shared<page>();
  content->url = to_string(job_.target);
  content->requested_url = content->url;
  content->status = static_cast<int>(status);
  content->headers = answer_.take_headers();
  content->body = answer_.take_body();
  content->fetched_at = clock_();
  return content;
}

fetch_outcome transfer::finish(CURLcode code) {
  fetch_outcome outcome;
  curl_off_t body = 0;
  curl_easy_getinfo(handle(), CURLINFO_SIZE_DOWNLOAD_T, &body);
  outcome.wire_bytes = answer_.header_bytes() + static_cast<std::uint64_t>(body);
  outcome.duration =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - job_.started);
  if (code == CURLE_OK && !answer_.whole()) {
    outcome.failure = fetch_failure::truncated;
    outcome.message = "the packed body was cut off: it lacks its end";
  } else if (code == CURLE_OK || answer_.cut()) {
    outcome.content = make_page();
  } else {
    auto why = reason(code);
    outcome.failure = why.failure;
    outcome.message = std::move(why.message);
  }
  answer_.begin({}); // idle handles keep no decoders
  return outcome;
}

} // namespace leadstream::net
