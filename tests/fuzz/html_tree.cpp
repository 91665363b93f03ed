#include "domain/extract/page/html_tree.hpp"
#include "domain/extract/extract.hpp"
#include "domain/extract/page/html_tags.hpp"
#include "domain/extract/page/parse.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "tests/support/tree_text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// Whatever the markup: a tree that was built in one pass is the one that gumbo builds, but for the text
/// before the end of a form, which gumbo puts behind it, attributes, where gumbo runs one that is repeated
/// into the next, and elements without a meaning, any of which gumbo lets the end of another close, and more
/// than three of a kind within each other, of which gumbo forgets those that the list of formatting elements
/// has lost, and character references beyond 32 bits, which gumbo counts round.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leadstream;
  using namespace leadstream::extraction;
  const std::string html = make_valid_utf8({reinterpret_cast<const char*>(data), size});
  const budget_clock still = [] { return monotonic_time{}; };
  static const re2::RE2 beyond_counting("(?i)&#(x0*[0-9a-f]{8}|0*[0-9]{10})");
  if (re2::RE2::PartialMatch(html, beyond_counting)) {
    return 0;
  }
  arena fast(256U << 20U, monotonic_time::max(), still);
  arena whole(256U << 20U, monotonic_time::max(), still);
  document ours;
  document gumbos;
  try {
    if (!build_tree(html, fast, ours) || lower(html).find("</form") != std::string::npos) {
      return 0;
    }
    parse_whole(html, whole, gumbos);
  } catch (const budget_exceeded&) {
    return 0;
  }
  const auto is_beyond_gumbo = [&](const auto& one) {
    int alike = 0;
    for (const auto* above = &one; above != ours.nodes.data(); above = &ours.nodes[above->parent]) {
      alike += above->name == one.name ? 1 : 0;
    }
    return !one.is_text() &&
           (alike > 3 || gumbo_tag_enum(std::string(one.name).c_str()) == GUMBO_TAG_UNKNOWN);
  };
  if (std::any_of(ours.nodes.begin(), ours.nodes.end(), is_beyond_gumbo)) {
    return 0;
  }
  if (const std::string one = tree_text(ours, false), other = tree_text(gumbos, false); one != other) {
    std::fprintf(stderr, "in one pass:\n%s\nby gumbo:\n%s\n", one.c_str(), other.c_str());
    std::abort();
  }
  return 0;
}
