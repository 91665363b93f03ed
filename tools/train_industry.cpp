// Trains the industry model (domain/enrich/industry_model.hpp) on phrases with NAICS codes:
//
//   train_industry naics2007_index.csv config/industries/industries.txt config/industries/industry.model
//
// The first file is the index of the US Census (public domain): code,"phrase" lines. Phrases whose SHA-256
// begins with a byte under 51 are never trained on; how the model does on them is printed. The same input
// gives the same bytes.
#include "domain/enrich/industry_model.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <numeric>
#include <random>

namespace {

using leadstream::enrich::feature_buckets;
using leadstream::enrich::text_feature;

constexpr int kept_aside_below = 51;
constexpr int rounds = 12;
constexpr double rate = 0.6;
constexpr double decay = 2e-6;

struct example {
  std::string phrase;
  std::size_t sector = 0;
  std::vector<text_feature> features;
};

struct data {
  std::vector<std::string> sectors;
  std::vector<example> trained, aside;

  std::size_t sector(const std::string& code) {
    const auto found = std::find(sectors.begin(), sectors.end(), code);
    if (found != sectors.end()) {
      return static_cast<std::size_t>(found - sectors.begin());
    }
    sectors.push_back(code);
    return sectors.size() - 1;
  }

  void add(const std::string& phrase, const std::string& code, bool to_aside) {
    (to_aside ? aside : trained)
        .push_back({phrase, sector(code.substr(0, 2)), leadstream::enrich::text_features(phrase)});
  }
};

bool is_aside(const std::string& phrase) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(phrase.data()), phrase.size(), digest.data());
  return digest[0] < kept_aside_below;
}

void read_index(const char* path, data& into) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::size_t comma = line.find(',');
    std::string phrase = line.substr(std::min(comma + 1, line.size()));
    phrase.erase(std::remove_if(phrase.begin(), phrase.end(), [](char c) { return c == '"' || c == '\r'; }),
                 phrase.end());
    if (comma == 6) {
      into.add(phrase, line.substr(0, comma), is_aside(phrase));
    }
  }
}

/// The words of the catalog in all languages, as phrases of their industry.
void read_catalog(const char* path, data& into) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find('|');
    const std::size_t last = line.rfind('|');
    if (line.empty() || line.front() == '#' || last == first || line.size() < first + 8) {
      continue;
    }
    const std::string code = line.substr(first + 2, 6);
    std::string words = line.substr(0, first) + "," + line.substr(last + 1) + ",";
    for (std::size_t comma = words.find(','); comma != std::string::npos; comma = words.find(',')) {
      const std::string word = words.substr(0, comma);
      words.erase(0, comma + 1);
      if (word.find_first_not_of(' ') != std::string::npos && !is_aside(word)) {
        into.add(word, code, false);
      }
    }
  }
}

/// Multinomial logistic regression by stochastic gradient descent with per-weight rates (Adagrad).
class trainer {
public:
  explicit trainer(std::size_t sectors)
      : sectors_(sectors), weights_(feature_buckets * sectors), gradients_(feature_buckets * sectors, 1e-6F) {
  }

  void learn(const example& from) {
    std::vector<double> scores = probabilities(from.features);
    scores[from.sector] -= 1;
    for (const text_feature& each : from.features) {
      for (std::size_t i = 0; i < sectors_; ++i) {
        const std::size_t at = each.bucket * sectors_ + i;
        const double step =
            scores[i] * static_cast<double>(each.weight) + decay * static_cast<double>(weights_[at]);
        gradients_[at] += static_cast<float>(step * step);
        weights_[at] -= static_cast<float>(rate * step / std::sqrt(static_cast<double>(gradients_[at])));
      }
    }
  }

  std::string encoded(const std::vector<std::string>& names) const {
    float most = 0;
    for (const float weight : weights_) {
      most = std::max(most, std::abs(weight));
    }
    const double scale = static_cast<double>(most) / 127;
    std::string text = "industry-model 1 " + std::to_string(scale);
    for (const std::string& name : names) {
      text += " " + name;
    }
    text += "\n";
    for (const float weight : weights_) {
      text += static_cast<char>(static_cast<signed char>(std::lround(static_cast<double>(weight) / scale)));
    }
    return text;
  }

private:
  std::vector<double> probabilities(const std::vector<text_feature>& features) const {
    std::vector<double> scores(sectors_);
    for (const text_feature& each : features) {
      for (std::size_t i = 0; i < sectors_; ++i) {
        scores[i] += static_cast<double>(each.weight * weights_[each.bucket * sectors_ + i]);
      }
    }
    const double most = *std::max_element(scores.begin(), scores.end());
    double sum = 0;
    for (double& score : scores) {
      score = std::exp(score - most);
      sum += score;
    }
    for (double& score : scores) {
      score /= sum;
    }
    return scores;
  }

  std::size_t sectors_;
  std::vector<float> weights_;
  std::vector<float> gradients_;
};

void judge(const data& all, const leadstream::enrich::industry_model& model) {
  std::size_t right = 0;
  std::size_t answered = 0;
  std::size_t answered_right = 0;
  for (const example& each : all.aside) {
    const auto likely = model.probabilities(each.features);
    const auto best = std::max_element(likely.begin(), likely.end());
    const bool hit = static_cast<std::size_t>(best - likely.begin()) == each.sector;
    right += hit ? 1 : 0;
    answered += *best >= 0.7 ? 1 : 0;
    answered_right += *best >= 0.7 && hit ? 1 : 0;
  }
  const auto share = [](std::size_t part, std::size_t of) {
    return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(of, 1));
  };
  std::printf("%zu phrases kept aside: accuracy %.3f; answered %.3f at confidence 0.7, right %.3f of these\n",
              all.aside.size(), share(right, all.aside.size()), share(answered, all.aside.size()),
              share(answered_right, answered));
}

} // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::fputs("usage: train_industry NAICS_INDEX.csv INDUSTRIES.txt OUT.model\n", stderr);
    return 2;
  }
  data all;
  read_index(arguments[1], all);
  read_catalog(arguments[2], all);
  trainer learning(all.sectors.size());
  std::mt19937 order(1);
  std::vector<std::size_t> turn(all.trained.size());
  std::iota(turn.begin(), turn.end(), std::size_t{0});
  for (int i = 0; i < rounds; ++i) {
    for (std::size_t at = turn.size(); at > 1; --at) {
      std::swap(turn[at - 1], turn[order() % at]);
    }
    for (const std::size_t at : turn) {
      learning.learn(all.trained[at]);
    }
  }
  const std::string bytes = learning.encoded(all.sectors);
  std::ofstream(arguments[3], std::ios::binary) << bytes;
  const auto model = leadstream::enrich::industry_model::read(bytes);
  std::printf("%zu phrases trained on, %zu sectors, %zu bytes\n", all.trained.size(), all.sectors.size(),
              bytes.size());
  judge(all, model.value());
  return 0;
}
