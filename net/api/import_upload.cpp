#include "net/api/import_upload.hpp"

#include "domain/clean/findings.hpp"
#include "domain/sources/import_columns.hpp"
#include "net/api/legal.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace leadstream::api {
namespace {

constexpr std::size_t rows_in_batch = 500; // rows that share a fold and a commit
constexpr std::size_t most_under_way = 4;
constexpr std::size_t shown_rows = 10;
constexpr std::size_t most_refusal_bytes = 8U << 20U;
constexpr std::size_t longest_value = 200;

/// Why a record names no company once its name is cleaned.
std::string nameless_because(const std::vector<rejection>& rejected) {
  const auto found =
      std::find_if(rejected.begin(), rejected.end(), [](const rejection& r) { return r.what == "name"; });
  return found == rejected.end() ? "it has no name" : found->reason;
}

void sort_by_line(auto& entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
}

} // namespace

import_upload::import_upload(import_request wanted, const http_call& call)
    : wanted_(std::move(wanted)), inside_(call.around.inside), tenant_(call.around.tenant),
      forbidden_(call.around.legal == nullptr ? nullptr : call.around.legal->list()), hop_(call.hop),
      reader_(sources::make_import_reader(wanted_.form)) {
  if (wanted_.most_leads == 0) {
    room_ = std::numeric_limits<std::uint64_t>::max();
  }
}

void import_upload::take(std::string_view bytes, completion<done> taken) {
  waiting_ = std::move(taken);
  fail(reader_->feed(bytes, [this](sources::import_row row) { add(std::move(row)); }));
  go_on();
}

void import_upload::finish(completion<import_report> ended) {
  finished_ = std::move(ended);
  if (!fail(reader_->finish([this](sources::import_row row) { add(std::move(row)); }))) {
    queue_batch();
  }
  go_on();
}

void import_upload::add(sources::import_row row) {
  ++report_.rows;
  if (wanted_.dry_run && row.problem.empty()) {
    row.problem = judge(row);
  }
  if (wanted_.dry_run && report_.preview.size() < shown_rows) {
    report_.preview.push_back(row);
  }
  if (!row.problem.empty()) {
    return refuse(row.number, row.seen.raw.first(field::name), row.problem);
  }
  if (wanted_.dry_run) {
    return;
  }
  batch_.lines.push_back(row.number);
  batch_.records.push_back(std::move(row.seen));
  if (batch_.lines.size() >= rows_in_batch) {
    queue_batch();
  }
}

/// Why the row would be refused, else empty; warns of what it would be taken without.
std::string import_upload::judge(const sources::import_row& row) {
  observation seen = row.seen;
  seen.processed = clean(seen.raw, context_of(seen, wanted_.region), seen.rejected);
  if (forbidden_ != nullptr && !law::redact(seen, tenant_, *forbidden_)) {
    return "it is on the suppression list";
  }
  if (seen.processed.first(field::name).empty()) {
    return nameless_because(seen.rejected);
  }
  for (const rejection& one : seen.rejected) {
    warn(row.number, one);
  }
  return {};
}

void import_upload::refuse(std::uint64_t line, const std::string& name, const std::string& reason) {
  ++report_.refused;
  const std::size_t bytes = sizeof(import_refusal) + std::min(name.size(), longest_value) + reason.size();
  if (refusal_bytes_ + bytes <= most_refusal_bytes) {
    refusal_bytes_ += bytes;
    report_.refusals.push_back({line, name.substr(0, longest_value), reason});
  }
}

void import_upload::warn(std::uint64_t line, const rejection& left_out) {
  ++report_.warned;
  import_warning made{line, sources::import_column_of_fact(left_out.what),
                      left_out.value.substr(0, longest_value), left_out.reason};
  const std::size_t bytes = sizeof made + made.field.size() + made.value.size() + made.reason.size();
  if (warning_bytes_ + bytes <= most_refusal_bytes) {
    warning_bytes_ += bytes;
    report_.warnings.push_back(std::move(made));
  }
}

import_upload::batch import_upload::batch::split(std::uint64_t most) {
  const auto count = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(most, lines.size()));
  batch first;
  first.records.assign(std::make_move_iterator(records.begin()),
                       std::make_move_iterator(records.begin() + count));
  first.lines.assign(lines.begin(), lines.begin() + count);
  records.erase(records.begin(), records.begin() + count);
  lines.erase(lines.begin(), lines.begin() + count);
  return first;
}

void import_upload::queue_batch() {
  if (!batch_.lines.empty()) {
    queue_.push_back(std::exchange(batch_, {}));
    send();
  }
}

/// Sends what waits, as far as leads may still be made; each row makes one at most.
void import_upload::send() {
  if (!room_ && under_way_ == 0) {
    return count_leads();
  }
  while (!queue_.empty() && room_.value_or(0) > 0) {
    batch next = queue_.front().split(*room_);
    if (queue_.front().lines.empty()) {
      queue_.pop_front();
    }
    *room_ -= next.lines.size();
    send(std::move(next.records), std::move(next.lines));
  }
  if (room_ && under_way_ == 0) {
    refuse_queued();
  }
}

void import_upload::count_leads() {
  ++under_way_;
  lead_query one;
  one.limit = 1;
  inside_->list_leads(tenant_, one, [self = shared_from_this()](const result<lead_page>& page) {
    const auto counted = page ? result<std::uint64_t>(page->total_count) : page.problem();
    self->hop_([self, counted] {
      --self->under_way_;
      if (counted) {
        self->room_ = self->wanted_.most_leads - std::min(self->wanted_.most_leads, *counted);
        self->send();
      } else {
        self->fail(counted.problem());
      }
      self->go_on();
    });
  });
}

void import_upload::send(std::vector<observation> records, std::vector<std::uint64_t> lines) {
  ++under_way_;
  inside_->import_records(
      tenant_, std::move(records), wanted_.region,
      [self = shared_from_this(), lines = std::move(lines)](result<import_outcome> outcome) {
        self->hop_([self, lines, outcome = std::move(outcome)] { self->answered(lines, outcome); });
      });
}

void import_upload::refuse_queued() {
  const std::string reason =
      "the tenant has the " + std::to_string(wanted_.most_leads) + " leads that it may have (limits.leads)";
  for (const batch& each : std::exchange(queue_, {})) {
    for (std::size_t i = 0; i < each.lines.size(); ++i) {
      refuse(each.lines[i], each.records[i].raw.first(field::name), reason);
    }
  }
}

void import_upload::answered(const std::vector<std::uint64_t>& lines, const result<import_outcome>& outcome) {
  --under_way_;
  if (outcome) {
    report_.stored += lines.size() - std::min(lines.size(), outcome->refused.size());
    report_.new_leads += outcome->new_leads;
    *room_ += lines.size() - std::min<std::uint64_t>(lines.size(), outcome->new_leads);
    for (const auto& one : outcome->refused) {
      refuse(one.place < lines.size() ? lines[one.place] : 0, one.name, one.reason);
    }
    for (const auto& one : outcome->warnings) {
      warn(one.place < lines.size() ? lines[one.place] : 0, one.left_out);
    }
    send();
  } else {
    fail(outcome.problem());
  }
  go_on();
}

/// Keeps the first problem; true when there is one now.
bool import_upload::fail(std::optional<error> problem) {
  if (problem && !failure_) {
    failure_ = std::move(problem);
  }
  return failure_.has_value();
}

/// Calls whoever waits when there is nothing more to wait for.
void import_upload::go_on() {
  if (waiting_ && (failure_ || (queue_.empty() && under_way_ < most_under_way))) {
    std::exchange(waiting_, nullptr)(failure_ ? result<done>(*failure_) : result<done>(done{}));
  }
  if (!finished_ || under_way_ > 0) {
    return;
  }
  const auto ended = std::exchange(finished_, nullptr);
  if (failure_) {
    return ended(*failure_);
  }
  sort_by_line(report_.refusals);
  sort_by_line(report_.warnings);
  report_.columns = reader_->mapping();
  ended(std::move(report_));
}

} // namespace leadstream::api
