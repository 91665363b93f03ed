#pragma once
#include "actors/interfaces.hpp"
#include "domain/law/suppression.hpp"
#include "domain/mail_resolver.hpp"
#include "domain/mailbox_prober.hpp"
#include "domain/ports.hpp"
#include "domain/score/profile_book.hpp"

#include <memory>

/// The pipeline behind the scrapers. Each stage changes the work and passes it on; the answer of the last
/// one, when the unit is committed, goes back to whoever sent the work: so nobody can be faster than the
/// store.
namespace leadstream::actors {

/// What is stored in place of an observation that must not be kept: that there was one.
rejected_record suppress(const observation& seen, const uuid& job_id);

/// What must not be kept; null: nothing is forbidden.
using suppressions = std::shared_ptr<const law::suppression_list>;

/// Cleans the raw findings of each fresh observation and gives it its id. An observation that names a company
/// without a valid name becomes a rejected record.
stage::behavior_type run_cleaner(stage::pointer self, const deduplicator& next,
                                 const suppressions& forbidden);

/// Who is asked about email addresses.
struct mail_sources {
  mail_resolver* records = nullptr;    ///< null: there are no verdicts
  mailbox_prober* mailboxes = nullptr; ///< null: DNS alone is asked
  suppressions forbidden;              ///< nobody is asked for these addresses
};

/// Adds what follows from what is there: industry, company size, and verdicts on email addresses where there
/// is somebody to ask. It understands what a deduplicator does.
deduplicator::behavior_type run_enricher(deduplicator::pointer self, const deduplicator& next,
                                         const mail_sources& mail);

/// Scores each lead of the work for its job's search, by the saved profile that it names. What is recent is
/// judged by the lead's newest observation, so that the same observations give the same score on any day.
stage::behavior_type run_scorer(stage::pointer self, const lead_writer& next,
                                std::shared_ptr<const score::profile_book> profiles);

/// Folds with what is stored; a conflict at the commit folds again, at most 20 times. What was forbidden
/// since it was cleaned is left out.
deduplicator::behavior_type run_deduplicator(deduplicator::pointer self, const stage& next, store* storage,
                                             const suppressions& forbidden);

/// Adds an event for each lead, commits, and tells the hub.
lead_writer::behavior_type run_lead_writer(lead_writer::pointer self, const update_hub& hub, store* storage);

} // namespace leadstream::actors
