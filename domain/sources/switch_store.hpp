#pragma once
#include "domain/ports.hpp"

#include <string>
#include <vector>

namespace leadstream::sources {

/// A source that somebody switched on or off while the service ran.
struct source_switch {
  std::string source;
  bool enabled = true;
};

/// The switches, which win over settings and descriptions until they are changed again. Any thread.
class switch_store {
public:
  virtual ~switch_store() = default;
  virtual void list(completion<std::vector<source_switch>> done) = 0;
  virtual void set(const source_switch& what, completion<leadstream::done> done) = 0;
};

} // namespace leadstream::sources
