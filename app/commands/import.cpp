#include "app/client/terminal.hpp"
#include "app/commands.hpp"
#include "app/csv.hpp"
#include "app/import/import_job.hpp"
#include "app/operations/legal_desk.hpp"
#include "app/wiring.hpp"
#include "storage/open.hpp"
#include "storage/store.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples = R"(Examples:
  leadstream import companies.csv --dry-run                how the columns are understood, and the first rows
  leadstream import companies.csv --map name=Firma,website=Webseite --region CH
  leadstream import domains.txt                            one domain a line
  leadstream import places.geojsonl                        Overture Maps Places (JSON lines or GeoJSON)
  leadstream import alltheplaces/output/spar_no.geojson    All the Places

Works on the data directory while no server runs there. Rows that name no company are refused and listed with their
line, by --errors in a file. Exit status: 0 all rows were taken, 5 some were refused, 73 a server holds the data.)";

using shared_options = std::shared_ptr<import_settings>;

/// A file that is read in pieces; standard input for "-".
class input_file {
public:
  explicit input_file(const std::string& path)
      : file_(path == "-" ? stdin : std::fopen(path.c_str(), "rb")), own_(path != "-") {}
  ~input_file() {
    if (own_ && file_ != nullptr) {
      std::fclose(file_);
    }
  }
  input_file(const input_file&) = delete;
  input_file& operator=(const input_file&) = delete;

  bool is_open() const { return file_ != nullptr; }
  std::FILE* get() const { return file_; }

private:
  std::FILE* file_;
  bool own_;
};

/// Feeds the whole file to a reader; false from `more` ends it early.
std::optional<error> read_all(std::FILE* file, sources::import_reader& reader,
                              const sources::import_reader::sink& to, const std::function<bool()>& more) {
  std::string buffer(1U << 16U, '\0');
  while (more()) {
    const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file);
    if (got == 0) {
      return std::ferror(file) != 0
                 ? std::optional(
                       error{error_code::internal, std::string("cannot read: ") + std::strerror(errno), {}})
                 : reader.finish(to);
    }
    if (auto problem = reader.feed(std::string_view(buffer).substr(0, got), to)) {
      return problem;
    }
  }
  return std::nullopt;
}

int dry_run(std::FILE* file, const import_settings& options, sources::import_reader& reader) {
  constexpr std::size_t shown = 10;
  table rows({"LINE", "NAME", "WEBSITE", "PHONE", "EMAIL", "CITY", "PROBLEM"});
  std::size_t count = 0;
  const auto add = [&](const sources::import_row& row) {
    const findings& raw = row.seen.raw;
    const std::string city = raw.places.empty() ? std::string{} : raw.places.front().city;
    if (count++ < shown) {
      rows.add({std::to_string(row.number), printable(raw.first(field::name)),
                printable(raw.first(field::website)), printable(raw.first(field::phone)),
                printable(raw.first(field::email)), printable(city), printable(row.problem)});
    }
  };
  if (const auto problem = read_all(file, reader, add, [&] { return count < shown; })) {
    return report(*problem);
  }
  for (const std::string& column : reader.mapping()) {
    std::printf("%s\n", printable(column).c_str());
  }
  std::printf("%s", rows.text().c_str());
  std::fprintf(stderr, "nothing was stored: leave out --dry-run to import \"%s\"\n", options.file.c_str());
  return exit_ok;
}

int store_rows(std::FILE* file, const import_settings& options, const config::settings& s,
               sources::import_reader& reader) {
  auto setup = node_of(s);
  const auto fetching = fetcher_of(s);
  if (!setup || !fetching) {
    return report(setup ? fetching.problem() : setup.problem());
  }
  const auto database = storage::open_database(storage_of(s));
  if (!database) {
    return report_storage(database.problem());
  }
  const auto storage = storage::make_store(*database, storage_of(s));
  legal_desk legal(s, *database, *storage);
  if (const auto loaded = legal.load(); !loaded) {
    return report(loaded.problem());
  }
  setup->forbidden = legal.list();
  const auto fetcher = net::make_fetcher(*fetching);
  setup->take_up = false;
  const auto node = actors::node::start(*setup, *storage, *fetcher);
  if (!node) {
    return report(node.problem());
  }
  import_job job((*node)->front(), options);
  const auto problem = read_all(
      file, reader, [&](sources::import_row row) { job.add(std::move(row)); }, [&] { return !job.failed(); });
  const int status = job.finish(problem);
  (*node)->stop(std::chrono::seconds(25));
  storage->stop();
  return status;
}

int run_import(const context& with, const import_settings& options) {
  const auto settings = with.settings();
  if (!settings) {
    return report(settings.problem());
  }
  const input_file file(options.file);
  if (!file.is_open()) {
    return report(
        {error_code::invalid_argument, "cannot open \"" + options.file + "\": " + std::strerror(errno), {}});
  }
  const auto form = form_of(options);
  if (!form) {
    return report(form.problem());
  }
  const auto reader = sources::make_import_reader(*form);
  return options.dry_run ? dry_run(file.get(), options, *reader)
                         : store_rows(file.get(), options, settings->values, *reader);
}

} // namespace

void add_import(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("import", "Store companies of a file as leads");
  command->footer(examples);
  const auto options = std::make_shared<import_settings>();
  command->add_option("FILE", options->file, "CSV, JSON lines or GeoJSON; - for standard input")->required();
  command->add_option("--format", options->format, "csv or json; else by the file's name")
      ->check(CLI::IsMember({"csv", "json"}));
  command->add_option("--map", options->columns, "Which column holds what: name=Firma,website=Web")
      ->delimiter(',')
      ->type_name("COLUMN=HEADER");
  command->add_option("--source", options->source, "Names the source of rows that do not say theirs")
      ->capture_default_str();
  command->add_option("--region", options->region, "Country of telephone numbers without one: CH")
      ->type_name("CC");
  command->add_option("--errors", options->errors, "Write refused rows there: line, reason")
      ->type_name("FILE");
  command->add_flag("--dry-run", options->dry_run, "Show how the file is understood; store nothing");
  command->add_flag("-q,--quiet", options->quiet, "No progress");
  with.on_run(*command, [with, options] { return run_import(with, *options); });
}

} // namespace leadstream::app
