#pragma once
#include "domain/model/result.hpp"
#include "storage/failure.hpp"

#include <exception>
#include <new>

namespace leadstream::storage {

/// The error that the exception being handled stands for. Only inside a catch block.
inline error caught_error() {
  try {
    throw;
  } catch (const failure& problem) {
    return problem.problem();
  } catch (const std::bad_alloc&) {
    return {error_code::unavailable, "the storage is out of memory; try again later", {}};
  } catch (const std::exception& problem) {
    return {error_code::internal, std::string("the storage failed: ") + problem.what(), {}};
  }
}

/// What `work` gives, or the error that it threw.
template <class T, class Work>
result<T> attempt(Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (...) {
    return caught_error();
  }
}

/// The error that every call meets once the store was stopped.
inline error stopped_error() {
  return {error_code::cancelled, "the store is shutting down", {}};
}

} // namespace leadstream::storage
