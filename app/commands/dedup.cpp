#include "app/commands.hpp"
#include "app/csv.hpp"
#include "domain/dedup/batch.hpp"
#include "domain/dedup/match.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* help_footer = R"(
IN has a header with at least id,name and any of website, phone, email, street, city, postal_code, country, category;
other columns are ignored. OUT gets id,cluster: the id of the first record of the same business. Everything stays in
memory: about 600 MiB for a million records.

--review gets id,other,score,reasons: pairs that the rules were nearly undecided about, the least decided first. The score
is the probability that the two are one; from 0.5 on they are joined.)";

struct dedup_options {
  std::string in;
  std::string out;
  std::string review;
};

using file = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

error file_error(const std::string& name) {
  return {error_code::invalid_argument, "cannot open " + name + ": " + std::strerror(errno), {}};
}

/// Where each known column stands in the rows.
struct columns {
  static constexpr std::array<const char*, 10> names{"id",     "name", "website",     "phone",   "email",
                                                     "street", "city", "postal_code", "country", "category"};
  std::array<std::size_t, names.size()> at{};

  explicit columns(const std::vector<std::string>& header) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      at[i] = static_cast<std::size_t>(std::find(header.begin(), header.end(), names[i]) - header.begin());
    }
  }
  bool complete(std::size_t width) const { return at[0] < width && at[1] < width; }
  std::string_view get(const std::vector<std::string>& row, std::size_t column) const {
    return at[column] < row.size() ? std::string_view(row[at[column]]) : std::string_view();
  }
};

dedup::profile profile_of(const std::vector<std::string>& row, const columns& where) {
  dedup::business described;
  described.name = where.get(row, 1);
  described.website = where.get(row, 2);
  described.phones = {where.get(row, 3)};
  described.emails = {where.get(row, 4)};
  described.street = where.get(row, 5);
  described.city = where.get(row, 6);
  described.postal_code = where.get(row, 7);
  described.country = where.get(row, 8);
  described.category = where.get(row, 9);
  return dedup::make_profile(described);
}

/// The records of the input and their ids.
struct table {
  explicit table(bool with_doubtful) : records(with_doubtful) {}

  std::vector<std::string> ids;
  dedup::batch records;
};

result<done> read_table(const std::string& name, table& into) {
  const file input(std::fopen(name.c_str(), "rb"), &std::fclose);
  if (!input) {
    return file_error(name);
  }
  csv_reader rows(input.get());
  std::vector<std::string> row;
  rows.next(row);
  const columns where(row);
  if (!where.complete(row.size())) {
    return error{error_code::invalid_argument, name + ": the header must name the columns id and name", {}};
  }
  while (rows.next(row)) {
    if (row.size() == 1 && row[0].empty()) {
      continue;
    }
    into.ids.emplace_back(where.get(row, 0));
    into.records.add(profile_of(row, where));
  }
  return done{};
}

result<done> write_file(const std::string& name, const std::string& text) {
  const file output(std::fopen(name.c_str(), "wb"), &std::fclose);
  if (!output || std::fwrite(text.data(), 1, text.size(), output.get()) != text.size() ||
      std::fflush(output.get()) != 0) {
    return file_error(name);
  }
  return done{};
}

std::string clusters_text(table& from) {
  std::string text = "id,cluster\n";
  const auto clusters = from.records.clusters();
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    append_csv(text, from.ids[i]);
    text += ',';
    append_csv(text, from.ids[clusters[i]]);
    text += '\n';
  }
  return text;
}

void append_number(std::string& text, double number) {
  std::array<char, 16> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, 3);
  text.append(digits.data(), end.ptr);
}

/// Doubtful pairs, the least decided first.
std::string review_text(table& from) {
  auto pairs = from.records.doubtful();
  std::sort(pairs.begin(), pairs.end(), [](const dedup::link& a, const dedup::link& b) {
    return std::tuple(std::abs(a.points), a.a, a.b) < std::tuple(std::abs(b.points), b.a, b.b);
  });
  std::string text = "id,other,score,reasons\n";
  for (const dedup::link& pair : pairs) {
    std::vector<dedup::evidence> reasons;
    const auto found = dedup::compare(from.records.record(pair.a), from.records.record(pair.b), &reasons);
    append_csv(text, from.ids[pair.a]);
    append_csv(text += ',', from.ids[pair.b]);
    append_number(text += ',', dedup::probability(found));
    text += ',';
    for (std::size_t i = 0; i < reasons.size(); ++i) {
      text.append(i == 0 ? "" : "; ").append(reasons[i].what);
    }
    text += '\n';
  }
  return text;
}

int run(const dedup_options& options) {
  table records(!options.review.empty());
  if (const auto read = read_table(options.in, records); !read) {
    return report(read.problem());
  }
  if (const auto written = write_file(options.out, clusters_text(records)); !written) {
    return report(written.problem());
  }
  if (!options.review.empty()) {
    if (const auto written = write_file(options.review, review_text(records)); !written) {
      return report(written.problem());
    }
  }
  return exit_ok;
}

} // namespace

void add_dedup(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("dedup", "Find the records of a CSV file that are one business");
  command->footer(help_footer);
  const auto options = std::make_shared<dedup_options>();
  command->add_option("IN", options->in, "The records")->required()->type_name("FILE");
  command->add_option("OUT", options->out, "Where the clusters go")->required()->type_name("FILE");
  command->add_option("--review", options->review, "Write pairs that a person should look at")
      ->type_name("FILE");
  with.on_run(*command, [options] { return run(*options); });
}

} // namespace leadstream::app
