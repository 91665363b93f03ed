#pragma once
#include "domain/law/suppression.hpp"
#include "domain/sources/import_reader.hpp"
#include "net/api/http.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leadstream::api {

/// How a body is to be imported.
struct import_request {
  sources::import_options form;
  std::string region;           ///< ISO 3166-1 alpha-2 for numbers without a country code, may be empty
  bool dry_run = false;         ///< read and judge alone
  std::uint64_t most_leads = 0; ///< of the tenant; rows beyond are refused. 0: no limit
};

/// A record that was not taken.
struct import_refusal {
  std::uint64_t line = 0; ///< that it starts on, from 1
  std::string name;       ///< at most 200 bytes
  std::string reason;
};

/// A value that cannot be used, of a record that was taken without it.
struct import_warning {
  std::uint64_t line = 0;
  std::string field; ///< as the columns of an import are named
  std::string value; ///< at most 200 bytes
  std::string reason;
};

/// What an import did, or a dry run would do.
struct import_report {
  std::uint64_t rows = 0;
  std::uint64_t stored = 0;
  std::uint64_t new_leads = 0;
  std::uint64_t refused = 0;
  std::uint64_t warned = 0;
  std::vector<import_refusal> refusals; ///< by line; those that 8 MiB hold
  std::vector<import_warning> warnings; ///< likewise
  std::vector<sources::column_use> columns;
  std::vector<sources::import_row> preview; ///< the first ten rows of a dry run
};

/// Reads an import while its body arrives and sends its records to the service in batches, a few at once, so
/// that memory stays flat. With a quota of leads no more rows are under way than leads may still be made, so
/// that it is never passed. On the I/O thread of its call.
class import_upload : public body_taker, public std::enable_shared_from_this<import_upload> {
public:
  import_upload(import_request wanted, const http_call& call);

  void take(std::string_view bytes, completion<done> taken) override;
  /// The body is whole: sends the rest; answers when everything is stored.
  void finish(completion<import_report> ended);
  const import_report& so_far() const { return report_; }
  bool is_dry_run() const { return wanted_.dry_run; }

private:
  void add(sources::import_row row);
  std::string judge(const sources::import_row& row);
  void refuse(std::uint64_t line, const std::string& name, const std::string& reason);
  void warn(std::uint64_t line, const rejection& left_out);
  void queue_batch();
  void send();
  void count_leads();
  void send(std::vector<observation> records, std::vector<std::uint64_t> lines);
  void refuse_queued();
  void answered(const std::vector<std::uint64_t>& lines, const result<import_outcome>& outcome);
  void go_on();
  bool fail(std::optional<error> problem);

  import_request wanted_;
  service* inside_;
  tenant_id tenant_;
  std::shared_ptr<const law::suppression_list> forbidden_; ///< null: nothing is
  std::function<void(std::function<void()>)> hop_;
  std::unique_ptr<sources::import_reader> reader_;
  /// Rows on their way to the service, with their lines.
  struct batch {
    std::vector<observation> records;
    std::vector<std::uint64_t> lines;

    batch split(std::uint64_t most); ///< the first rows, which it then lacks
  };
  batch batch_;                       ///< that is being filled
  std::deque<batch> queue_;           ///< that wait for room
  std::optional<std::uint64_t> room_; ///< leads that may still be made; nothing until they were counted
  std::size_t under_way_ = 0;
  std::size_t refusal_bytes_ = 0;
  std::size_t warning_bytes_ = 0;
  import_report report_;
  std::optional<error> failure_;
  completion<done> waiting_;           ///< for room; empty while nobody waits
  completion<import_report> finished_; ///< empty until the body is whole
};

} // namespace leadstream::api
