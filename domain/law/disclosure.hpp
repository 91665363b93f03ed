#pragma once
#include "domain/law/law_store.hpp"
#include "domain/model/lead.hpp"

#include <vector>

namespace leadstream::law {

/// What is told to a person who asks (GDPR Art. 15): each lead cut down by own_data(), and who got it.
struct disclosure {
  std::vector<lead> leads;
  std::vector<recipient> recipients;
};

/// What of a lead is about the subject: of a person its own contact, with where that came from, and the
/// company that it belongs to; of a company all. Nothing that tells of colleagues.
lead own_data(const lead& whole, const subject& who);

} // namespace leadstream::law
