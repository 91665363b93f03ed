#include "app/command_line.hpp"
#include "app/commands.hpp"

/// Read by jemalloc before main: what a job's burst needed goes back to the system within a second. A job of
/// ten thousand sites peaks at 210 MiB with it, at 250 MiB without.
extern "C" {
extern const char* const malloc_conf;
const char* const malloc_conf = "narenas:4,dirty_decay_ms:1000,muzzy_decay_ms:0";
}

int main(int argc, char** argv) {
  using namespace leadstream::app;
  return run_command_line(argc, argv,
                          {
                              add_serve,      add_replay,  add_search,   add_jobs,     add_leads,  add_export,
                              add_import,     add_sources, add_profiles, add_webhooks, add_crm,    add_merge,
                              add_unmerge,    add_erase,   add_rights,   add_crawl,    add_keys,   add_users,
                              add_backup,     add_restore, add_migrate,  add_rescore,  add_config, add_doctor,
                              add_completion, add_dedup,   add_openapi,  add_try,      add_health, add_top,
                              add_version,
                          });
}
