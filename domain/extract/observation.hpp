#pragma once
#include "domain/extract/page_facts.hpp"
#include "domain/model/page.hpp"

#include <string>
#include <vector>

namespace leadstream {

/// The observations that a page gives: one of its contacts, one of the organisation, one of its technologies,
/// one of growth signals (open positions); kinds that found nothing are left out. Only `raw` is filled, and
/// `id` is nil: the caller cleans and identifies them. `subject` is the observation of the company that the
/// page belongs to, or nil. `insights` is what follows from the page's text (enrich/insights.hpp).
std::vector<observation> observe(const page& source, const page_facts& facts, const std::string& source_name,
                                 const uuid& subject, const std::vector<fact>& insights = {});

} // namespace leadstream
