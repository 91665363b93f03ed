#pragma once
#include "domain/access/principal.hpp"
#include "domain/idempotency.hpp"
#include "domain/model/page.hpp"
#include "domain/model/tenant.hpp"
#include "domain/model/time.hpp"
#include "domain/ports.hpp"
#include "domain/service.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a resource of the API sees of HTTP: requests, responses and calls under way, without sockets.
namespace leadstream::deliver {
class crm_pusher;
}
namespace leadstream::delivery {
class webhook_store;
}
namespace leadstream::score {
class profile_store;
}

namespace leadstream::api {

/// A request as it was received; the body is complete.
struct request {
  std::string method;
  std::string path;  ///< as sent, percent-encoded
  std::string query; ///< as sent, without '?'
  std::vector<header> headers;
  std::string body;
};

/// A body that is made piece by piece while it is sent: the next piece is asked for when the last one was
/// taken.
class body_source {
public:
  virtual ~body_source() = default;
  /// The next bytes; an empty string at the end. One call at a time.
  virtual void next(completion<std::string> done) = 0;
};

/// Takes a body while it arrives, for routes whose bodies may be larger than memory.
class body_taker {
public:
  virtual ~body_taker() = default;
  /// The next bytes, on the I/O thread of the call's connection. More are read when `done` was called; an
  /// error becomes the answer.
  virtual void take(std::string_view bytes, completion<done> done) = 0;
};

struct response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<header> headers;         ///< beside those that the server sets itself
  std::shared_ptr<body_source> stream; ///< instead of `body` when not null
};

class operations;
class legal;
} // namespace leadstream::api
namespace leadstream::auth {
struct desk;
}
namespace leadstream::api {

/// A worker outside that may report results of a tenant's jobs, signed with its secret ("whsec_...").
struct worker {
  tenant_id tenant;
  std::string secret;
};

/// Why nothing is ever sent to a URL, as far as it is known without DNS; nothing when something may be.
using target_judge = std::function<std::optional<std::string>(const std::string& url)>;

/// What all resources need.
struct environment {
  service* inside = nullptr;
  tenant_id tenant; ///< of the credential that came with the request
  wall_clock clock;
  delivery::webhook_store* webhooks = nullptr;
  api::legal* legal = nullptr;
  deliver::crm_pusher* crm = nullptr;
  score::profile_store* profiles = nullptr;
  api::operations* operations = nullptr;  ///< null: the program does not watch itself
  target_judge refuses_target;            ///< empty: webhooks may lead anywhere
  std::shared_ptr<idempotency_keys> keys; ///< null: requests with Idempotency-Key are served as all others
  auth::desk* desk = nullptr;             ///< who may ask; null when the server asks nobody for credentials
  std::shared_ptr<const std::vector<worker>> workers; ///< null: none
};

/// A request that waits for its answer. Resources finish it by `done`, once, from any thread; an error
/// becomes the problem document that fits it.
struct http_call {
  request asked;
  std::string id; ///< what the path had in place of {id}
  environment around;
  access::principal who; ///< nobody (no scopes) where the route is open to all
  std::string address;   ///< of the client
  std::string request_id;
  uuid seed; ///< names what the call makes; nil when it need not be the same at a repeat
  completion<response> done;
  std::shared_ptr<body_taker> upload;             ///< what took the body; null where the request has it
  std::function<void(std::function<void()>)> hop; ///< runs work on the I/O thread of the call's connection
};
using call_ptr = std::shared_ptr<http_call>;

/// A completion for the service that encodes the value on the call's I/O thread and finishes the call:
/// `encode` makes a response of (const http_call&, T&).
template <class T, class Encode>
completion<T> answer(call_ptr call, Encode encode) {
  return [call = std::move(call), encode = std::move(encode)](result<T> found) {
    call->hop([call, encode, found = std::make_shared<result<T>>(std::move(found))] {
      if (!found->ok()) {
        return call->done(found->problem());
      }
      try {
        call->done(encode(*call, **found));
      } catch (const std::exception& problem) {
        call->done(error{error_code::internal, problem.what(), {}});
      }
    });
  };
}

} // namespace leadstream::api
