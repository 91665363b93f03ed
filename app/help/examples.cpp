#include "app/help/examples.hpp"

#include "domain/text/strings.hpp"

#include <CLI/CLI.hpp>

#include <map>

namespace leadstream::app {
namespace {

/// Three a command, each without the program's name.
constexpr std::string_view lines = R"(jobs list --status running
jobs list --limit 100 --offset 100
jobs list --json
jobs show 0190a0a0-0000-7000-8000-0000000000aa
jobs show 0190a0a0-0000-7000-8000-0000000000aa --json
jobs show 0190a0a0-0000-7000-8000-0000000000aa --server https://leads.example.com
jobs watch 0190a0a0-0000-7000-8000-0000000000aa
jobs watch 0190a0a0-0000-7000-8000-0000000000aa --json
jobs watch 0190a0a0-0000-7000-8000-0000000000aa --quiet
jobs log 0190a0a0-0000-7000-8000-0000000000aa
jobs log 0190a0a0-0000-7000-8000-0000000000aa --json
jobs log 0190a0a0-0000-7000-8000-0000000000aa --no-color
jobs cancel 0190a0a0-0000-7000-8000-0000000000aa
jobs cancel 0190a0a0-0000-7000-8000-0000000000aa --json
jobs cancel 0190a0a0-0000-7000-8000-0000000000aa --server https://leads.example.com
jobs retry 0190a0a0-0000-7000-8000-0000000000aa
jobs retry 0190a0a0-0000-7000-8000-0000000000aa --json
jobs retry 0190a0a0-0000-7000-8000-0000000000aa --server https://leads.example.com
leads list --score-min 60 --industry dentist
leads list --technology shopify --has-email true --sort -created_at
leads list --location Vaduz --limit 500 --json
leads show 0190a0a0-0000-7000-8000-000000000001
leads show 0190a0a0-0000-7000-8000-000000000001 --json
leads show 0190a0a0-0000-7000-8000-000000000001 --no-color
leads export --score-min 60 > leads.csv
leads export --format xlsx --output leads.xlsx
leads export --industry bakery --fields company_name,email,phone
leads import companies.csv
leads import companies.csv --map name=Firma --dry-run
leads import places.geojson --source overture
leads merge 0190a0a0-0000-7000-8000-000000000001 0190a0a0-0000-7000-8000-000000000002
leads merge 0190a0a0-0000-7000-8000-000000000001 0190a0a0-0000-7000-8000-000000000002 --by ada
leads merge 0190a0a0-0000-7000-8000-000000000001 0190a0a0-0000-7000-8000-000000000002 --json
leads unmerge 0190a0a0-0000-7000-8000-000000000001
leads unmerge 0190a0a0-0000-7000-8000-000000000001 --by ada
leads unmerge 0190a0a0-0000-7000-8000-000000000001 --json
leads erase --email anna@muster.example
leads erase --domain muster.example
leads erase --phone +41441234567
sources list
sources list --json
sources list --server https://leads.example.com
sources pause overpass
sources pause google
sources pause website --json
sources resume overpass
sources resume google
sources resume website --json
sources reset overpass
sources reset google
sources reset website --json
sources test
sources test my_directory
sources test --json
profiles list
profiles list --json
profiles list --server https://leads.example.com
profiles show bakeries
profiles show bakeries --json
profiles show 0190a0a0-0000-7000-8000-000000000001
profiles create bakeries --industry bakery --size 1-10
profiles create shops --technology shopify --technology woocommerce
profiles create calls --points phone_found=30
profiles edit bakeries --name bakers
profiles edit bakeries --size 1-10 --size 11-50
profiles edit bakeries --points email_found=30
profiles delete bakeries
profiles delete bakeries --json
profiles delete 0190a0a0-0000-7000-8000-000000000001
profiles use bakeries
profiles use --none
profiles use bakeries --json
webhooks list
webhooks list --json
webhooks list --server https://leads.example.com
webhooks add https://crm.example.com/leads
webhooks add https://crm.example.com/leads --event lead.created --event job.completed
webhooks add https://crm.example.com/leads --header "X-Team: sales"
webhooks show 0190a0a0-0000-7000-8000-0000000000aa
webhooks show 0190a0a0-0000-7000-8000-0000000000aa --json
webhooks show 0190a0a0-0000-7000-8000-0000000000aa --server https://leads.example.com
webhooks change 0190a0a0-0000-7000-8000-0000000000aa --disable
webhooks change 0190a0a0-0000-7000-8000-0000000000aa --url https://crm.example.com/new
webhooks change 0190a0a0-0000-7000-8000-0000000000aa --event lead.created
webhooks rotate 0190a0a0-0000-7000-8000-0000000000aa
webhooks rotate 0190a0a0-0000-7000-8000-0000000000aa --json
webhooks rotate 0190a0a0-0000-7000-8000-0000000000aa --server https://leads.example.com
webhooks remove 0190a0a0-0000-7000-8000-0000000000aa
webhooks remove 0190a0a0-0000-7000-8000-0000000000aa --json
webhooks remove 0190a0a0-0000-7000-8000-0000000000aa --server https://leads.example.com
webhooks test 0190a0a0-0000-7000-8000-0000000000aa
webhooks test 0190a0a0-0000-7000-8000-0000000000aa --json
webhooks test 0190a0a0-0000-7000-8000-0000000000aa --server https://leads.example.com
webhooks deliveries 0190a0a0-0000-7000-8000-0000000000aa
webhooks deliveries 0190a0a0-0000-7000-8000-0000000000aa --state dead
webhooks deliveries 0190a0a0-0000-7000-8000-0000000000aa --since 2026-11-22T00:00:00Z --json
webhooks replay 0190a0a0-0000-7000-8000-0000000000aa --state dead
webhooks replay 0190a0a0-0000-7000-8000-0000000000aa --since 2026-11-22T00:00:00Z
webhooks replay 0190a0a0-0000-7000-8000-0000000000aa --delivery 0190a0a0-0000-7000-8000-000000000002
webhooks verify --secret-file secret --id msg_1 --timestamp 1674087231 --signature v1,abc < body
webhooks verify --secret-file secret --id msg_1 --timestamp 1674087231 --signature "v1,abc v1,def" < body
webhooks verify --secret-file secret --id msg_1 --timestamp 1674087231 --signature v1,abc --json < body
crm push hubspot --dry-run
crm push hubspot --score-min 60
crm push salesforce --tag ready --no-wait
crm runs
crm runs --json
crm runs --server https://leads.example.com
crm records hubspot
crm records hubspot --failed
crm records salesforce --limit 1000 --json
merge 0190a0a0-0000-7000-8000-000000000001 0190a0a0-0000-7000-8000-000000000002
merge 0190a0a0-0000-7000-8000-000000000001 0190a0a0-0000-7000-8000-000000000002 --by ada
merge 0190a0a0-0000-7000-8000-000000000001 0190a0a0-0000-7000-8000-000000000002 --storage.directory /var/lib/leadstream
unmerge 0190a0a0-0000-7000-8000-000000000001
unmerge 0190a0a0-0000-7000-8000-000000000001 --by ada
unmerge 0190a0a0-0000-7000-8000-000000000001 --storage.directory /var/lib/leadstream
erase --email anna@muster.example
erase --domain muster.example
erase --phone +41441234567
access --email anna@muster.example
access --domain muster.example
access --email anna@muster.example --json > answer.json
notice 0190a0a0-0000-7000-8000-000000000001
notice 0190a0a0-0000-7000-8000-000000000001 --json
notice 0190a0a0-0000-7000-8000-000000000001 --server https://leads.example.com
suppressions list
suppressions list --json
suppressions list --server https://leads.example.com
suppressions add --email anna@muster.example
suppressions add --domain muster.example --reason "asked by telephone"
suppressions add --phone +41441234567
suppressions remove --email anna@muster.example
suppressions remove --domain muster.example
suppressions remove --domain muster.example --everyone
crawl --urls urls.txt --out pages.jsonl
crawl --urls urls.txt --out pages.jsonl --pages 10
crawl --urls - --out pages.jsonl --politeness off --own-hosts "*.shop.example"
keys create --name console --scope admin
keys create --name export --scope leads:read --days 90
keys create --name first --scope admin --direct
keys list
keys list --json
keys list --server https://leads.example.com
keys revoke 4fzk2x9p
keys revoke 4fzk2x9p --direct
keys revoke 4fzk2x9p --json
users create --email ada@example.com --role admin
users create --email ben@example.com --name "Ben Muster"
users create --email eve@example.com --tenant partners --role operator
users list
users list --storage.directory /var/lib/leadstream
users list --no-color
users disable 0190a0a0-0000-7000-8000-0000000000aa
users disable 0190a0a0-0000-7000-8000-0000000000aa --storage.directory /var/lib/leadstream
users disable 0190a0a0-0000-7000-8000-0000000000aa --json
users enable 0190a0a0-0000-7000-8000-0000000000aa
users enable 0190a0a0-0000-7000-8000-0000000000aa --storage.directory /var/lib/leadstream
users enable 0190a0a0-0000-7000-8000-0000000000aa --json
users password 0190a0a0-0000-7000-8000-0000000000aa
users password 0190a0a0-0000-7000-8000-0000000000aa --storage.directory /var/lib/leadstream
users password 0190a0a0-0000-7000-8000-0000000000aa < new_password
backup /backup/leadstream.db
backup /backup/leadstream.db --quiet
backup /backup/leadstream.db --json
restore /backup/leadstream.db
restore /backup/leadstream.db --replace
restore /backup/leadstream.db --storage.directory /var/lib/leadstream
migrate up
migrate up --dry-run
migrate up --storage.directory /var/lib/leadstream
migrate down
migrate down --dry-run
migrate down --storage.directory /var/lib/leadstream
migrate status
migrate status --json
migrate status --storage.directory /var/lib/leadstream
rescore
rescore --profile profile.toml
rescore --quiet
replay 0190a0a0-0000-7000-8000-0000000000aa
replay 0190a0a0-0000-7000-8000-0000000000aa --json
replay 0190a0a0-0000-7000-8000-0000000000aa --storage.directory /var/lib/leadstream
config print
config print --config leadstream.toml
config print --server.port 9000
config check
config check --config leadstream.toml
config check --env-file production.env
config init
config init > leadstream.toml
config init --config leadstream.toml
config env
config env > .env
config env --config leadstream.toml
config doc
config doc > configuration.md
config doc --config leadstream.toml
man
man > leadstream.1
man | man -l -
dedup companies.csv clusters.csv
dedup companies.jsonl clusters.jsonl
dedup companies.csv clusters.csv --review doubtful.csv
openapi
openapi > openapi.json
openapi | jq .info.version
health
health --json
health --server https://leads.example.com
version
version --json
version --quiet
try robots < lines.jsonl
try robots < lines.jsonl > answers.jsonl
try robots --jobs 2 < lines.jsonl
try clean < lines.jsonl
try clean < lines.jsonl > answers.jsonl
try clean --jobs 2 < lines.jsonl
try tech < lines.jsonl
try tech < lines.jsonl > answers.jsonl
try tech --jobs 2 < lines.jsonl
try email < lines.jsonl
try email < lines.jsonl > answers.jsonl
try email --jobs 2 < lines.jsonl
try classify < lines.jsonl
try classify < lines.jsonl > answers.jsonl
try classify --jobs 2 < lines.jsonl
try intel < lines.jsonl
try intel < lines.jsonl > answers.jsonl
try intel --jobs 2 < lines.jsonl
try score < lines.jsonl
try score < lines.jsonl > answers.jsonl
try score --jobs 2 < lines.jsonl
try extract < lines.jsonl
try extract --provenance < lines.jsonl
try extract --url https://muster.example/ page.html
try dedup < lines.jsonl
try dedup --explain < lines.jsonl
try dedup < lines.jsonl > answers.jsonl
)";

/// The innermost command that a line calls; null when it calls none.
CLI::App* called_by(CLI::App& program, std::string_view line) {
  CLI::App* command = &program;
  for (const std::string_view word : extraction::split(line, " ")) {
    const auto inner = command->get_subcommands(
        [name = std::string(word)](const CLI::App* each) { return each->get_name() == name; });
    if (inner.empty()) {
      break;
    }
    command = inner.front();
  }
  return command == &program ? nullptr : command;
}

/// What a command that goes by two names says behind the examples of the other one.
std::string without_examples(const std::string& footer) {
  const std::size_t end = footer.starts_with("Examples:") ? footer.find("\n\n") : std::string::npos;
  return end == std::string::npos ? footer : footer.substr(end + 2);
}

} // namespace

std::vector<std::string_view> command_examples() {
  return extraction::split(lines, "\n");
}

void add_examples(CLI::App& program) {
  std::map<CLI::App*, std::string> footers;
  for (const std::string_view line : command_examples()) {
    if (CLI::App* command = called_by(program, line)) {
      footers[command].append("\n  leadstream ").append(line);
    }
  }
  for (const auto& [command, examples] : footers) {
    const std::string held = command->get_footer();
    const bool of_group = held == command->get_parent()->get_footer();
    command->footer((of_group ? "" : without_examples(held) + "\n\n") + "Examples:" + examples);
  }
}

} // namespace leadstream::app
