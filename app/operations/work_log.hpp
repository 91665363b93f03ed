#pragma once
#include "app/log.hpp"
#include "domain/telemetry.hpp"

namespace leadstream::app {

/// Passes on what it is told of the work and writes lines about it: the steps of jobs and sources for
/// everybody, each lead, rejected record and request to another server at level debug. Every line names the
/// job, source and lead that it is about; values that were found stand in none of them.
class work_log : public telemetry {
public:
  work_log(telemetry& next, std::function<void(const serve::log_line&)> log, bool debug)
      : next_(next), log_(std::move(log)), debug_(debug) {}

  void request_answered(std::string_view method, std::string_view route, int status,
                        std::chrono::microseconds took) override {
    next_.request_answered(method, route, status, took);
  }
  void database_answered(std::string_view call, std::chrono::microseconds took, bool good) override {
    next_.database_answered(call, took, good);
  }
  void committed(const unit_of_work& unit, const commit_result& how) override;
  void fenced() override { next_.fenced(); }
  void fetched(std::string_view source, const fetch_outcome& how) override;
  void waited(std::string_view source, std::chrono::milliseconds time) override {
    next_.waited(source, time);
  }
  void extracted(std::chrono::microseconds took, std::string_view exceeded) override {
    next_.extracted(took, exceeded);
  }
  void subscriber_dropped() override { next_.subscriber_dropped(); }

private:
  void note_jobs(const unit_of_work& unit) const;
  void note_steps(const unit_of_work& unit) const;
  void note_leads(const unit_of_work& unit) const;

  telemetry& next_;
  std::function<void(const serve::log_line&)> log_;
  bool debug_;
};

} // namespace leadstream::app
