#pragma once

namespace leadstream::metrics {

struct families;

/// What the kernel says of this process.
class process_times {
public:
  process_times();
  /// Puts it into the metrics.
  void show(families& all);

private:
  double started_ = 0;
  double used_ = 0; ///< processor time that the counter shows already
};

} // namespace leadstream::metrics
