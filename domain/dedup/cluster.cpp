#include "domain/dedup/cluster.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_set>

namespace leadstream::dedup {
namespace {

/// Clusters under construction: each a ring of its members, named by the first.
class clusters {
public:
  explicit clusters(std::uint32_t count) : name_(count), next_(count) {
    std::iota(name_.begin(), name_.end(), 0U);
    std::iota(next_.begin(), next_.end(), 0U);
  }

  std::uint32_t of(std::uint32_t record) const { return name_[record]; }

  template <class Visit>
  bool any(std::uint32_t cluster, Visit visit) const {
    std::uint32_t member = cluster;
    do {
      if (visit(member)) {
        return true;
      }
      member = next_[member];
    } while (member != cluster);
    return false;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t name = std::min(a, b);
    any(std::max(a, b), [&](std::uint32_t member) {
      name_[member] = name;
      return false;
    });
    std::swap(next_[a], next_[b]);
  }

  std::vector<std::uint32_t> take() { return std::move(name_); }

private:
  std::vector<std::uint32_t> name_;
  std::vector<std::uint32_t> next_;
};

/// Pairs of clusters that hold records in discord. Clusters only grow, so what is in discord stays so;
/// without this memory, each of many links between two large clusters would compare all their members again.
class discords {
public:
  template <class Look>
  bool between(std::uint32_t left, std::uint32_t right, Look look) {
    const std::uint64_t pair =
        (static_cast<std::uint64_t>(std::min(left, right)) << 32U) | std::max(left, right);
    if (found_.contains(pair)) {
      return true;
    }
    const bool apart = look();
    if (apart) {
      found_.insert(pair);
    }
    return apart;
  }

private:
  std::unordered_set<std::uint64_t> found_;
};

void sort_surest_first(std::vector<link>& links) {
  for (link& l : links) {
    if (l.a > l.b) {
      std::swap(l.a, l.b);
    }
  }
  std::sort(links.begin(), links.end(), [](const link& x, const link& y) {
    return std::tuple(-x.points, x.tie, x.a, x.b) < std::tuple(-y.points, y.tie, y.a, y.b);
  });
}

} // namespace

std::vector<std::uint32_t> agglomerate(std::uint32_t count, std::vector<link> links, const discord& apart,
                                       const discord& never) {
  sort_surest_first(links);
  clusters built(count);
  discords known;
  for (const link& l : links) {
    const std::uint32_t left = built.of(l.a);
    const std::uint32_t right = built.of(l.b);
    const auto any_pair = [&](const auto& of) {
      return built.any(
          left, [&](std::uint32_t a) { return built.any(right, [&](std::uint32_t b) { return of(a, b); }); });
    };
    if (left == right || (never && any_pair(never))) {
      continue;
    }
    const auto in_discord = [&](std::uint32_t a, std::uint32_t b) {
      return (a != l.a || b != l.b) && apart(a, b);
    };
    if (l.points == link::certain || !known.between(left, right, [&] { return any_pair(in_discord); })) {
      built.join(left, right);
    }
  }
  return built.take();
}

} // namespace leadstream::dedup
