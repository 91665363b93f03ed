#include "app/import/import_job.hpp"

#include "app/context.hpp"
#include "app/csv.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::app {
namespace {

constexpr std::size_t rows_in_batch = 256;
constexpr std::size_t batches_under_way = 4;
constexpr std::uint64_t printed_refusals = 10;

bool ends_with_any(const std::string& name, std::initializer_list<const char*> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](const char* end) { return name.ends_with(end); });
}

} // namespace

result<sources::import_options> form_of(const import_settings& options) {
  sources::import_options form;
  const bool json = options.format.empty()
                        ? ends_with_any(options.file, {".json", ".jsonl", ".ndjson", ".geojson", ".geojsonl"})
                        : options.format == "json";
  form.format = json ? sources::import_format::json : sources::import_format::csv;
  form.source = options.source;
  form.file = options.file == "-" ? "standard input" : options.file;
  form.at = system_wall_time();
  const auto& known = sources::import_columns();
  for (const std::string& pair : options.columns) {
    const auto equals = pair.find('=');
    const std::string column = pair.substr(0, equals);
    if (equals == std::string::npos || std::find(known.begin(), known.end(), column) == known.end()) {
      std::string all;
      for (const std::string& one : known) {
        all += (all.empty() ? "" : ", ") + one;
      }
      return error{error_code::invalid_argument,
                   "--map takes COLUMN=HEADER with one of these columns: " + all, "map"};
    }
    form.columns[column] = pair.substr(equals + 1);
  }
  return form;
}

import_job::import_job(service& inside, const import_settings& options)
    : inside_(inside), options_(options), progress_(options.quiet) {
  if (!options.errors.empty()) {
    errors_ = std::fopen(options.errors.c_str(), "wb");
    if (errors_ == nullptr) {
      failure_ = error{error_code::invalid_argument, "cannot write \"" + options.errors + "\"", {}};
    } else {
      std::fputs("line,name,reason\n", errors_);
    }
  }
}

import_job::~import_job() {
  if (errors_ != nullptr) {
    std::fclose(errors_);
  }
}

void import_job::add(sources::import_row row) {
  ++read_;
  if (!row.problem.empty()) {
    const std::lock_guard lock(mutex_);
    refuse(row.number, row.seen.raw.first(field::name), row.problem);
  } else {
    batch_.push_back(std::move(row.seen));
  }
  if (batch_.size() >= rows_in_batch) {
    wait_for(batches_under_way - 1);
    send();
  }
}

bool import_job::failed() const {
  const std::lock_guard lock(mutex_);
  return failure_.has_value();
}

void import_job::send() {
  const std::size_t rows = batch_.size();
  {
    const std::lock_guard lock(mutex_);
    ++under_way_;
  }
  inside_.import_records(default_tenant(), std::exchange(batch_, {}), options_.region,
                         [this, rows](const result<import_outcome>& outcome) { answered(rows, outcome); });
}

void import_job::answered(std::size_t rows, const result<import_outcome>& outcome) {
  const std::lock_guard lock(mutex_);
  --under_way_;
  if (outcome) {
    stored_ += rows - std::min(rows, outcome->refused.size());
    new_leads_ += outcome->new_leads;
    for (const auto& one : outcome->refused) {
      refuse(0, one.name, one.reason);
    }
  } else if (!failure_) {
    failure_ = outcome.problem();
  }
  changed_.notify_all();
}

/// Under the lock.
void import_job::refuse(std::uint64_t line, const std::string& what, const std::string& reason) {
  ++refused_;
  const std::string where = line == 0 ? std::string{} : std::to_string(line);
  if (errors_ != nullptr) {
    std::string text = where + ",";
    append_csv(text, what);
    text += ',';
    append_csv(text, reason);
    std::fprintf(errors_, "%s\n", text.c_str());
  } else if (refused_ <= printed_refusals) {
    progress_.clear();
    std::fprintf(stderr, "%s%s: %s\n", where.empty() ? printable(what).c_str() : "line ", where.c_str(),
                 printable(reason).c_str());
  }
}

void import_job::wait_for(std::size_t at_most) {
  std::unique_lock lock(mutex_);
  while (under_way_ > at_most) {
    changed_.wait_for(lock, std::chrono::milliseconds(200));
    show(false);
  }
}

/// Under the lock.
void import_job::show(bool last) {
  const auto now = std::chrono::steady_clock::now();
  if (!last && now - shown_ < std::chrono::milliseconds(500)) {
    return;
  }
  shown_ = now;
  const double seconds = std::max(1e-3, std::chrono::duration<double>(now - begin_).count());
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(stored_) / seconds);
  progress_.show(std::to_string(stored_) + " rows stored, " + std::to_string(new_leads_) + " new leads, " +
                 std::to_string(refused_) + " refused, " + std::to_string(rate) + " rows/s");
}

int import_job::finish(const std::optional<error>& problem) {
  if (!batch_.empty() && !failed()) {
    send();
  }
  wait_for(0);
  const std::lock_guard lock(mutex_);
  show(true);
  progress_.clear();
  std::printf("{\"rows\":%llu,\"stored\":%llu,\"new_leads\":%llu,\"refused\":%llu}\n",
              static_cast<unsigned long long>(read_), static_cast<unsigned long long>(stored_),
              static_cast<unsigned long long>(new_leads_), static_cast<unsigned long long>(refused_));
  if (problem || failure_) {
    return report(failure_ ? *failure_ : *problem);
  }
  return refused_ > 0 ? exit_partial : exit_ok;
}

} // namespace leadstream::app
