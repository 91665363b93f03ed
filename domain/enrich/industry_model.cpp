#include "domain/enrich/industry_model.hpp"

#include "domain/embedded.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace leadstream::enrich {

result<industry_model> industry_model::read(std::string_view bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  std::istringstream head{std::string(bytes.substr(0, end))};
  industry_model model;
  std::string magic;
  int version = 0;
  head >> magic >> version >> model.scale_;
  for (std::string sector; head >> sector;) {
    model.sectors_.push_back(sector);
  }
  model.weights_ = bytes.substr(std::min(end + 1, bytes.size()));
  if (magic != "industry-model" || version != 1 ||
      model.weights_.size() != std::size_t{feature_buckets} * model.sectors_.size()) {
    return error{error_code::malformed, "not an industry model of version 1", {}};
  }
  return model;
}

const industry_model& industry_model::standard() {
  static const industry_model built_in = read(embedded::industry_model()).value();
  return built_in;
}

std::vector<double> industry_model::probabilities(const std::vector<text_feature>& features) const {
  std::vector<double> scores(sectors_.size());
  for (const text_feature& each : features) {
    const std::string_view row = weights_.substr(std::size_t{each.bucket} * sectors_.size(), sectors_.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      scores[i] += scale_ * static_cast<double>(each.weight) * static_cast<signed char>(row[i]);
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

} // namespace leadstream::enrich
