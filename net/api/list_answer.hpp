#pragma once
#include "domain/json/writer.hpp"
#include "net/api/http.hpp"

#include <type_traits>
#include <vector>

namespace leadstream::api {

/// Answers {"NAME":[...]} with each item as `append(out, item)` writes it, to a json::writer or to the text
/// itself: for lists that have no pages. Made and called as answer() is.
template <class T, class Append>
completion<std::vector<T>> answer_list(const call_ptr& call, const char* name, Append append) {
  return answer<std::vector<T>>(call, [name, append](const http_call&, const std::vector<T>& all) {
    response r;
    r.body.append("{\"").append(name).append("\":[");
    for (const T& item : all) {
      r.body += &item == all.data() ? "" : ",";
      if constexpr (std::is_invocable_v<Append, json::writer&, const T&>) {
        json::writer w(r.body);
        append(w, item);
      } else {
        append(r.body, item);
      }
    }
    r.body += "]}";
    return r;
  });
}

} // namespace leadstream::api
