#pragma once
#include "domain/model/result.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace leadstream::storage {

/// An error on its way out of an adapter. Thrown inside storage only; the asynchronous shell and open_store()
/// turn it into an error value.
class failure : public std::runtime_error {
public:
  failure(error_code code, const std::string& message, std::string field = {})
      : std::runtime_error(message), problem_{code, message, std::move(field)} {}
  explicit failure(error problem) : std::runtime_error(problem.message), problem_(std::move(problem)) {}

  const error& problem() const { return problem_; }

private:
  error problem_;
};

} // namespace leadstream::storage
