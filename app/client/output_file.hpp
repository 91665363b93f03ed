#pragma once
#include "domain/model/result.hpp"

#include <cstdio>
#include <string>
#include <string_view>

namespace leadstream::app {

/// Where a command writes: a file that appears under its name (that of a link's target) only when it is
/// whole; pipes, devices and standard output are written as they are.
class output_file {
public:
  explicit output_file(const std::string& path); ///< empty: standard output
  ~output_file();                                ///< removes what finish() did not complete
  output_file(const output_file&) = delete;
  output_file& operator=(const output_file&) = delete;

  result<done> open();
  result<done> write(std::string_view bytes);
  /// Makes what was written the file.
  result<done> finish();

private:
  error broken() const;

  std::string name_;
  std::string target_;  ///< what is replaced; empty: nothing is, it is written as it is
  std::string partial_; ///< stands in for the target until the end
  std::FILE* file_ = nullptr;
};

} // namespace leadstream::app
