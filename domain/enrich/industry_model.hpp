#pragma once
#include "domain/enrich/text_features.hpp"
#include "domain/model/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::enrich {

/// A linear model that tells the sector (two digits of NAICS) of a text. The file is made by
/// tools/train_industry.
class industry_model {
public:
  /// Reads a model file: the line "industry-model 1 <scale> <sector> <sector> …" and then, for each bucket, a
  /// signed byte for each sector. The bytes must outlive the model.
  static result<industry_model> read(std::string_view bytes);

  /// The built-in one.
  static const industry_model& standard();

  const std::vector<std::string>& sectors() const { return sectors_; }

  /// How likely each sector is, in the order of sectors(); together 1.
  std::vector<double> probabilities(const std::vector<text_feature>& features) const;

private:
  std::vector<std::string> sectors_;
  double scale_ = 1;
  std::string_view weights_;
};

} // namespace leadstream::enrich
