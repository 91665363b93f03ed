#pragma once
#include "net/api/http.hpp"
#include "net/auth/desk.hpp"

/// One function for each resource of accounts.
namespace leadstream::auth {

void set_up(const api::call_ptr& call);
void log_in(const api::call_ptr& call);
void log_out(const api::call_ptr& call);
void show_me(const api::call_ptr& call);
void change_password(const api::call_ptr& call);
void issue_ticket(const api::call_ptr& call);
void list_keys(const api::call_ptr& call);
void create_key(const api::call_ptr& call);
void revoke_key(const api::call_ptr& call);
void list_users(const api::call_ptr& call);
void create_user(const api::call_ptr& call);
void edit_user(const api::call_ptr& call);
void list_audit(const api::call_ptr& call);

/// The desk of the server; when there is none, finishes the call with 503 and gives nothing.
desk* desk_of(const api::call_ptr& call);

/// Writes into the audit log of the user's tenant (else the operator's) how a log-in or the set-up ended.
void note_entry(const api::http_call& call, desk& with, const char* action, int status,
                const access::user_record& user);

/// The user as JSON, without the password.
void append(std::string& out, const access::user_record& user);

} // namespace leadstream::auth
