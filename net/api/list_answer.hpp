#pragma once
#include "net/api/http.hpp"

#include <vector>

namespace leadstream::api {

/// Answers {"NAME":[...]} with each item as `append(out, item)` writes it: for lists that have no pages. Made
/// and called as answer() is.
template <class T, class Append>
completion<std::vector<T>> answer_list(const call_ptr& call, const char* name, Append append) {
  return answer<std::vector<T>>(call, [name, append](const http_call&, const std::vector<T>& all) {
    response r;
    r.body.append("{\"").append(name).append("\":[");
    for (const T& item : all) {
      r.body += &item == all.data() ? "" : ",";
      append(r.body, item);
    }
    r.body += "]}";
    return r;
  });
}

} // namespace leadstream::api
