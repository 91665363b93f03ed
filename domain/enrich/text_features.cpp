#include "domain/enrich/text_features.hpp"

#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace leadstream::enrich {
namespace {

constexpr std::size_t longest_text = 20'000;
constexpr float pair_weight = 0.7F;
constexpr float group_weight = 0.35F;
constexpr std::size_t group_letters = 4;

std::uint32_t hash(std::string_view kind, std::string_view a, std::string_view b) {
  std::uint32_t value = 2166136261U; // FNV-1a
  for (const std::string_view part : {kind, a, std::string_view(" "), b}) {
    for (const char c : part) {
      value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
    }
  }
  return (value ^ (value >> 15U)) % feature_buckets;
}

std::string_view stem(std::string_view word) {
  for (const std::string_view ending : {"ies", "es", "s"}) {
    if (word.size() > ending.size() + 3 && word.ends_with(ending)) {
      return word.substr(0, word.size() - ending.size());
    }
  }
  return word.size() > 4 && (word.back() == 'y' || word.back() == 'e') ? word.substr(0, word.size() - 1)
                                                                       : word;
}

bool says_nothing(std::string_view word) {
  constexpr std::string_view list =
      " and or the of for in to a an on with except not by as other und der die das et la le "
      "les de del el los e di il da do en van het een w i na etc eg ie ";
  return list.find(" " + std::string(word) + " ") != std::string_view::npos;
}

void add_groups(std::string_view word, std::vector<text_feature>& to) {
  const std::string framed = "<" + std::string(word) + ">";
  for (std::size_t i = 0; i + group_letters <= framed.size(); ++i) {
    to.push_back({hash("g", std::string_view(framed).substr(i, group_letters), ""), group_weight});
  }
}

/// Adds up features of the same bucket and scales the whole to length 1.
void normalise(std::vector<text_feature>& features) {
  std::sort(features.begin(), features.end(),
            [](const auto& a, const auto& b) { return a.bucket < b.bucket; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (kept > 0 && features[kept - 1].bucket == features[i].bucket) {
      features[kept - 1].weight += features[i].weight;
    } else {
      features[kept++] = features[i];
    }
  }
  features.resize(kept);
  float length = 0;
  for (const text_feature& each : features) {
    length += each.weight * each.weight;
  }
  for (text_feature& each : features) {
    each.weight /= std::sqrt(length);
  }
}

} // namespace

std::vector<text_feature> text_features(std::string_view text) {
  const std::string plain = plain_words(text.substr(0, longest_text));
  std::vector<text_feature> features;
  std::string_view before;
  for (const std::string_view word : split_words(plain)) {
    if (says_nothing(word)) {
      continue;
    }
    const std::string_view root = stem(word);
    features.push_back({hash("w", root, ""), 1.0F});
    if (!before.empty()) {
      features.push_back({hash("p", before, root), pair_weight});
    }
    add_groups(word, features);
    before = root;
  }
  normalise(features);
  return features;
}

} // namespace leadstream::enrich
