#include "net/api/idempotent.hpp"
#include "net/api/routes.hpp"
#include "net/api/up_to_date.hpp"
#include "net/api/without_content.hpp"

namespace leadstream::api {

void add_operations_routes(router& r) {
  using access::scope;
  r.add("GET", "/metrics", needs(scope::metrics_read), show_metrics);
  r.add("GET", "/api/v1/webhooks", needs(scope::webhooks_read), list_webhooks);
  r.add("POST", "/api/v1/webhooks", needs(scope::webhooks_write), unkeyed(create_webhook));
  r.add("GET", "/api/v1/webhooks/{id}", needs(scope::webhooks_read), show_webhook);
  r.add("PATCH", "/api/v1/webhooks/{id}", needs(scope::webhooks_write), change_webhook);
  r.add("DELETE", "/api/v1/webhooks/{id}", needs(scope::webhooks_write), remove_webhook);
  r.add("POST", "/api/v1/webhooks/{id}/rotate", needs(scope::webhooks_write),
        unkeyed(without_content(rotate_webhook)));
  r.add("POST", "/api/v1/webhooks/{id}/test", needs(scope::webhooks_write),
        idempotent(without_content(test_webhook)));
  r.add("POST", "/api/v1/webhooks/{id}/replay", with_query(needs(scope::webhooks_write)),
        idempotent(without_content(replay_webhook)));
  r.add("GET", "/api/v1/webhooks/{id}/deliveries", with_query(needs(scope::webhooks_read)), list_deliveries);
  r.add("GET", "/api/v1/suppressions", needs(scope::leads_read), list_suppressions);
  r.add("POST", "/api/v1/suppressions", needs(scope::leads_write), idempotent(add_suppression));
  r.add("POST", "/api/v1/suppressions/remove", needs(scope::admin), idempotent(remove_suppression));
  r.add("GET", "/api/v1/erasures", needs(scope::leads_read), list_erasures);
  r.add("POST", "/api/v1/erasures", needs(scope::leads_write), idempotent(erase_subject));
  r.add("POST", "/api/v1/access", needs(scope::leads_read), unkeyed(up_to_date(show_access)));
  r.add("GET", "/api/v1/leads/{id}/notice", needs(scope::leads_read), up_to_date(show_notice));
  r.add("POST", "/api/v1/crm/{id}/push", with_query(needs(scope::leads_write)),
        idempotent(without_content(up_to_date(push_to_crm))));
  r.add("GET", "/api/v1/crm/{id}/records", with_query(needs(scope::leads_read)), list_crm_records);
  r.add("GET", "/api/v1/crm/runs", needs(scope::leads_read), list_crm_runs);
  r.add("GET", "/opt-out", with_query(open_to_all()), show_opt_out);
  r.add("POST", "/opt-out", open_to_forms(), unkeyed(confirm_opt_out));
}

} // namespace leadstream::api
