#pragma once
#include "app/context.hpp"

/// Every command of the program; each lives in the file of its name below app/commands/ and registers itself.
namespace leadstream::app {

void add_backup(CLI::App& program, const context& with);
void add_completion(CLI::App& program, const context& with);
void add_config(CLI::App& program, const context& with);
void add_crawl(CLI::App& program, const context& with);
void add_crm(CLI::App& program, const context& with);
void add_dedup(CLI::App& program, const context& with);
void add_doctor(CLI::App& program, const context& with);
void add_erase(CLI::App& program, const context& with);
void add_export(CLI::App& program, const context& with);
void add_health(CLI::App& program, const context& with);
void add_jobs(CLI::App& program, const context& with);
void add_keys(CLI::App& program, const context& with);
void add_leads(CLI::App& program, const context& with);
void add_merge(CLI::App& program, const context& with);
void add_migrate(CLI::App& program, const context& with);
void add_openapi(CLI::App& program, const context& with);
void add_profiles(CLI::App& program, const context& with);
void add_rights(CLI::App& program, const context& with);
void add_rescore(CLI::App& program, const context& with);
void add_replay(CLI::App& program, const context& with);
void add_import(CLI::App& program, const context& with);
void add_restore(CLI::App& program, const context& with);
void add_search(CLI::App& program, const context& with);
void add_serve(CLI::App& program, const context& with);
void add_sources(CLI::App& program, const context& with);
void add_top(CLI::App& program, const context& with);
void add_try(CLI::App& program, const context& with);
void add_unmerge(CLI::App& program, const context& with);
void add_users(CLI::App& program, const context& with);
void add_version(CLI::App& program, const context& with);
void add_webhooks(CLI::App& program, const context& with);

} // namespace leadstream::app
