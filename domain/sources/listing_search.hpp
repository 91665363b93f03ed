#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/page.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leadstream::sources {

/// Something about a search that people want to know.
struct search_note {
  std::string step;    ///< "saturated", "partial", "split", … as in a job's log
  std::string target;  ///< what it is about, as a cell of the map; may be empty
  std::string reason;  ///< a stable word when it is an error of the job; empty otherwise
  std::string message; ///< for people
};

/// What one answer gave.
struct search_step {
  std::vector<observation> listings; ///< raw, without ids, in the order of the answer
  std::vector<search_note> notes;
  /// Useless answers in a row to the same question, which is to be asked again after a pause that grows with
  /// them.
  std::uint32_t failures = 0;
};

/// A request that was refused, as the gate tells it.
struct search_refusal {
  std::string reason; ///< a stable word: "circuit_open", "rate_limited", "unexpected_status", …
  std::string message;
  const page* answer = nullptr; ///< what came with it; may be null
};

/// Whether a request that was refused reached the source.
bool was_asked(const search_refusal& why);
/// "1 question", however often it was put until it was answered.
std::string times_asked(std::size_t count);

/// The search of one source for companies, request by request: a plain state machine that whoever fetches
/// drives. What follows an answer depends on the answers before it alone. Not thread-safe.
class listing_search {
public:
  virtual ~listing_search() = default;

  /// What to ask now; nothing when the search is over. The same until take() or refused().
  virtual std::optional<http_request> next() const = 0;
  virtual search_step take(const page& answer) = 0;
  /// The request failed for good: gives up what depended on it.
  virtual search_step refused(const search_refusal& why) = 0;
  /// How far it came, as JSON that load() of the same class reads.
  virtual std::string save() const = 0;
  /// One sentence at the end: how often it asked and what stays in doubt.
  virtual std::string summary() const = 0;
  /// What was not searched when it ends now, for people; empty when nothing is left.
  virtual std::string unfinished() const { return {}; }
};

} // namespace leadstream::sources
