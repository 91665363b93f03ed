#pragma once
#include "domain/access/scope.hpp"
#include "net/api/http.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::api {

using handler = std::function<void(const call_ptr&)>;
/// Makes call->upload before the body is read, or gives the answer that refuses the request.
using upload_opener = std::function<std::optional<response>(const call_ptr&)>;

/// Whom a route lets in, and with what.
struct requirement {
  bool credential = true;
  std::optional<access::scope> scope; ///< nothing: whoever is known
  access::budget spends = access::budget::none;
  bool form = false;  ///< it takes what a form of our own page sends, which proves itself by a token
  bool query = false; ///< it reads the query; of all others every parameter is refused
};
inline requirement open_to_all() {
  return {false, std::nullopt, access::budget::none, false, false};
}
inline requirement open_to_forms() {
  return {false, std::nullopt, access::budget::none, true, false};
}
inline requirement signed_in() {
  return {true, std::nullopt, access::budget::none, false, false};
}
inline requirement needs(access::scope scope, access::budget spends = access::budget::none) {
  return {true, scope, spends, false, false};
}
inline requirement with_query(requirement admits) {
  admits.query = true;
  return admits;
}

/// One resource and one method of it.
struct route {
  std::string method;
  std::string pattern; ///< "/api/v1/leads/{id}": {id} stands for one segment
  requirement admits;
  handler handle;          ///< empty for resources that are WebSockets
  upload_opener open = {}; ///< of those that take their body while it arrives
};

/// What a path leads to.
struct route_match {
  const route* found = nullptr; ///< null when no route has that path and method
  std::string id;               ///< what stands in place of {id}
  std::string allowed; ///< methods of the path with commas between; empty when no route has that path
};

/// Finds the route of a request. Paths are compared as they were sent; HEAD is answered by GET's route.
class router {
public:
  void add(std::string method, std::string pattern, requirement admits, handler handle,
           upload_opener open = {});
  route_match match(std::string_view method, std::string_view path) const;
  const std::vector<route>& routes() const { return routes_; }

private:
  std::vector<route> routes_;
};

} // namespace leadstream::api
