#include "net/serve/http_session.hpp"

#include "domain/access/digest.hpp"
#include "domain/text/ascii.hpp"
#include "net/api/query.hpp"
#include "net/api/text.hpp"
#include "net/api/websocket_upgrade.hpp"
#include "net/port_call.hpp"
#include "net/serve/hosts.hpp"
#include "net/serve/websocket_frames.hpp"
#include "net/serve/websocket_session.hpp"

namespace leadstream::serve {
namespace {

bool is_form(std::string_view content_type) {
  return equals_ignoring_case(api::trimmed(content_type.substr(0, content_type.find(';'))),
                              "application/x-www-form-urlencoded");
}

bool is_json(std::string_view content_type) {
  const auto end = std::min(content_type.find(';'), content_type.size());
  const std::string_view type = api::trimmed(content_type.substr(0, end));
  std::string parameters = lower(content_type.substr(end));
  std::erase_if(parameters, [](char c) { return c == ' ' || c == '\t' || c == '"'; });
  const bool other_charset = parameters.find("charset=") != std::string::npos &&
                             parameters.find("charset=utf-8") == std::string::npos;
  return (type.empty() || equals_ignoring_case(type, "application/json")) && !other_charset;
}

} // namespace

http_session::http_session(wire client, lane& home, std::shared_ptr<server_state> server,
                           ticket_ptr connection)
    : wire_(std::move(client)), lane_(home), server_(std::move(server)), connection_(std::move(connection)),
      watchdog_(wire_.socket()) {
  boost::system::error_code ignored;
  wire_.socket().set_option(tcp::no_delay(true), ignored);
  const auto address = wire_.socket().remote_endpoint(ignored).address();
  peer_ = address_ = address.to_string();
  loopback_ = address.is_loopback();
  lane_.sessions.insert(this);
}

http_session::~http_session() {
  lane_.sessions.erase(this);
}

void http_session::drain() {
  if (idle_) {
    boost::system::error_code ignored;
    wire_.socket().cancel(ignored);
  }
}

void http_session::abort() {
  wire_.close();
}

asio::awaitable<void> http_session::run() {
  bool more = co_await greet();
  while (more && !lane_.draining) {
    more = co_await serve_one();
  }
}

/// The handshake of TLS; who speaks plain HTTP instead is told so.
asio::awaitable<bool> http_session::greet() {
  if (!wire_.is_secure()) {
    co_return true;
  }
  boost::system::error_code problem;
  idle_ = true;
  watchdog_.watch(limits().header_timeout);
  co_await wire_.shake_hands(problem);
  watchdog_.rest();
  idle_ = false;
  if (problem && wire_.fell_back_to_plain()) {
    forget_request();
    keep_alive_ = false;
    co_await send(api::problem(400, "this port speaks HTTPS; ask for https://"));
  }
  co_return !problem;
}

/// Whether the connection goes on.
asio::awaitable<bool> http_session::serve_one() {
  forget_request();
  strict_request strict(limits());
  outcome read = co_await read_head(strict);
  if (read.status == 0) {
    read = take_head(strict);
  }
  if (read.status == 0) {
    match_ = server_->routes.match(asked_.method, asked_.path);
    auto refused = co_await admit();
    if (refused) {
      keep_alive_ = keep_alive_ && strict.head().framing == body_framing::none;
      if (refused->status == 403) {
        audit(*refused);
      }
      co_return co_await send(std::move(*refused));
    }
    if (match_.found != nullptr && match_.found->open) {
      co_return co_await serve_upload(strict.head());
    }
    read = co_await read_body(strict.head());
  }
  if (read.status == 0) {
    read = judge_browser();
  }
  if (read.status == nobody) {
    co_return false;
  }
  if (read.status != 0) {
    keep_alive_ = false;
    co_return co_await send(api::problem(read.status, read.reason));
  }
  co_return co_await answer();
}

void http_session::forget_request() {
  asked_ = {};
  match_ = {};
  who_.reset();
  trace_id_.clear();
  origin_.clear();
  content_hash_.clear();
  packs_ = false;
  rate_ = {};
  upload_.reset();
  upload_fault_.reset();
  request_id_ = to_string(make_uuid_v7(server_->options.clock(), server_->options.random));
  version_1_1_ = true;
  keep_alive_ = true;
  head_only_ = false;
  sent_ = 0;
}

asio::awaitable<bool> http_session::answer() {
  const api::route_match& match = match_;
  if (asked_.method == "OPTIONS" && (asked_.path == "*" || !match.allowed.empty())) {
    co_return co_await send(answer_options());
  }
  if (match.allowed.empty()) {
    co_return co_await send(api::problem(404, "there is no such resource"));
  }
  if (match.found == nullptr) {
    api::response refused = api::problem(405, "the resource knows only " + match.allowed);
    refused.headers.push_back({"Allow", match.allowed});
    co_return co_await send(std::move(refused));
  }
  if (!match.found->handle) {
    co_return co_await upgrade();
  }
  if (const auto faults = unknown_parameters(); !faults.empty()) {
    co_return co_await send(api::bad_request(faults));
  }
  if (auto refused = refuse_content()) {
    co_return co_await send(std::move(*refused));
  }
  api::response made = co_await handle(make_call());
  audit(made);
  co_return co_await send(std::move(made));
}

/// What a query says to a resource that reads none.
std::vector<api::field_error> http_session::unknown_parameters() const {
  return match_.found->admits.query ? std::vector<api::field_error>{}
                                    : api::query_reader(asked_.query).finish();
}

std::optional<api::response> http_session::refuse_content() const {
  const std::string_view type = find_header(asked_.headers, "Content-Type");
  if (match_.found->admits.form) {
    return is_form(type) ? refuse_coding() : api::problem(415, "this takes the content of its form alone");
  }
  if (!asked_.body.empty() && !is_json(type)) {
    return api::problem(415, "the content is not JSON; send it with Content-Type: application/json");
  }
  return refuse_coding();
}

std::optional<api::response> http_session::refuse_coding() const {
  const std::string_view coding = api::trimmed(find_header(asked_.headers, "Content-Encoding"));
  if (!coding.empty() && !equals_ignoring_case(coding, "identity")) {
    return api::problem(415, "encoded content is not read; send it without Content-Encoding");
  }
  return std::nullopt;
}

api::call_ptr http_session::make_call() {
  auto call = std::make_shared<api::http_call>();
  if (!asked_.body.empty() && server_->options.desk) {
    content_hash_ = access::sha256_hex(asked_.body);
  }
  call->asked = std::move(asked_);
  call->id = match_.id;
  call->around = server_->around;
  if (who_) {
    call->who = *who_;
    call->around.tenant = who_->tenant;
  }
  call->address = address_;
  call->request_id = request_id_;
  call->hop = [thread = lane_.thread](std::function<void()> work) { thread->dispatch(std::move(work)); };
  asked_.method = call->asked.method;
  asked_.path = call->asked.path;
  return call;
}

asio::awaitable<api::response> http_session::handle(api::call_ptr call) {
  auto start = [&call, this](completion<api::response> done) {
    call->done = std::move(done);
    try {
      match_.found->handle(call);
    } catch (const std::exception& problem) {
      call->done(error{error_code::internal, problem.what(), {}});
    }
  };
  const result<api::response> made =
      co_await port_call<api::response>(lane_.thread, start, limits().handler_timeout);
  co_return to_response(made);
}

api::response http_session::to_response(const result<api::response>& made) const {
  if (made) {
    return *made;
  }
  if (api::status_of(made.problem().code) == 500) {
    return api::internal_problem(server_->report(request_id_, made.problem().message));
  }
  return api::problem_of(made.problem());
}

asio::awaitable<bool> http_session::upgrade() {
  const std::string_view origin = find_header(asked_.headers, "Origin");
  const bool by_cookie = who_ && who_->kind == access::credential_kind::session;
  const bool own = (origin.empty() && !by_cookie) || is_allowed_origin(origin) ||
                   is_same_origin(origin, find_header(asked_.headers, "Host"), wire_.is_secure());
  api::response made = api::upgrade_to_websocket(asked_, own, accept_key);
  if (made.status == 101 && server_->websockets >= server_->options.websocket.connections) {
    made = api::problem(503, "there are too many WebSockets; try again later");
  }
  if (made.status == 101 && who_ && !websocket_session::has_room(*server_, *who_)) {
    made = api::problem(429, "the tenant has as many WebSockets as it may");
    made.headers.push_back({"Retry-After", "60"});
  }
  if (made.status != 101) {
    co_return co_await send(std::move(made));
  }
  // Looked up before the client knows that it is connected: what is told from then on is for it.
  const auto since = who_ ? lane_.room.published(who_->tenant).tail : std::nullopt;
  co_await send(std::move(made));
  if (keep_alive_) {
    const auto session =
        std::make_shared<websocket_session>(std::move(wire_), lane_, server_, std::move(connection_));
    if (who_) {
      session->enter(*who_, since);
    }
    asio::co_spawn(
        lane_.thread->context(), [session, early = std::move(buffer_)]() { return session->run(early); },
        [session](const std::exception_ptr&) {});
  }
  co_return false;
}

} // namespace leadstream::serve
